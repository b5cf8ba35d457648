//! Addresses of the projects of a territory: a list, a board, a map, files, a contract.

use super::listing::Asked;
use super::table;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use axum::extract::{Path, State};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/projets", get(projects))
        .route("/crte/{code}", get(contract))
        .merge(super::saved_views::routes())
}

async fn projects(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let listing = asked.listing;
    let found = state
        .services
        .territory_projects(request.cx(), &listing)
        .await?;
    let now = state.services.clock.now();
    let page = Page::new("Projets du territoire", move || {
        table::territory(found, &listing, now)
    });
    Ok(render(&state, &request, page))
}

async fn contract(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
) -> PageResult {
    let listing = asked.listing;
    let found = state
        .services
        .contract_projects(request.cx(), &code, &listing)
        .await?;
    let now = state.services.clock.now();
    let page = Page::new(found.name.clone(), move || {
        table::contract(found, &listing, now)
    });
    Ok(render(&state, &request, page))
}

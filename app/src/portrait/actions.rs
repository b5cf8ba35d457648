//! Addresses of the portraits.

use super::{files, page};
use crate::desk::listing::Asked;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use axum::extract::{Path, State};
use domain::filter::Programme;
use services::Error;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/crte/{code}", get(contract))
        .route("/territoire/bilan", get(departement))
        .merge(files::routes())
}

async fn contract(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
) -> PageResult {
    let found = state
        .services
        .contract_portrait(request.cx(), &code)
        .await?;
    let title = page::title(&found.subject, &found.of);
    let page = Page::new(title, move || page::portrait(&found));
    Ok(render(&state, &request, page))
}

/// A département, or one programme there.
async fn departement(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    let departement = Some(asked.one("departement")).filter(|code| !code.is_empty());
    let programme = match asked.one("programme") {
        "" => None,
        code => Some(Programme::parse(code).ok_or(Error::NotFound)?),
    };
    let found = state
        .services
        .departement_portrait(request.cx(), departement, programme)
        .await?;
    let title = page::title(&found.subject, &found.of);
    let page = Page::new(title, move || page::portrait(&found));
    Ok(render(&state, &request, page))
}

//! Addresses of the portraits.

use super::{files, page, paper, words};
use crate::desk::listing::Asked;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::filter::Programme;
use services::portrait::Portrait;
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/crte/{code}", get(contract))
        .route("/crte/{code}/bilan.pdf", get(contract_on_paper))
        .route("/territoire/bilan", get(departement))
        .route("/territoire/bilan.pdf", get(departement_on_paper))
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
    let title = words::title(&found.subject, &found.of);
    let page = Page::new(title, move || page::portrait(&found));
    Ok(render(&state, &request, page))
}

async fn contract_on_paper(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
) -> PageResult {
    let found = state
        .services
        .contract_portrait(request.cx(), &code)
        .await?;
    Ok(printed(&state, &found).await?)
}

async fn departement(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    let found = found(&state, &request, &asked).await?;
    let title = words::title(&found.subject, &found.of);
    let page = Page::new(title, move || page::portrait(&found));
    Ok(render(&state, &request, page))
}

async fn departement_on_paper(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    let found = found(&state, &request, &asked).await?;
    Ok(printed(&state, &found).await?)
}

/// A département, or one programme there.
async fn found(state: &AppState, request: &RequestCx, asked: &Asked) -> Result<Portrait> {
    let departement = Some(asked.one("departement")).filter(|code| !code.is_empty());
    let programme = match asked.one("programme") {
        "" => None,
        code => Some(Programme::parse(code).ok_or(Error::NotFound)?),
    };
    let services = &state.services;
    services
        .departement_portrait(request.cx(), departement, programme)
        .await
}

async fn printed(state: &AppState, found: &Portrait) -> Result<Response> {
    let paper = paper::paper(found, state.services.clock.now());
    crate::paper::answer(state, paper, &paper::file_name(&found.subject)).await
}

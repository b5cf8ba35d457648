//! Addresses of the list and of the sheet.

use super::page;
use crate::http::{AppState, Page, PageResult, RequestCx, render};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use domain::ids::ProjectId;
use leptos::prelude::*;

/// The addresses of projects.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/projets", get(list))
        .route("/projets/{id}", get(summary))
}

/// Reads the id of an address; an address that holds none leads nowhere.
pub fn project_id(text: &str) -> services::Result<ProjectId> {
    ProjectId::parse(text).ok_or(services::Error::NotFound)
}

async fn list(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let cards = state.services.my_projects(request.cx()).await?;
    let now = state.services.clock.now();
    let page = Page::new("Mes projets", move || view! { <page::List cards=cards now=now/> }.into_any());
    Ok(render(&state, &request, page))
}

async fn summary(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let head = state.services.sheet_head(request.cx(), project_id(&id)?).await?;
    let title = head.sheet.title.clone();
    let page = Page::new(title, move || page::summary(head).into_any());
    Ok(render(&state, &request, page))
}

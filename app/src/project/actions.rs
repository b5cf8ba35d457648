//! Addresses of the list and of the sheet's first and last parts.

use super::frame::{Tab, sheet_page};
use super::{list, page};
use crate::deposit::browser::Browser;
use crate::desk::decisions;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use axum::extract::{Path, State};
use domain::ids::ProjectId;
use leptos::prelude::*;

/// The addresses of projects.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets", get(list))
        .route("/projets/{id}", get(summary))
        .merge(super::history::routes())
}

/// Reads the id of an address; an address that holds none leads nowhere.
pub fn project_id(text: &str) -> services::Result<ProjectId> {
    ProjectId::parse(text).ok_or(services::Error::NotFound)
}

async fn list(State(state): State<AppState>, request: RequestCx, browser: Browser) -> PageResult {
    let cards = state.services.my_projects(request.cx()).await?;
    let drafts = state
        .services
        .my_drafts(request.cx(), browser.token())
        .await?;
    let now = state.services.clock.now();
    let page = Page::new("Mes projets", move || {
        view! { <list::List cards=cards drafts=drafts now=now/> }.into_any()
    });
    Ok(render(&state, &request, page))
}

async fn summary(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let head = state
        .services
        .sheet_head(request.cx(), project_id(&id)?)
        .await?;
    let receipt = state.services.deposit_receipt(&head).await?;
    let sheet = head.sheet.clone();
    let decisions = decisions::section(&state, &request, &head).await?;
    let now = state.services.clock.now();
    let part = move || page::summary(sheet, receipt, decisions(), now);
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Summary,
        false,
        part,
    ))
}

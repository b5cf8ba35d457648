//! Addresses of the list and of the sheet's first and last parts.

use super::frame::{Tab, sheet_page};
use super::{list, page};
use crate::deposit::browser::Browser;
use crate::desk::decisions;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use crate::tag;
use axum::extract::{Path, State};
use domain::ids::ProjectId;
use leptos::prelude::*;

/// The addresses of projects.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets", get(list))
        .route("/projets/{id}", get(summary))
        .route("/projets/{id}/sourdine", post(mute))
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
    let tags = tag::sheet::section(&state, &request, &head, FormState::default()).await?;
    let now = state.services.clock.now();
    let (project, muted) = (head.resource.id, head.counts.muted > 0);
    let mute = move || page::mute(project, muted);
    let part = move || page::summary(sheet, receipt, decisions(), tags(), mute(), now);
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Summary,
        false,
        part,
    ))
}

/// Sent twice, it says the same: `sourdine=oui` mutes, anything else lets the project speak again.
async fn mute(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let muted = typed.get("sourdine") == "oui";
    state
        .services
        .mute_project(request.cx(), project, muted)
        .await?;
    let done = if muted {
        "projet-en-sourdine"
    } else {
        "projet-ecoute"
    };
    Ok(see_other(format!("/projets/{project}?fait={done}")))
}

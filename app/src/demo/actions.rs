//! Addresses of the demonstration.

use super::page;
use crate::account::sign_in::{asker, enter};
use crate::http::cookies::Browser;
use crate::http::{AppState, Caller, Page, PageResult, RequestCx, Routes, get, post, render};
use axum::extract::{Path, State};
use services::Error;
use uuid::Uuid;

/// The addresses of the demonstration.
pub fn routes() -> Routes {
    Routes::new()
        .route("/demo", get(people))
        .route("/demo/devenir/{key}", post(become_person))
        .route("/demo/courrier", get(mails))
        .route("/demo/courrier/{id}", get(one_mail))
}

async fn people(State(state): State<AppState>, request: RequestCx) -> PageResult {
    state.services.demo_only()?;
    let here = request.cx.person_id();
    Ok(render(
        &state,
        &request,
        Page::new("Choisir une personne", move || page::people(here)),
    ))
}

async fn become_person(
    State(state): State<AppState>,
    browser: Browser,
    caller: Caller,
    Path(key): Path<String>,
) -> PageResult {
    let signed = state
        .services
        .demo_sign_in(&asker(&state, &browser, &caller), &key)
        .await?;
    Ok(enter(&state, signed).await?)
}

async fn mails(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let mails = state.services.demo_mails().await?;
    let base = state.services.settings.base_url.clone();
    Ok(render(
        &state,
        &request,
        Page::new("E-mails envoyés", move || page::mailbox(mails, None, base)),
    ))
}

async fn one_mail(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let id = Uuid::try_parse(&id).map_err(|_| Error::NotFound)?;
    let mail = state.services.demo_mail(id).await?;
    let mails = state.services.demo_mails().await?;
    let base = state.services.settings.base_url.clone();
    let title = mail.subject.clone();
    Ok(render(
        &state,
        &request,
        Page::new(title, move || page::mailbox(mails, Some(mail), base)),
    ))
}

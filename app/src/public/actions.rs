//! Addresses of the public pages.

use super::{legal, page};
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use axum::extract::State;
use http::{HeaderName, HeaderValue, header};
use leptos::prelude::*;

/// The public addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/", get(home))
        .route("/accessibilite", get(accessibility))
        .route("/mentions-legales", get(legal_notice))
        .route("/donnees-personnelles", get(personal_data))
        .route("/.well-known/security.txt", get(security))
}

async fn home(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let signed_in = request.cx.person_id().is_some();
    let totals = state.services.public_totals().await?;
    let page = Page::new("", move || {
        view! { <page::Home signed_in=signed_in totals=totals/> }.into_any()
    });
    Ok(render(&state, &request, page))
}

async fn accessibility(State(state): State<AppState>, request: RequestCx) -> PageResult {
    Ok(render(
        &state,
        &request,
        Page::new("Accessibilité", legal::accessibility),
    ))
}

async fn legal_notice(State(state): State<AppState>, request: RequestCx) -> PageResult {
    Ok(render(
        &state,
        &request,
        Page::new("Mentions légales", legal::notice),
    ))
}

async fn personal_data(State(state): State<AppState>, request: RequestCx) -> PageResult {
    Ok(render(
        &state,
        &request,
        Page::new("Données personnelles", legal::personal_data),
    ))
}

/// RFC 9116. It expires a year after the day it is asked for, so that a service that is running never
/// shows a stale one.
async fn security(State(state): State<AppState>) -> ([(HeaderName, HeaderValue); 1], String) {
    let year = state.services.clock.now().plus_seconds(360 * 86_400);
    let base = &state.services.settings.base_url;
    let text = format!(
        "Contact: {base}/mentions-legales#securite\nExpires: {}\nPreferred-Languages: fr, en\nCanonical: {base}/.well-known/security.txt\n",
        crate::i18n::dates::machine(year)
    );
    (
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        )],
        text,
    )
}

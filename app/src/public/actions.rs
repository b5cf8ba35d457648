//! Addresses of the public pages.

use super::page;
use crate::http::{AppState, Page, PageResult, RequestCx, render};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use leptos::prelude::*;

/// The public addresses.
pub fn routes() -> Router<AppState> {
    Router::new().route("/", get(home))
}

async fn home(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let signed_in = request.cx.person_id().is_some();
    let page = Page::new("", move || {
        view! { <page::Home signed_in=signed_in/> }.into_any()
    });
    Ok(render(&state, &request, page))
}

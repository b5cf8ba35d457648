//! Addresses of the catalogue.

use super::page;
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use crate::script;
use axum::extract::{Path, Query, State};
use domain::ids::OfferId;
use domain::project::OfferFamily;
use domain::theme::Theme;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::read_models::offer::Filter;

/// The addresses of the catalogue.
pub fn routes() -> Routes {
    Routes::new()
        .route("/offres", get(list))
        .route("/offres/{id}", get(one))
}

/// What the address may ask for; anything else is ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    famille: String,
    theme: String,
    page: String,
}

/// Longest search, in characters.
const WORDS: usize = 200;

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Asked>,
) -> PageResult {
    let filter = Filter {
        words: asked.q.chars().take(WORDS).collect(),
        family: OfferFamily::parse(&asked.famille),
        theme: Theme::parse(&asked.theme),
    };
    let found = state
        .services
        .offers(&filter, asked.page.parse().unwrap_or(1))
        .await?;
    let page = Page::new("Aides et conseils", move || page::catalogue(filter, found));
    let page = page.script(&script::FILTERS);
    Ok(render(&state, &request, page))
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let offer = state
        .services
        .offer(OfferId::parse(&id).ok_or(Error::NotFound)?)
        .await?;
    let page = Page::new(offer.title.clone(), move || {
        view! { <page::One offer=offer/> }.into_any()
    });
    Ok(render(&state, &request, page))
}

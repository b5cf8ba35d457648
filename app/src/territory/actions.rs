//! What the field for communes asks while one types.

use super::CommuneChoice;
use crate::http::{AppState, Routes, get};
use axum::Json;
use axum::extract::{Query, State};
use http::{HeaderValue, header};
use serde::Deserialize;

/// The addresses that scripts of our pages ask.
pub fn routes() -> Routes {
    Routes::new().route("/api/interne/communes", get(communes))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

/// Nobody types a longer name than this, in characters.
const LONGEST: usize = 100;

/// At most 8 communes for what was typed. Public data: the answer may be kept for an hour.
async fn communes(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> (
    [(header::HeaderName, HeaderValue); 1],
    Json<Vec<CommuneChoice>>,
) {
    let typed: String = asked.q.chars().take(LONGEST).collect();
    let found = state
        .services
        .find_communes(&typed)
        .into_iter()
        .map(|commune| CommuneChoice {
            code: commune.code,
            name: commune.name,
            detail: commune.detail,
        });
    let kept = HeaderValue::from_static("private, max-age=3600");
    ([(header::CACHE_CONTROL, kept)], Json(found.collect()))
}

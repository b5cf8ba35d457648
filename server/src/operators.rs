//! What operators and their machines ask: is it alive, is it ready, how is it doing.

use crate::metrics::Metrics;
use crate::middleware::network::OnThisMachine;
use app::http::{AppState, Routes, get};
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use subtle::ConstantTimeEq;

/// `/healthz`: the process answers. `/readyz`: the database does too. `/metrics`: the counts, for programs on
/// this machine and for those who know the token.
pub fn routes() -> Routes {
    Routes::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.services.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

/// `MEC_METRICS_TOKEN`, when the operator chose one.
#[derive(Clone)]
pub struct MetricsToken(pub Option<String>);

impl MetricsToken {
    /// Whether the request carries it: `Authorization: Bearer …`.
    fn is_shown(&self, headers: &HeaderMap) -> bool {
        let shown = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        match (&self.0, shown) {
            (Some(token), Some(shown)) => bool::from(token.as_bytes().ct_eq(shown.as_bytes())),
            _ => false,
        }
    }
}

/// Anybody else is answered as if there were no such page.
async fn metrics(
    State(state): State<AppState>,
    Extension(metrics): Extension<Metrics>,
    Extension(token): Extension<MetricsToken>,
    Extension(local): Extension<OnThisMachine>,
    headers: HeaderMap,
) -> Response {
    if !local.0 && !token.is_shown(&headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let jobs = state.services.waiting_jobs().await;
    if let Err(error) = &jobs {
        tracing::error!(%error, "the outbox cannot be counted");
    }
    metrics.database(jobs.ok(), &state.services.db.pools());
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    match metrics.text() {
        Ok(text) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

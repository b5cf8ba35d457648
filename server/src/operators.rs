//! What operators and their machines ask: is it alive, is it ready.

use app::http::AppState;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;

/// `/healthz`: the process answers. `/readyz`: the database does too.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
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

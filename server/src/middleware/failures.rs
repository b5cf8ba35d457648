//! Turns refusals into pages.

use app::http::error::{self, Failure};
use app::http::{AppState, RequestCx};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{StatusCode, header};

/// Makes the page of a failure that a handler left on its answer, and that of an unknown address.
pub async fn show(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(cx) = RequestCx::from_request_parts(&mut parts, &state).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    match failure_of(&response) {
        Some(failure) => error::show(&state, &cx, failure),
        None => response,
    }
}

fn failure_of(response: &Response) -> Option<Failure> {
    let left = response.extensions().get::<Failure>().copied();
    let bare = !response.headers().contains_key(header::CONTENT_TYPE);
    left.or_else(|| {
        (bare && response.status() == StatusCode::NOT_FOUND).then_some(Failure::NotFound)
    })
}

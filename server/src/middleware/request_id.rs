//! Names each request, logs and counts it once, without personal data.

use crate::metrics::{self, Metrics};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use std::time::Instant;
use tracing::Instrument;

/// The name of a request, in the logs and on error pages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Sets the name; logs and counts method, route, status, duration and number of statements.
#[allow(
    clippy::disallowed_methods,
    reason = "a request's name is no business id"
)]
pub async fn set(State(metrics): State<Metrics>, mut request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = %id);
    let started = Instant::now();
    let (mut response, statements) =
        store::query_counter::counted(next.run(request).instrument(span)).await;
    let took = started.elapsed();
    metrics.answered(metrics::Request {
        method: &method,
        route: route.as_deref(),
        status: response.status(),
        took,
        statements,
    });
    tracing::debug!(
        request = %id,
        %method,
        route = route.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        milliseconds = took.as_secs_f64() * 1000.0,
        statements,
        "answered"
    );
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
        .headers_mut()
        .insert("x-queries", HeaderValue::from(statements));
    response
}

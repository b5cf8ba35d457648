//! Who asks: from the cookie to the actor.

use super::request_id::RequestId;
use app::http::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, header};
use services::{Actor, Cx};

/// Name of the session cookie over HTTPS: the prefix binds it to this host, path `/`, HTTPS only.
pub const SECURE_COOKIE: &str = "__Host-session";
/// Its name over plain HTTP, on a developer's machine.
pub const LOCAL_COOKIE: &str = "session";

/// Finds the person behind the cookie. An unknown or ended session is a visitor.
pub async fn find(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let token = cookie(request.headers(), SECURE_COOKIE)
        .or_else(|| cookie(request.headers(), LOCAL_COOKIE));
    let actor = match token {
        Some(token) => match state.services.person_of(&token).await {
            Ok(Some(person)) => Actor::Person(person),
            Ok(None) => Actor::Visitor,
            Err(error) => {
                tracing::error!(%error, "the session cannot be read");
                Actor::Visitor
            }
        },
        None => Actor::Visitor,
    };
    let request_id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default();
    request.extensions_mut().insert(Cx { actor, request_id });
    next.run(request).await
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

//! Who asks: from the cookie to the actor.

use super::request_id::RequestId;
use app::http::{AppState, cookies};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use services::{Actor, Cx};

/// Finds the person behind the cookie. An unknown or ended session is a visitor.
pub async fn find(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let token = cookies::session_token(request.headers(), state.is_https());
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

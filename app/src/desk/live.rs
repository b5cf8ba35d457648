//! What moves on a board while somebody looks at it, as a stream of events.

use super::listing::Asked;
use crate::http::{AppState, PageResult, RequestCx, cookies};
use crate::i18n::labels::Label;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::ids::PersonId;
use futures::{StreamExt, stream};
use http::HeaderMap;
use serde_json::json;
use services::live::LiveMove;
use services::{Error, Result};
use std::convert::Infallible;
use std::time::Duration;

/// Its address.
pub const PATH: &str = "/territoire/tableau/flux";
/// A line that says nothing keeps the way open through what stands between.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The stream: one event a move, and nothing else about the project than what its card shows.
pub async fn moves(
    State(state): State<AppState>,
    request: RequestCx,
    headers: HeaderMap,
    asked: Asked,
) -> PageResult {
    let reader = request.cx().person()?.id;
    let stream = open(&state, &request, &headers, asked)?;
    let events = stream.flat_map(move |moves| {
        let events: Vec<_> = moves.iter().map(|one| event(one, reader)).collect();
        stream::iter(events)
    });
    let alive = KeepAlive::new().interval(HEARTBEAT);
    // What stands between us and the browser is not to keep lines back until there are many.
    let at_once = [("x-accel-buffering", "no")];
    Ok((at_once, Sse::new(events).keep_alive(alive)).into_response())
}

fn open(
    state: &AppState,
    request: &RequestCx,
    headers: &HeaderMap,
    asked: Asked,
) -> Result<impl stream::Stream<Item = Vec<LiveMove>> + Send + use<>> {
    let token = cookies::session_token(headers, state.is_https()).ok_or(Error::SignInNeeded)?;
    let departement = asked.listing.departement;
    state.services.live_board(request.cx(), token, departement)
}

fn event(one: &LiveMove, reader: PersonId) -> std::result::Result<Event, Infallible> {
    // Who moves a card herself reads it on the page that answers.
    let words = if one.by == Some(reader) {
        String::new()
    } else {
        sentence(one)
    };
    let data = json!({ "projet": one.project.to_string(), "phrase": words });
    Ok(Event::default().data(data.to_string()))
}

/// "Claire Martin a déplacé « Halle » de « Déposé » à « Pris en charge »."
fn sentence(one: &LiveMove) -> String {
    let title = &one.title;
    let what = match (one.from, one.to, one.level) {
        (Some(from), Some(to), _) if from != to => {
            format!(
                "« {title} » est passé de « {} » à « {} »",
                from.label(),
                to.label()
            )
        }
        (_, _, Some(level)) => format!("« {title} » a une nouvelle priorité : {}", level.label()),
        (_, Some(to), _) => format!("« {title} » est maintenant dans « {} »", to.label()),
        (_, None, None) => format!("« {title} » est confié à quelqu'un d'autre"),
    };
    if one.who.is_empty() {
        format!("{what}.")
    } else {
        format!("{what}, par {}.", one.who)
    }
}

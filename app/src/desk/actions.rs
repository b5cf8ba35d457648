//! Addresses of the desk, of the tables and of the pair.

use super::{decision_actions, late, page, pair, scoring, seeing, weights};
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, post, render, see_other};
use axum::extract::{Query, State};
use leptos::prelude::*;
use serde::Deserialize;
use services::desk::{DeskQuery, Group, departements_of};
use uuid::Uuid;

/// The addresses of the State's side.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire", get(desk))
        .route(late::PATH, get(late::show))
        .route("/territoire/binome", get(pair::show))
        .route("/territoire/binome/referent", post(pair::referent))
        .route(
            "/territoire/binome/ponderation",
            get(weights::show).post(weights::save),
        )
        .route("/territoire/binome/absence", post(pair::absence))
        .route("/territoire/binome/suppleant", post(pair::add_deputy))
        .route(
            "/territoire/binome/arrondissement",
            post(pair::seat_in_arrondissement),
        )
        .route("/territoire/binome/suppleant/fin", post(pair::end_place))
        .merge(decision_actions::routes())
        .merge(scoring::routes())
        .merge(seeing::routes())
}

/// The address of a desk.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct DeskAddress {
    departement: Option<String>,
    groupe: Option<String>,
    apres: Option<String>,
}

/// What stands in an address for "late, in every group".
pub const LATE: &str = "retard";

async fn desk(
    State(state): State<AppState>,
    request: RequestCx,
    Query(address): Query<DeskAddress>,
) -> PageResult {
    let person = request.cx().person()?;
    // A contract's manager has no desk: her contract is where she works.
    if let (true, Some(code)) = (departements_of(person).is_empty(), person.manages.first()) {
        return Ok(see_other(format!("/crte/{code}")));
    }
    let late = address.groupe.as_deref() == Some(LATE);
    let query = DeskQuery {
        departement: address.departement.clone(),
        group: address.groupe.as_deref().and_then(Group::parse),
        late,
        after: address.apres.as_deref().and_then(position),
    };
    let desk = state.services.desk(request.cx(), &query).await?;
    let now = state.services.clock.now();
    let keys = desk
        .items
        .iter()
        .map(|_| state.services.ids.uuid().to_string())
        .collect();
    let page = Page::new("Mon territoire", move || page::desk(desk, query, keys, now));
    Ok(render(&state, &request, page))
}

/// A position in a list, as [`cursor`] writes it; anything else is the beginning.
pub fn position(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('_')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

/// A position in a list, for an address.
pub fn cursor((at, id): (i64, Uuid)) -> String {
    format!("{at}_{id}")
}

/// An address with its query; empty parts are left out.
pub fn address(path: &str, parts: &[(&str, String)]) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parts.iter().filter(|(_, value)| !value.is_empty()))
        .finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// Links to the same page of the reader's other départements; nothing for one département.
pub fn other_departements(path: &str, current: &str, codes: &[String]) -> Option<AnyView> {
    if codes.len() < 2 {
        return None;
    }
    let links = codes
        .iter()
        .map(|code| {
            let here = (code == current).then_some("page");
            let href = address(path, &[("departement", code.clone())]);
            view! { <li><a href=href aria-current=here>{format!("Département {code}")}</a></li> }
        })
        .collect_view();
    Some(
        view! { <nav aria-label="Départements"><ul class="cluster list-plain">{links}</ul></nav> }
            .into_any(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_position_reads_back() {
        let here = (i64::MAX, Uuid::from_u128(7));
        assert_eq!(position(&cursor(here)), Some(here));
        assert_eq!(position("abc"), None);
    }

    #[test]
    fn an_address_holds_what_is_asked() {
        assert_eq!(address("/a", &[("q", String::new())]), "/a");
        assert_eq!(
            address("/a", &[("q", "l'eau & l'air".to_owned())]),
            "/a?q=l%27eau+%26+l%27air"
        );
    }
}

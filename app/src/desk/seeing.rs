//! Addresses of the projects of a territory: a list, a board, a map, files, a contract.

use super::board::{self, BY_PRIORITY};
use super::listing::Asked;
use super::table::{self, Way};
use super::{export, live, map};
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use crate::portrait;
use crate::script;
use axum::extract::{Path, State};
use domain::filter::Listing;
use domain::ids::ProjectId;
use services::desk::table::Frame;
use services::desk::table::board::PileBy;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/projets", get(projects))
        .route("/territoire/tableau", get(territory_board))
        .route(live::PATH, get(live::moves))
        .route("/territoire/carte", get(territory_map))
        .route("/crte/{code}/projets", get(contract))
        .merge(map::zoom::routes())
        .merge(super::batch::routes())
        .merge(export::routes())
        .merge(super::saved_views::routes())
}

/// The address as it was answered: what is not the reader's to ask was passed over.
fn meant(listing: &mut Listing, frame: &Frame) {
    if !frame.of_the_state {
        listing.filter.forget_turns();
    }
    if !frame.tagged {
        listing.forget_tags();
    }
}

fn way(state: &AppState, asked: &Asked) -> Way {
    Way {
        now: state.services.clock.now(),
        open: asked.one(table::OPEN) == table::COLUMNS,
    }
}

async fn projects(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let way = way(&state, &asked);
    let mut listing = asked.listing;
    let found = state
        .services
        .territory_projects(request.cx(), &listing)
        .await?;
    meant(&mut listing, &found.frame);
    let page = Page::new("Projets du territoire", move || {
        table::territory(found, &listing, way)
    });
    let page = page.script(&script::FILTERS).script(&script::TABLE);
    Ok(render(&state, &request, page))
}

async fn territory_board(
    State(state): State<AppState>,
    request: RequestCx,
    mut asked: Asked,
) -> PageResult {
    let by = if asked.one("par") == BY_PRIORITY {
        PileBy::Priority
    } else {
        PileBy::State
    };
    let further = Some(asked.one("suite").to_owned()).filter(|code| !code.is_empty());
    let found = state
        .services
        .territory_board(request.cx(), &asked.listing, by, further.as_deref())
        .await?;
    meant(&mut asked.listing, &found.frame);
    let moved = match ProjectId::parse(asked.one(board::MOVED)) {
        // Whatever an address names that is not hers to read says nothing.
        Some(project) => state.services.own_move(request.cx(), project).await,
        None => Ok(None),
    };
    let ids = state.services.ids.clone();
    let model = board::Model {
        board: found,
        listing: asked.listing,
        further,
        moved: moved.unwrap_or_default(),
        now: state.services.clock.now(),
        key: Box::new(move || ids.uuid().to_string()),
    };
    let page = Page::new("Tableau des projets", move || board::page(model));
    let page = page.script(&script::FILTERS).script(&script::BOARD);
    Ok(render(&state, &request, page))
}

async fn territory_map(
    State(state): State<AppState>,
    request: RequestCx,
    asked: Asked,
) -> PageResult {
    let mut listing = asked.listing;
    let found = state
        .services
        .territory_places(request.cx(), &listing)
        .await?;
    meant(&mut listing, &found.frame);
    let page = Page::new("Projets par territoire", move || map::page(found, &listing));
    let page = page.script(&script::FILTERS).script(&script::MAP);
    Ok(render(&state, &request, page))
}

async fn contract(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
) -> PageResult {
    let way = way(&state, &asked);
    let mut listing = asked.listing;
    let found = state
        .services
        .contract_projects(request.cx(), &code, &listing)
        .await?;
    meant(&mut listing, &found.table.frame);
    let title = format!("Projets · {}", portrait::words::title(&found.subject, ""));
    let page = Page::new(title, move || table::contract(found, &listing, way));
    let page = page.script(&script::FILTERS).script(&script::TABLE);
    Ok(render(&state, &request, page))
}

//! Addresses of the meetings.

use super::{MEETINGS, href, list, minute, paper, turn};
use crate::desk::labels::Labels;
use crate::desk::listing::{Asked, query};
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::MeetingId;
use domain::meeting::{Note, Outcome};
use domain::priority::Proposal;
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/seance", get(show).post(open))
        .route("/territoire/seance/{meeting}", get(agenda))
        .route("/territoire/seance/{meeting}/signature", post(join))
        .route(
            "/territoire/seance/{meeting}/signature/retrait",
            post(leave),
        )
        .route("/territoire/seance/{meeting}/fin", get(ask_end).post(end))
        .route("/territoire/seance/{meeting}/compte-rendu", get(the_minute))
        .route(
            "/territoire/seance/{meeting}/compte-rendu.pdf",
            get(minute_on_paper),
        )
        .route("/territoire/seance/{meeting}/{turn}", get(one))
        .route("/territoire/seance/{meeting}/{turn}/priorite", post(decide))
        .route("/territoire/seance/{meeting}/{turn}/note", post(note))
}

async fn show(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    Ok(list_page(&state, &request, asked, FormState::default()).await?)
}

async fn list_page(
    state: &AppState,
    request: &RequestCx,
    asked: Asked,
    form: FormState,
) -> Result<Response> {
    let cx = request.cx();
    let departement = asked.listing.departement.as_deref();
    // First whether she may know of meetings at all.
    let meetings = state.services.meetings(cx, departement).await?;
    let found = state
        .services
        .territory_projects(cx, &asked.listing)
        .await?;
    let labels = Labels::of(&found.frame);
    let on = asked.listing.filter.pairs();
    let words = on.iter().map(|(name, value)| labels.chip(name, value));
    let model = list::Model {
        named: state.services.of_departement(&meetings.departement),
        chosen: found.frame.totals.n,
        words: words.collect(),
        meetings,
        pairs: asked.listing.pairs(),
        key: state.services.ids.uuid().to_string(),
        form,
    };
    let refused = model.form.is_refused();
    let page = Page::new("Séances du binôme", move || list::page(model)).refused(refused);
    Ok(render(state, request, page))
}

async fn open(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let asked = Asked::read(typed.get("adresse"));
    let done = state
        .services
        .open_meeting(
            request.cx(),
            &asked.listing,
            typed.get("nom"),
            &typed.once(),
        )
        .await;
    match done {
        Ok(id) => Ok(see_other(format!("{}?fait=seance-ouverte", href(id)))),
        Err(Error::Repeated) => {
            let query = query(&asked.listing.pairs());
            Ok(see_other(format!("{MEETINGS}?{query}")))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(list_page(&state, &request, asked, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn agenda(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
) -> PageResult {
    let found = state
        .services
        .meeting(request.cx(), meeting_id(&meeting)?)
        .await?;
    let ids = state.services.ids.clone();
    let title = found.meeting.name.clone();
    let page = Page::new(title, move || {
        list::agenda(found, &|| ids.uuid().to_string())
    });
    Ok(render(&state, &request, page))
}

async fn join(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = meeting_id(&meeting)?;
    taken(
        state
            .services
            .join_meeting(request.cx(), id, &typed.once())
            .await,
    )?;
    Ok(see_other(format!("{}?fait=signature-pretee", href(id))))
}

async fn leave(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = meeting_id(&meeting)?;
    taken(
        state
            .services
            .leave_meeting(request.cx(), id, &typed.once())
            .await,
    )?;
    Ok(see_other(format!("{}?fait=signature-reprise", href(id))))
}

async fn ask_end(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
) -> PageResult {
    let found = state
        .services
        .meeting(request.cx(), meeting_id(&meeting)?)
        .await?;
    if found.meeting.closed_at.is_some() {
        return Ok(see_other(format!(
            "{}/compte-rendu",
            href(found.meeting.id)
        )));
    }
    if !found.part.writes {
        return Err(Error::Forbidden.into());
    }
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Clore la séance", move || list::end(&found, key));
    Ok(render(&state, &request, page))
}

async fn end(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = meeting_id(&meeting)?;
    taken(
        state
            .services
            .close_meeting(request.cx(), id, &typed.once())
            .await,
    )?;
    let minute = format!("{}/compte-rendu?fait=seance-close", href(id));
    Ok(see_other(minute))
}

async fn the_minute(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
) -> PageResult {
    let found = state
        .services
        .meeting(request.cx(), meeting_id(&meeting)?)
        .await?;
    let named = state.services.of_departement(&found.meeting.departement);
    let page = Page::new("Compte rendu de séance", move || {
        minute::page(&found, &named)
    });
    Ok(render(&state, &request, page))
}

async fn minute_on_paper(
    State(state): State<AppState>,
    request: RequestCx,
    Path(meeting): Path<String>,
) -> PageResult {
    let services = &state.services;
    let found = services
        .meeting(request.cx(), meeting_id(&meeting)?)
        .await?;
    let named = services.of_departement(&found.meeting.departement);
    let paper = paper::paper(&found, &named, services.clock.now());
    let name = paper::file_name(&found);
    Ok(crate::paper::answer(&state, paper, &name).await?)
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path((meeting, place)): Path<(String, String)>,
) -> PageResult {
    let (id, place) = (meeting_id(&meeting)?, position(&place)?);
    Ok(turn_page(&state, &request, id, place, FormState::default()).await?)
}

async fn turn_page(
    state: &AppState,
    request: &RequestCx,
    id: MeetingId,
    place: i64,
    form: FormState,
) -> Result<Response> {
    let found = state.services.meeting_turn(request.cx(), id, place).await?;
    if form.is_refused() && !found.part.writes {
        return Err(Error::Forbidden);
    }
    let ids = state.services.ids.clone();
    let refused = form.is_refused();
    let title = found.head.sheet.title.clone();
    let page = Page::new(title, move || {
        turn::page(&found, &form, &|| ids.uuid().to_string())
    });
    Ok(render(state, request, page.refused(refused)))
}

async fn decide(
    State(state): State<AppState>,
    request: RequestCx,
    Path((meeting, place)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (id, place) = (meeting_id(&meeting)?, position(&place)?);
    let done = match Proposal::parse(typed.get("niveau"), typed.get("motif")) {
        Ok(proposal) => {
            state
                .services
                .decide_in_meeting(request.cx(), id, place, proposal, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    let said = match &done {
        Ok(Outcome::Proposed) => "priorite-proposee",
        _ => "priorite-decidee",
    };
    answer(&state, &request, (id, place), typed, done.map(|_| ()), said).await
}

async fn note(
    State(state): State<AppState>,
    request: RequestCx,
    Path((meeting, place)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (id, place) = (meeting_id(&meeting)?, position(&place)?);
    let done = match Note::parse(typed.get("suite"), typed.get("note")) {
        Ok(note) => {
            state
                .services
                .note_in_meeting(request.cx(), id, place, &note, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(&state, &request, (id, place), typed, done, "seance-notee").await
}

/// Goes on with the next project; with what was typed where it was refused.
async fn answer(
    state: &AppState,
    request: &RequestCx,
    (id, place): (MeetingId, i64),
    typed: Typed,
    done: Result<()>,
    said: &str,
) -> PageResult {
    match done {
        Ok(()) | Err(Error::Repeated) => {
            let agenda = state.services.meeting(request.cx(), id).await?;
            let next = agenda.items.iter().find(|item| item.position > place);
            let to = match next {
                Some(item) => format!("{}/{}?fait={said}", href(id), item.position),
                None => format!("{}?fait={said}", href(id)),
            };
            Ok(see_other(to))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(turn_page(state, request, id, place, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// A form sent twice was taken the first time.
fn taken(done: Result<()>) -> Result<()> {
    match done {
        Err(Error::Repeated) => Ok(()),
        other => other,
    }
}

fn meeting_id(text: &str) -> Result<MeetingId> {
    MeetingId::parse(text).ok_or(Error::NotFound)
}

fn position(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Error::NotFound)
}

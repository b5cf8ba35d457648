//! Addresses of the decisions.

use super::board;
use super::decision_forms::{self, Form};
use super::listing::Asked;
use crate::http::{
    AppState, FormState, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::meeting;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::decision::{self, AssignTo, Redirection};
use domain::form::FieldError;
use domain::ids::{EventId, ProjectId};
use domain::intake::Intake;
use domain::permission::Action;
use domain::priority::Proposal;
use domain::project::SeatKind;
use services::decision::may_reopen;
use services::policy::{self, Resource};
use services::priority::{Outcome, Step};
use services::{Cx, Error, Result};
use uuid::Uuid;

/// The addresses of the decisions on a project.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/prise-en-charge", post(acknowledge))
        .route(
            "/projets/{id}/reorientation",
            get(redirect_form).post(redirect),
        )
        .route("/projets/{id}/priorite", get(priority_form).post(priority))
        .route(
            "/projets/{id}/priorite/reprise",
            get(reopen_priority_form).post(reopen_priority),
        )
        .route(
            "/projets/{id}/priorite/arbitrage",
            get(settle_form).post(settle),
        )
        .route("/projets/{id}/affectation", get(assign_form).post(assign))
        .route("/projets/{id}/cloture", get(close_form).post(close))
        .route("/projets/{id}/retrait", get(withdraw_form).post(withdraw))
        .route("/projets/{id}/reouverture", get(reopen_form).post(reopen))
        .route("/projets/{id}/deplacement/annuler", post(take_back))
}

async fn acknowledge(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    taken(
        state
            .services
            .acknowledge(request.cx(), project, &typed.once())
            .await,
    )?;
    let done = "projet-pris-en-charge";
    let back = match typed.get("retour") {
        "territoire" => format!("/territoire?fait={done}"),
        "tableau" => board::back(&request.back, done, project),
        "seance" => {
            let page = meeting::came_from(&request.back);
            format!("{}?fait={done}", page.as_deref().unwrap_or("/territoire"))
        }
        _ => format!("/projets/{project}?fait={done}"),
    };
    Ok(see_other(back))
}

async fn redirect(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match Redirection::parse(typed.get("vers"), typed.get("motif")) {
        Ok(to) => {
            state
                .services
                .redirect(request.cx(), project, &to, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(
        &state,
        &request,
        project,
        Form::Redirect,
        typed,
        done,
        "projet-reoriente",
    )
    .await
}

async fn priority(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let seat = SeatKind::parse(typed.get("siege"));
    let done = match step(&typed) {
        Ok(step) => {
            state
                .services
                .decide_priority(request.cx(), project, seat, step, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    let said = match &done {
        Ok(Outcome::Decided(_)) => "priorite-decidee",
        _ => "priorite-proposee",
    };
    answer(
        &state,
        &request,
        project,
        Form::Priority,
        typed,
        done.map(|_| ()),
        said,
    )
    .await
}

async fn reopen_priority(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let (reason, once) = (typed.get("motif"), typed.once());
    let done = state
        .services
        .reopen_priority(request.cx(), project, reason, &once)
        .await;
    let form = Form::ReopenPriority;
    answer(
        &state,
        &request,
        project,
        form,
        typed,
        done,
        "priorite-rouverte",
    )
    .await
}

async fn settle(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match Proposal::parse(typed.get("niveau"), typed.get("motif")) {
        Ok(proposal) => {
            state
                .services
                .settle_priority(request.cx(), project, proposal, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    let form = Form::Settle;
    answer(
        &state,
        &request,
        project,
        form,
        typed,
        done,
        "priorite-tranchee",
    )
    .await
}

fn step(typed: &Typed) -> std::result::Result<Step, Vec<FieldError>> {
    match Uuid::try_parse(typed.get("decision")) {
        Ok(id) => Ok(Step::Sign(id)),
        Err(_) => Proposal::parse(typed.get("niveau"), typed.get("motif")).map(Step::Propose),
    }
}

async fn assign(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match AssignTo::parse(typed.get("personne"), typed.get("phrase")) {
        Ok(to) => {
            state
                .services
                .assign(request.cx(), project, &to, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(
        &state,
        &request,
        project,
        Form::Assign,
        typed,
        done,
        "projet-confie",
    )
    .await
}

async fn close(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match decision::optional_reason(typed.get("motif")) {
        Ok(reason) => {
            state
                .services
                .close(request.cx(), project, reason, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(
        &state,
        &request,
        project,
        Form::Close,
        typed,
        done,
        "projet-clos",
    )
    .await
}

async fn withdraw(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match decision::reason(typed.get("motif")) {
        Ok(reason) => {
            state
                .services
                .withdraw(request.cx(), project, reason, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(
        &state,
        &request,
        project,
        Form::Withdraw,
        typed,
        done,
        "projet-retire",
    )
    .await
}

async fn reopen(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = match decision::reason(typed.get("motif")) {
        Ok(reason) => {
            state
                .services
                .reopen(request.cx(), project, reason, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(
        &state,
        &request,
        project,
        Form::Reopen,
        typed,
        done,
        "projet-rouvert",
    )
    .await
}

/// A form sent twice was taken the first time.
fn taken(done: Result<()>) -> Result<()> {
    match done {
        Err(Error::Repeated) => Ok(()),
        other => other,
    }
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: Form,
    typed: Typed,
    done: Result<()>,
    said: &str,
) -> PageResult {
    match taken(done) {
        Ok(()) if board::is_board(typed.get("retour")) => {
            Ok(see_other(board::back(typed.get("retour"), said, project)))
        }
        Ok(()) => Ok(see_other(format!("/projets/{project}?fait={said}"))),
        Err(Error::Fields(errors)) => Ok(form_page(
            state,
            request,
            project,
            form,
            FormState::refused(typed, errors),
        )
        .await?),
        Err(other) => Err(other.into()),
    }
}

macro_rules! form_pages {
    ($($name:ident => $form:expr),+ $(,)?) => {$(
        async fn $name(State(state): State<AppState>, request: RequestCx, Path(id): Path<String>) -> PageResult {
            let asked = from_board(&request);
            Ok(form_page(&state, &request, project_id(&id)?, $form, asked).await?)
        }
    )+};
}

form_pages! {
    redirect_form => Form::Redirect,
    priority_form => Form::Priority,
    assign_form => Form::Assign,
    close_form => Form::Close,
    withdraw_form => Form::Withdraw,
    reopen_form => Form::Reopen,
    reopen_priority_form => Form::ReopenPriority,
    settle_form => Form::Settle,
}

/// What a board that leads to a form fills in: the way back to it, and the column that a card was dropped on.
fn from_board(request: &RequestCx) -> FormState {
    let page = request.from.as_deref().filter(|page| board::is_board(page));
    let query = request.path.split_once('?').map_or("", |(_, query)| query);
    match page {
        Some(page) => FormState::filled([
            ("retour", page.to_owned()),
            ("niveau", Asked::read(query).one("niveau").to_owned()),
        ]),
        None => FormState::default(),
    }
}

/// A move from the board is taken back.
async fn take_back(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let event = EventId::parse(typed.get("deplacement")).ok_or(Error::NotFound)?;
    let once = typed.once();
    let services = &state.services;
    let done = services.take_back_move(request.cx(), project, event, &once);
    taken(done.await)?;
    let said = "deplacement-annule";
    Ok(see_other(board::back(&request.back, said, project)))
}

/// The page of a decision, for those who can take it now: 403 for the others, 409 when it is not the moment.
async fn form_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: Form,
    filled: FormState,
) -> Result<Response> {
    let cx = request.cx();
    let allowed = |resource: &Resource| may_take(cx, form, resource);
    let head = state.services.sheet_head_if(cx, project, allowed).await?;
    let panel = state.services.panel(cx, &head).await?;
    if !form.is_possible(&panel) {
        return Err(Error::ImpossibleMove);
    }
    let before = head.resource.intake_before;
    let key = state.services.ids.uuid().to_string();
    let refused = filled.is_refused();
    let part = move || decision_forms::page(form, &panel, before, project, key, &filled);
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Summary,
        refused,
        part,
    ))
}

/// Whether a decision is this person's to take, now or at another moment.
fn may_take(cx: &Cx, form: Form, resource: &Resource) -> bool {
    let can = |action| policy::can(&cx.actor, action, resource).allows();
    match form {
        Form::Reopen => may_reopen(cx, resource),
        // The one who has a project hands it over; until then a seat gives it.
        Form::Assign if resource.intake == Intake::Assigned => {
            can(Action::Assign) || can(Action::HandOver)
        }
        other => can(other.action()),
    }
}

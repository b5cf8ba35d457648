//! Addresses of the blockers.

use super::page;
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{BlockerId, ProjectId};
use domain::permission::Action;
use services::Error;
use services::blocker::{RaiseForm, may_be_blocked};

/// The addresses of the blockers.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/blocages", get(list).post(raise))
        .route(
            "/projets/{id}/blocages/{blocker}/lever",
            get(ask).post(solve),
        )
}

fn blocker_id(text: &str) -> services::Result<BlockerId> {
    BlockerId::parse(text).ok_or(Error::NotFound)
}

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    list_page(&state, &request, project_id(&id)?, FormState::default()).await
}

async fn raise(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let form = RaiseForm {
        kind: typed.get("nature").to_owned(),
        sentence: typed.get("phrase").to_owned(),
        since: typed.get("depuis").to_owned(),
    };
    match state
        .services
        .raise_blocker(request.cx(), project, &form, &typed.once())
        .await
    {
        Ok(blocker) => Ok(see_other(format!(
            "/projets/{project}/recommandations?blocage={blocker}&fait=blocage-signale"
        ))),
        Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/recommandations?fait=blocage-signale"
        ))),
        Err(Error::Fields(errors)) => {
            list_page(&state, &request, project, FormState::refused(typed, errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn list_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: FormState,
) -> Result<Response, PageError> {
    let head = state.services.sheet_head(request.cx(), project).await?;
    let model = page::Model {
        project,
        blockers: state.services.blockers(&head).await?,
        editable: head.may(request.cx(), Action::Block),
        may_raise: head.may(request.cx(), Action::Block) && may_be_blocked(head.resource.intake),
        key: state.services.ids.uuid().to_string(),
        now: state.services.clock.now(),
        form,
    };
    let refused = model.form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Blockers,
        refused,
        move || page::part(model),
    ))
}

async fn ask(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, blocker)): Path<(String, String)>,
) -> PageResult {
    solve_page(
        &state,
        &request,
        project_id(&id)?,
        blocker_id(&blocker)?,
        FormState::default(),
    )
    .await
}

async fn solve(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, blocker)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, blocker) = (project_id(&id)?, blocker_id(&blocker)?);
    let solved = state
        .services
        .solve_blocker(
            request.cx(),
            project,
            blocker,
            typed.get("solution"),
            &typed.once(),
        )
        .await;
    match solved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/blocages?fait=blocage-leve"
        ))),
        Err(Error::Fields(errors)) => {
            solve_page(
                &state,
                &request,
                project,
                blocker,
                FormState::refused(typed, errors),
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

async fn solve_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    blocker: BlockerId,
    form: FormState,
) -> Result<Response, PageError> {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Block)
        .await?;
    let line = state.services.blocker(&head, blocker).await?;
    if line.solved_at.is_some() {
        return Ok(see_other(format!("/projets/{project}/blocages")));
    }
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Blockers,
        refused,
        move || page::solve(project, line, form, key),
    ))
}

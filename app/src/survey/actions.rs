//! Addresses of the état des lieux.

use super::page::{self, Model, Refused};
use crate::http::{AppState, FormState, PageResult, RequestCx, Routes, Typed, get, see_other};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::ProjectId;
use domain::permission::Action;
use services::Error;

/// The addresses of the état des lieux.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/etat-des-lieux", get(show).post(save))
        .route("/projets/{id}/etat-des-lieux/{code}", get(history))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    survey_page(&state, &request, project_id(&id)?, None).await
}

async fn save(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let section = typed.get("section").to_owned();
    let saved = state
        .services
        .answer_section(
            request.cx(),
            project,
            &section,
            |name| typed.all(name),
            &typed.once(),
        )
        .await;
    match saved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/etat-des-lieux?fait=etat-des-lieux-enregistre"
        ))),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            survey_page(&state, &request, project, Some(Refused { section, form })).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn survey_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    refused: Option<Refused>,
) -> Result<Response, crate::http::PageError> {
    let head = state.services.sheet_head(request.cx(), project).await?;
    let questions = state.services.survey(&head).await?;
    let communes = state.services.commune_names(&head).await?;
    let is_refused = refused.is_some();
    let model = Model {
        project,
        known: page::known(&head.sheet, &communes),
        editable: head.may(request.cx(), Action::Edit),
        key: state.services.ids.uuid().to_string(),
        now: state.services.clock.now(),
        questions,
        refused,
    };
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Survey,
        is_refused,
        move || page::part(model),
    ))
}

async fn history(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, code)): Path<(String, String)>,
) -> PageResult {
    let project = project_id(&id)?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let questions = state.services.survey(&head).await?;
    let question = questions
        .into_iter()
        .find(|question| question.line.code == code)
        .ok_or(Error::NotFound)?;
    let answers = state.services.answer_history(&head, &code).await?;
    let now = state.services.clock.now();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Survey,
        false,
        move || page::history(project, &question, answers, now),
    ))
}

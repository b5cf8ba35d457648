//! The address of a sheet's change.

use super::page;
use crate::http::{AppState, FormState, PageResult, RequestCx, Routes, Typed, get, see_other};
use crate::i18n::dates;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::date;
use domain::edit::{Edit, EditField};
use domain::ids::ProjectId;
use http::StatusCode;
use services::project::edit::{Current, Saved};
use services::{Error, Result};

/// The address of a sheet's change.
pub fn routes() -> Routes {
    Routes::new().route("/projets/{id}/modifier", get(show).post(save))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let project = project_id(&id)?;
    let current = state.services.editable(request.cx(), project).await?;
    let filled = filled(&current.edit);
    Ok(form_page(&state, &request, project, current.version, filled, None).await?)
}

async fn save(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let version: i64 = typed.get("version").parse().unwrap_or(0);
    let done = match Edit::parse(|field| typed.get(field.code())) {
        Ok(edit) => {
            state
                .services
                .edit_project(request.cx(), project, version, &edit, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    match done {
        Ok(Saved::Done | Saved::Unchanged) | Err(Error::Repeated) => {
            Ok(see_other(format!("/projets/{project}?fait=projet-modifie")))
        }
        Ok(Saved::Differs(current)) => {
            let filled = FormState::refused(typed, Vec::new());
            let page = form_page(
                &state,
                &request,
                project,
                current.version,
                filled,
                Some(*current),
            )
            .await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Fields(errors)) => {
            // Only for somebody who may change the sheet; anybody else is told so here.
            state.services.editable(request.cx(), project).await?;
            let filled = FormState::refused(typed, errors);
            Ok(form_page(&state, &request, project, version, filled, None).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// The fields of the form as the sheet is saved.
pub fn filled(edit: &Edit) -> FormState {
    let day = |day: Option<time::Date>| {
        day.map(|day| dates::typed(&date::to_iso(day)))
            .unwrap_or_default()
    };
    let value = |field: EditField| match field {
        EditField::Title => edit.title.clone(),
        EditField::Summary => edit.summary.clone(),
        EditField::MainTheme => edit.main_theme.code().to_owned(),
        EditField::Phase => edit.phase.code().to_owned(),
        EditField::PhaseStatus => edit.phase_status.code().to_owned(),
        EditField::TotalCost => edit
            .total_cost
            .map(|cost| page::plain_sum(cost.0))
            .unwrap_or_default(),
        EditField::StartOn => day(edit.start_on),
        EditField::EndOn => day(edit.end_on),
        EditField::Needs => edit.needs.clone(),
    };
    let typed = EditField::ALL
        .iter()
        .map(|field| (field.code().to_owned(), value(*field)))
        .collect();
    FormState::refused(Typed(typed), Vec::new())
}

async fn form_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    version: i64,
    filled: FormState,
    theirs: Option<Current>,
) -> Result<Response> {
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    let refused = filled.is_refused();
    let part = move || page::form(project, version, key, &filled, theirs.as_ref());
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Summary,
        refused,
        part,
    ))
}

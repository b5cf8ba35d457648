//! Addresses of the impact.

use super::page;
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, see_other,
};
use crate::i18n::help;
use crate::i18n::labels::Label;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::{ImpactId, ProjectId};
use domain::impact::{IndicatorForm, Measure};
use domain::permission::Action;
use serde::Deserialize;
use services::Error;

/// The addresses of the impact.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/impact", get(list).post(add))
        .route("/projets/{id}/impact/{indicator}", get(one).post(change))
        .route(
            "/projets/{id}/impact/{indicator}/retirer",
            get(ask).post(remove),
        )
}

/// What the address may ask for: a proposed measure to start from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    mesure: String,
}

fn impact_id(text: &str) -> services::Result<ImpactId> {
    ImpactId::parse(text).ok_or(Error::NotFound)
}

fn form_of(typed: &Typed) -> IndicatorForm {
    let text = |name: &str| typed.get(name).to_owned();
    IndicatorForm {
        name: text("indicateur"),
        unit: text("unite"),
        baseline: text("depart"),
        target: text("cible"),
        measured: text("mesure"),
        measured_on: text("mesure-le"),
        source: text("source"),
    }
}

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let form = Measure::parse(&asked.mesure).map(|measure| {
        FormState::filled([
            ("indicateur", measure.label().to_owned()),
            ("unite", help::unit(measure).to_owned()),
        ])
    });
    list_page(&state, &request, project_id(&id)?, form.unwrap_or_default()).await
}

async fn add(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let saved = state
        .services
        .save_indicator(request.cx(), project, None, &form_of(&typed), &typed.once())
        .await;
    match saved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/impact?fait=indicateur-ajoute"
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
        indicators: state.services.impact(&head).await?,
        editable: head.may(request.cx(), Action::Edit),
        key: state.services.ids.uuid().to_string(),
        form,
    };
    let refused = model.form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Impact,
        refused,
        move || page::part(model),
    ))
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, indicator)): Path<(String, String)>,
) -> PageResult {
    indicator_page(
        &state,
        &request,
        project_id(&id)?,
        impact_id(&indicator)?,
        None,
    )
    .await
}

async fn change(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, indicator)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, indicator) = (project_id(&id)?, impact_id(&indicator)?);
    let saved = state
        .services
        .save_indicator(
            request.cx(),
            project,
            Some(indicator),
            &form_of(&typed),
            &typed.once(),
        )
        .await;
    match saved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/impact?fait=indicateur-modifie"
        ))),
        Err(Error::Fields(errors)) => {
            indicator_page(
                &state,
                &request,
                project,
                indicator,
                Some(FormState::refused(typed, errors)),
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

async fn indicator_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    indicator: ImpactId,
    form: Option<FormState>,
) -> Result<Response, PageError> {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Edit)
        .await?;
    let kept = state.services.indicator(&head, indicator).await?;
    let form = form.unwrap_or_else(|| page::filled(&kept));
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Impact,
        refused,
        move || page::edit(project, kept.id, form, key),
    ))
}

async fn ask(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, indicator)): Path<(String, String)>,
) -> PageResult {
    let (project, indicator) = (project_id(&id)?, impact_id(&indicator)?);
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Edit)
        .await?;
    let kept = state.services.indicator(&head, indicator).await?;
    let key = state.services.ids.uuid().to_string();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Impact,
        false,
        move || page::confirm(project, kept, key),
    ))
}

async fn remove(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, indicator)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, indicator) = (project_id(&id)?, impact_id(&indicator)?);
    match state
        .services
        .remove_indicator(request.cx(), project, indicator, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/impact?fait=indicateur-retire"
        ))),
        Err(other) => Err(other.into()),
    }
}

//! Addresses of the funding plan.

use super::page;
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, see_other,
};
use crate::i18n::numbers;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::funding::{LineForm, OWN_FUNDS};
use domain::ids::{FundingLineId, ProjectId};
use domain::permission::Action;
use services::Error;

/// The addresses of the funding plan.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/financement", get(plan).post(add))
        .route("/projets/{id}/financement/{line}", get(one).post(change))
        .route(
            "/projets/{id}/financement/{line}/retirer",
            get(ask).post(remove),
        )
}

fn line_id(text: &str) -> services::Result<FundingLineId> {
    FundingLineId::parse(text).ok_or(Error::NotFound)
}

fn form_of(typed: &Typed) -> LineForm {
    LineForm {
        own: typed.has("propres"),
        source: typed.get("source").to_owned(),
        scheme: typed.get("dispositif").to_owned(),
        amount: typed.get("montant").to_owned(),
        state: typed.get("etat").to_owned(),
    }
}

async fn plan(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    plan_page(&state, &request, project_id(&id)?, FormState::default()).await
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
        .save_funding_line(request.cx(), project, None, &form_of(&typed), &typed.once())
        .await;
    match saved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/financement?fait=financement-ajoute"
        ))),
        Err(Error::Fields(errors)) => {
            plan_page(&state, &request, project, FormState::refused(typed, errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn plan_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: FormState,
) -> Result<Response, PageError> {
    let head = state.services.sheet_head(request.cx(), project).await?;
    let model = page::Model {
        project,
        lines: state.services.funding_plan(&head).await?,
        total: head.sheet.total_cost_cents,
        editable: head.may(request.cx(), Action::Edit),
        key: state.services.ids.uuid().to_string(),
        form,
    };
    let refused = model.form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Funding,
        refused,
        move || page::part(model),
    ))
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, line)): Path<(String, String)>,
) -> PageResult {
    line_page(&state, &request, project_id(&id)?, line_id(&line)?, None).await
}

async fn change(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, line)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, line) = (project_id(&id)?, line_id(&line)?);
    let saved = state
        .services
        .save_funding_line(
            request.cx(),
            project,
            Some(line),
            &form_of(&typed),
            &typed.once(),
        )
        .await;
    match saved {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/financement?fait=financement-modifie"
        ))),
        Err(Error::Fields(errors)) => {
            line_page(
                &state,
                &request,
                project,
                line,
                Some(FormState::refused(typed, errors)),
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

async fn line_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    line: FundingLineId,
    form: Option<FormState>,
) -> Result<Response, PageError> {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Edit)
        .await?;
    let kept = state.services.funding_line(&head, line).await?;
    let form = form.unwrap_or_else(|| {
        let own = kept.source == OWN_FUNDS;
        let mut form = FormState::filled([
            (
                "source",
                if own {
                    String::new()
                } else {
                    kept.source.clone()
                },
            ),
            ("dispositif", kept.scheme.clone()),
            ("montant", numbers::euros(kept.amount_cents)),
            ("etat", kept.state.clone()),
        ]);
        if own {
            form.typed.0.push(("propres".to_owned(), "on".to_owned()));
        }
        form
    });
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Funding,
        refused,
        move || page::edit(project, kept.id, form, key),
    ))
}

async fn ask(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, line)): Path<(String, String)>,
) -> PageResult {
    let (project, line) = (project_id(&id)?, line_id(&line)?);
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Edit)
        .await?;
    let kept = state.services.funding_line(&head, line).await?;
    let key = state.services.ids.uuid().to_string();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Funding,
        false,
        move || page::confirm(project, kept, key),
    ))
}

async fn remove(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, line)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, line) = (project_id(&id)?, line_id(&line)?);
    match state
        .services
        .remove_funding_line(request.cx(), project, line, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/financement?fait=financement-retire"
        ))),
        Err(other) => Err(other.into()),
    }
}

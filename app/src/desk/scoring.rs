//! The scores of a project: each seat its own, side by side once both are in. Never for the collectivité.

mod facts;
mod form;
pub(crate) mod page;
mod words;

use crate::http::{
    AppState, FormState, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::meeting;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::ProjectId;
use domain::priority::{Assessment, Criterion, gap_field};
use services::priority::scoring::Scoring;
use services::read_models::priority::gap::GapLine;
use services::{Error, Result};

/// The addresses of the scores.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/cotation", get(show).post(score))
        .route("/projets/{id}/cotation/ecarts", post(explain))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    Ok(scoring_page(&state, &request, project_id(&id)?, None).await?)
}

async fn score(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let read = Assessment::parse(|criterion| typed.get(criterion.code()), typed.get("note"));
    let done = match read {
        Ok(scores) => {
            state
                .services
                .score(request.cx(), project, None, &scores, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    answer(&state, &request, project, typed, done, "cotation-donnee").await
}

async fn explain(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let done = state
        .services
        .explain_gaps(
            request.cx(),
            project,
            |field| typed.get(field),
            &typed.once(),
        )
        .await;
    answer(&state, &request, project, typed, done, "ecarts-expliques").await
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    typed: Typed,
    done: Result<()>,
    said: &str,
) -> PageResult {
    match done {
        Ok(()) | Err(Error::Repeated) => {
            let own = || format!("/projets/{project}/cotation");
            let page = meeting::came_from(&request.back).unwrap_or_else(own);
            Ok(see_other(format!("{page}?fait={said}")))
        }
        Err(Error::Fields(errors)) => {
            let refused = FormState::refused(typed, errors);
            Ok(scoring_page(state, request, project, Some(refused)).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn scoring_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    refused: Option<FormState>,
) -> Result<Response> {
    let scoring = state.services.scoring(request.cx(), project, None).await?;
    if refused.is_some() && !scoring.sits {
        return Err(Error::Forbidden);
    }
    let head = state.services.sheet_head(request.cx(), project).await?;
    let ids = state.services.ids.clone();
    let is_refused = refused.is_some();
    let filled = refused.unwrap_or_else(|| own_scores(&scoring));
    let part = move || page::part(&scoring, project, &|| ids.uuid().to_string(), &filled);
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Summary,
        is_refused,
        part,
    ))
}

/// The forms as they were filled before.
fn own_scores(scoring: &Scoring) -> FormState {
    let mut typed: Vec<(String, String)> = Vec::new();
    if let Some(own) = &scoring.own {
        let score = |criterion: &Criterion| {
            let score = own.scores.score(*criterion).to_string();
            (criterion.code().to_owned(), score)
        };
        typed.extend(Criterion::ALL.iter().map(score));
        typed.push(("note".to_owned(), own.scores.note.clone()));
    }
    let reason = |line: &GapLine| {
        let criterion = Criterion::parse(&line.criterion)?;
        Some((gap_field(criterion), line.reason.clone()))
    };
    typed.extend(scoring.reasons.iter().filter_map(reason));
    FormState::refused(Typed(typed), Vec::new())
}

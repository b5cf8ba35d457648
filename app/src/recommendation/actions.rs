//! Addresses of the recommendations.

use super::{page, propose};
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::{BlockerId, ProjectId, RecommendationId};
use domain::permission::Action;
use domain::project::RecommendationState;
use serde::Deserialize;
use services::Error;
use services::read_models::offer::Filter;
use services::recommendation::{AnswerForm, ProposalForm};

/// The addresses of the recommendations.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/recommandations", get(list))
        .route(
            "/projets/{id}/recommandations/proposer",
            get(search).post(recommend),
        )
        .route(
            "/projets/{id}/recommandations/{recommendation}",
            post(answer),
        )
        .route(
            "/projets/{id}/recommandations/{recommendation}/ecarter",
            get(ask_why),
        )
}

/// What the addresses may ask for; anything else is ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    blocage: String,
    q: String,
}

fn recommendation_id(text: &str) -> services::Result<RecommendationId> {
    RecommendationId::parse(text).ok_or(Error::NotFound)
}

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let project = project_id(&id)?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let model = page::Model {
        project,
        lines: state.services.recommendations(&head).await?,
        blockers: state.services.blockers(&head).await?,
        first: BlockerId::parse(&asked.blocage),
        may_answer: head.may(request.cx(), Action::AnswerRecommendation),
        may_recommend: head.may(request.cx(), Action::Recommend),
        key: state.services.ids.uuid().to_string(),
        now: state.services.clock.now(),
    };
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Recommendations,
        false,
        move || page::part(model),
    ))
}

async fn answer(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, recommendation)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, recommendation) = (project_id(&id)?, recommendation_id(&recommendation)?);
    let form = AnswerForm {
        from: typed.get("etat").to_owned(),
        to: typed.get("reponse").to_owned(),
        why: typed.get("pourquoi").to_owned(),
        words: typed.get("precision").to_owned(),
    };
    let done = match RecommendationState::parse(&form.to) {
        Some(RecommendationState::Accepted) => "recommandation-retenue",
        Some(RecommendationState::Done) => "recommandation-faite",
        _ => "recommandation-ecartee",
    };
    let answered = state
        .services
        .answer_recommendation(request.cx(), project, recommendation, &form, &typed.once())
        .await;
    match answered {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/recommandations?fait={done}"
        ))),
        Err(Error::Fields(errors)) => {
            why_page(
                &state,
                &request,
                project,
                recommendation,
                FormState::refused(typed, errors),
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

async fn ask_why(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, recommendation)): Path<(String, String)>,
) -> PageResult {
    let (project, recommendation) = (project_id(&id)?, recommendation_id(&recommendation)?);
    why_page(
        &state,
        &request,
        project,
        recommendation,
        FormState::default(),
    )
    .await
}

async fn why_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    recommendation: RecommendationId,
    form: FormState,
) -> Result<Response, PageError> {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::AnswerRecommendation)
        .await?;
    let line = state.services.recommendation(&head, recommendation).await?;
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Recommendations,
        refused,
        move || page::why(project, line, form, key),
    ))
}

async fn search(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let form = FormState::filled([("q", asked.q), ("blocage", asked.blocage)]);
    propose_page(&state, &request, project_id(&id)?, form).await
}

async fn recommend(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    let form = ProposalForm {
        offer: typed.get("offre").to_owned(),
        blocker: typed.get("blocage").to_owned(),
        title: typed.get("titre").to_owned(),
        advice: typed.get("conseil").to_owned(),
    };
    match state
        .services
        .recommend(request.cx(), project, &form, &typed.once())
        .await
    {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!(
            "/projets/{project}/recommandations?fait=recommandation-proposee"
        ))),
        Err(Error::Fields(errors)) => {
            propose_page(&state, &request, project, FormState::refused(typed, errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn propose_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    form: FormState,
) -> Result<Response, PageError> {
    let head = state
        .services
        .sheet_head_for(request.cx(), project, Action::Recommend)
        .await?;
    let words: String = form.typed.get("q").chars().take(200).collect();
    let filter = Filter {
        words,
        ..Filter::default()
    };
    let model = propose::Model {
        project,
        found: state.services.offers(&filter, 1).await?,
        blockers: state.services.blockers(&head).await?,
        key: state.services.ids.uuid().to_string(),
        form,
    };
    let refused = model.form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Recommendations,
        refused,
        move || propose::part(model),
    ))
}

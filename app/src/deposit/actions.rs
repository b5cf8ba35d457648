//! Addresses of a deposit: begin, one screen after the other, save.

use super::browser::Browser;
use super::page::{self, ReviewModel, StepModel};
use super::send;
use crate::http::{
    AppState, FormState, Page, PageError, PageResult, RequestCx, Routes, Typed, get, post, render,
    see_other,
};
use crate::i18n::dates;
use crate::territory::CommuneChoice;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use domain::deposit::Step;
use domain::form::FieldError;
use domain::ids::DraftId;
use http::StatusCode;
use serde::Deserialize;
use services::Error;
use services::deposit::{ChosenCommune, Draft};

/// The addresses of a deposit.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/nouveau", get(begin).post(start))
        .route("/projets/nouveau/{draft}", get(resume))
        .route("/projets/nouveau/{draft}/supprimer", post(discard))
        .route("/projets/nouveau/{draft}/{etape}", get(show).post(save))
        .route("/projets/nouveau/{draft}/{etape}/brouillon", post(autosave))
        .merge(send::routes())
}

/// Reads the id of an address.
pub fn draft_id(text: &str) -> services::Result<DraftId> {
    DraftId::parse(text).ok_or(Error::NotFound)
}

fn step_of(text: &str) -> services::Result<Step> {
    Step::parse(text).ok_or(Error::NotFound)
}

/// The address of a screen.
pub fn step_path(draft: DraftId, step: Step) -> String {
    format!("/projets/nouveau/{draft}/{}", step.code())
}

/// What the address of a screen says besides the screen.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// One could not go on: what is refused is said.
    #[serde(rename = "a-revoir")]
    to_review: Option<String>,
}

/// A refused screen, at an address of its own: the draft holds what was typed, so that reloading sends nothing.
fn refused_path(draft: DraftId, step: Step) -> String {
    format!("{}?a-revoir=1", step_path(draft, step))
}

async fn begin(State(state): State<AppState>, request: RequestCx, browser: Browser) -> PageResult {
    let drafts = state
        .services
        .my_drafts(&request.cx, browser.token())
        .await?;
    let now = state.services.clock.now();
    let page = Page::new("Déposer un projet", move || page::begin(drafts, now));
    Ok(render(&state, &request, page))
}

async fn start(State(state): State<AppState>, request: RequestCx, browser: Browser) -> PageResult {
    let browser = browser.known(&state);
    let draft = state
        .services
        .start_deposit(&request.cx, browser.token())
        .await?;
    Ok(browser.remember(&state, see_other(step_path(draft, Step::What))))
}

/// The first screen that is not finished.
async fn resume(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path(id): Path<String>,
) -> PageResult {
    let draft = state
        .services
        .open_draft(&request.cx, browser.token(), draft_id(&id)?)
        .await?;
    if let Some(project) = draft.project {
        return Ok(see_other(format!("/projets/{project}")));
    }
    let refused = state
        .services
        .all_refusals(&request.cx, &draft.answers)
        .await?;
    let step = refused
        .first()
        .map_or(Step::Review, |error| Step::of_field(&error.field));
    Ok(see_other(step_path(draft.id, step)))
}

async fn discard(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path(id): Path<String>,
) -> PageResult {
    state
        .services
        .discard_draft(&request.cx, browser.token(), draft_id(&id)?)
        .await?;
    Ok(see_other("/projets/nouveau?fait=brouillon-supprime"))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path((id, step)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let step = step_of(&step)?;
    // A signed-in person's draft is tied to the browser before her, so that a session that ends
    // while she types loses nothing.
    let browser = browser.known(&state);
    let draft = state
        .services
        .open_draft(&request.cx, browser.token(), draft_id(&id)?)
        .await?;
    let refused = if asked.to_review.is_some() {
        state
            .services
            .refusals(&request.cx, &draft.answers, step)
            .await?
    } else {
        Vec::new()
    };
    let response = screen(&state, &request, draft, step, refused).await?;
    Ok(browser.remember(&state, response))
}

async fn save(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path((id, step)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (id, step) = (draft_id(&id)?, step_of(&step)?);
    let saved = state
        .services
        .save_draft(&request.cx, browser.token(), id, step, &typed.0)
        .await?;
    if let Some(project) = saved.draft.project {
        return Ok(see_other(format!("/projets/{project}")));
    }
    Ok(see_other(match typed.get("action") {
        "retour" => step_path(id, step.previous().unwrap_or(step)),
        "plus_tard" => "/projets/nouveau?fait=brouillon".to_owned(),
        "chercher" => step_path(id, step),
        "entree" if has_new_words(step, &typed) => step_path(id, step),
        _ if saved.refused.is_empty() => step_path(id, step.next().unwrap_or(step)),
        _ => refused_path(id, step),
    }))
}

/// Whether there are words that nothing was looked for with yet. The Enter key presses the first button of the
/// form, whatever field it is pressed in, and nothing tells which: after words were typed it searches, as one
/// expects in a search field, and otherwise it goes on.
fn has_new_words(step: Step, typed: &Typed) -> bool {
    let words = |name: &str| typed.get(name).trim().to_owned();
    match step {
        Step::What => {
            let asked = words("theme_cherche");
            !asked.is_empty() && asked != words("theme_cherche_avant")
        }
        Step::Where => !words("commune_cherchee").is_empty(),
        _ => false,
    }
}

/// What the browser sends by itself while one types: the answer is the line that says so.
async fn autosave(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path((id, step)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, PageError> {
    let (id, step) = (draft_id(&id)?, step_of(&step)?);
    let saved = state
        .services
        .keep_draft(&request.cx, browser.token(), id, step, &typed.0)
        .await;
    Ok(match saved {
        Ok(draft) => dates::hour(draft.saved_at).into_response(),
        Err(Error::NotFound | Error::SignInNeeded) => StatusCode::GONE.into_response(),
        Err(error) => return Err(error.into()),
    })
}

/// A screen with everything it shows, read before.
async fn screen(
    state: &AppState,
    request: &RequestCx,
    draft: Draft,
    step: Step,
    refused: Vec<FieldError>,
) -> PageResult {
    if let Some(project) = draft.project {
        return Ok(see_other(format!("/projets/{project}")));
    }
    let services = &state.services;
    if step == Step::Review {
        let model = review(state, request, draft).await?;
        let page = Page::new("Relire et déposer", move || page::review(model));
        return Ok(render(state, request, page));
    }
    let answers = &draft.answers;
    let searched = answers.get("commune_cherchee");
    let model = StepModel {
        results: choices(services.find_communes(searched)),
        chosen: choices(services.chosen_communes(answers)),
        bearers: if step == Step::Who {
            services.bearer_choices(answers)
        } else {
            Vec::new()
        },
        contracts: if step == Step::Missing {
            services.contract_choices(answers).await?
        } else {
            Vec::new()
        },
        form: FormState::refused(Typed(answers.0.clone()), refused),
        signed_in: request.cx.person_id().is_some(),
        id: draft.id,
        saved_at: draft.saved_at,
        step,
    };
    let is_refused = model.form.is_refused();
    let page = Page::new(page::title(step), move || page::step(model));
    Ok(render(state, request, page.refused(is_refused)))
}

/// The last screen: everything typed, in words, what is not finished, and what looks the same.
pub async fn review(
    state: &AppState,
    request: &RequestCx,
    draft: Draft,
) -> services::Result<ReviewModel> {
    let services = &state.services;
    Ok(ReviewModel {
        refused: services.all_refusals(&request.cx, &draft.answers).await?,
        similar: services
            .similar_projects(&request.cx, &draft.answers)
            .await?,
        communes: services.chosen_communes(&draft.answers),
        bearers: services.bearer_choices(&draft.answers),
        contracts: services.contract_choices(&draft.answers).await?,
        signed_in: request.cx.person_id().is_some(),
        sent: false,
        draft,
    })
}

fn choices(found: Vec<ChosenCommune>) -> Vec<CommuneChoice> {
    let choice = |commune: ChosenCommune| CommuneChoice {
        code: commune.code,
        name: commune.name,
        detail: commune.detail,
    };
    found.into_iter().map(choice).collect()
}

//! Addresses of the form of a rule: a new one, one to change, and the dry run of what is typed.

use super::actions::{back, rule_id};
use super::form::{self, Subject};
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render,
};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use domain::form::FieldError;
use domain::ids::RuleId;
use domain::rule::{RuleDraft, RuleForm};
use http::StatusCode;
use serde::Deserialize;
use services::desk::departements_of;
use services::rule::change::Changed;
use services::rule::form::Kept;
use services::rule::trial::Trial;
use services::{Error, Result};

/// The addresses of the form.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/regles/nouvelle", get(new).post(add))
        .route("/territoire/regles/essai", post(attempt))
        .route("/territoire/regles/{rule}/modifier", get(edit).post(change))
}

#[derive(Clone, Debug, Default, Deserialize)]
struct NewAddress {
    departement: Option<String>,
}

async fn new(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<NewAddress>,
) -> PageResult {
    let departement = departement_of(&request, asked.departement.as_deref())?;
    let subject = Subject::new(departement);
    Ok(form_page(&state, &request, subject, FormState::default()).await?)
}

/// The département named, else the reader's own.
fn departement_of(request: &RequestCx, named: Option<&str>) -> Result<String> {
    let own = || {
        departements_of(request.cx().person().ok()?)
            .into_iter()
            .next()
    };
    request.cx().person()?;
    named
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .or_else(own)
        .ok_or(Error::NotFound)
}

async fn add(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let departement = departement_of(&request, Some(typed.get("departement")))?;
    let done = match draft(&state, &departement, &typed) {
        Ok(draft) => {
            state
                .services
                .add_rule(request.cx(), &departement, &draft, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    match done {
        Ok(rule) => Ok(back(&typed, "regle-ajoutee", Some(rule))),
        Err(Error::Repeated) => Ok(back(&typed, "regle-ajoutee", None)),
        Err(Error::Fields(errors)) => {
            let subject = Subject::new(departement);
            let filled = FormState::refused(typed, errors);
            Ok(form_page(&state, &request, subject, filled).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn edit(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
) -> PageResult {
    request.cx().person()?;
    let kept = state
        .services
        .rule_to_change(request.cx(), rule_id(&rule)?)
        .await?;
    let filled = form::filled(&kept);
    Ok(form_page(&state, &request, Subject::of(&kept), filled).await?)
}

async fn change(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let rule = rule_id(&rule)?;
    let kept = state.services.rule_to_change(request.cx(), rule).await?;
    let version: i64 = typed.get("version").parse().unwrap_or(0);
    let done = match draft(&state, &kept.departement, &typed) {
        Ok(draft) => {
            state
                .services
                .change_rule(request.cx(), rule, version, &draft, &typed.once())
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    match done {
        Ok(Changed::Done) | Err(Error::Repeated) => Ok(back(&typed, "regle-modifiee", Some(rule))),
        Ok(Changed::Differs(_)) => differs(&state, &request, rule, typed).await,
        Err(Error::Fields(errors)) => {
            let subject = Subject {
                version,
                ..Subject::of(&kept)
            };
            let filled = FormState::refused(typed, errors);
            Ok(form_page(&state, &request, subject, filled).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody saved the rule in between: both are shown, and saving again says which one stays.
async fn differs(state: &AppState, request: &RequestCx, rule: RuleId, typed: Typed) -> PageResult {
    let there = state.services.rule_to_change(request.cx(), rule).await?;
    let subject = Subject {
        there: Some(there.clone()),
        ..Subject::of(&there)
    };
    let filled = FormState::refused(typed, Vec::new());
    let page = form_page(state, request, subject, filled).await?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// The dry run of what is typed. Nothing is saved, everything typed is kept.
async fn attempt(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let subject = attempted(&state, &request, &typed).await?;
    let tried = match draft(&state, &subject.departement, &typed) {
        Ok(draft) => {
            state
                .services
                .try_rule(request.cx(), &subject.departement, subject.rule, &draft)
                .await
        }
        Err(errors) => Err(Error::Fields(errors)),
    };
    let (trial, errors): (Option<Trial>, Vec<FieldError>) = match tried {
        Ok(trial) => (Some(trial), Vec::new()),
        Err(Error::Fields(errors)) => (None, errors),
        Err(other) => return Err(other.into()),
    };
    let subject = Subject { trial, ..subject };
    let filled = FormState::refused(typed, errors);
    Ok(form_page(&state, &request, subject, filled).await?)
}

async fn attempted(state: &AppState, request: &RequestCx, typed: &Typed) -> Result<Subject> {
    if typed.get("regle").is_empty() {
        let departement = departement_of(request, Some(typed.get("departement")))?;
        return Ok(Subject::new(departement));
    }
    request.cx().person()?;
    let rule = rule_id(typed.get("regle"))?;
    let kept: Kept = state.services.rule_to_change(request.cx(), rule).await?;
    Ok(Subject {
        version: typed.get("version").parse().unwrap_or(0),
        ..Subject::of(&kept)
    })
}

fn draft(
    state: &AppState,
    departement: &str,
    typed: &Typed,
) -> std::result::Result<RuleDraft, Vec<FieldError>> {
    let communes = state
        .services
        .commune_codes(departement, typed.get("communes"));
    let list = |name: &str| typed.all(name);
    RuleForm {
        name: typed.get("nom"),
        themes: &list("themes"),
        ground: typed.get("territoire"),
        arrondissements: &list("arrondissements"),
        epcis: &list("epci"),
        communes: &communes,
        memberships: &list("programmes"),
        phases: &list("phases"),
        target: typed.get("cible"),
    }
    .parse()
}

async fn form_page(
    state: &AppState,
    request: &RequestCx,
    subject: Subject,
    filled: FormState,
) -> Result<Response> {
    let choices = state
        .services
        .rule_choices(request.cx(), &subject.departement)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let refused = filled.is_refused();
    let title = if subject.rule.is_some() {
        "Modifier une règle"
    } else {
        "Nouvelle règle"
    };
    let page = Page::new(title, move || form::page(&subject, &choices, key, &filled));
    Ok(render(state, request, page.refused(refused)))
}

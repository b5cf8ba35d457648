//! Addresses of the rules: the list, and what one press does to a rule.

use super::{form_actions, page};
use crate::desk::actions::address;
use crate::http::{
    AppState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use axum::extract::{Path, Query, State};
use domain::ids::RuleId;
use serde::Deserialize;
use services::rule::change::Way;
use services::rule::list::Trying;
use services::{Error, Result};

/// Where the rules are.
pub const RULES: &str = "/territoire/regles";

/// The addresses of the rules.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/regles", get(show))
        .route("/territoire/regles/appliquer", post(apply))
        .route("/territoire/regles/{rule}/monter", post(up))
        .route("/territoire/regles/{rule}/descendre", post(down))
        .route("/territoire/regles/{rule}/etat", post(switch))
        .route(
            "/territoire/regles/{rule}/supprimer",
            get(confirm).post(delete),
        )
        .merge(form_actions::routes())
}

/// The address of the list.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RulesAddress {
    departement: Option<String>,
    essai: Option<String>,
}

/// What stands in an address for the dry run of the whole list.
pub const ALL: &str = "liste";

/// The rule of an address.
pub fn rule_id(text: &str) -> Result<RuleId> {
    RuleId::parse(text).ok_or(Error::NotFound)
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<RulesAddress>,
) -> PageResult {
    let trying = match asked.essai.as_deref() {
        None | Some("") => Trying::Nothing,
        Some(ALL) => Trying::All,
        Some(id) => Trying::One(rule_id(id)?),
    };
    let rules = state
        .services
        .rules(request.cx(), asked.departement.as_deref(), trying)
        .await?;
    let named = state.services.of_departement(&rules.departement);
    let ids = state.services.ids.clone();
    let page = Page::new("Règles d'affectation", move || {
        page::list(rules, &named, &|| ids.uuid().to_string())
    });
    Ok(render(&state, &request, page))
}

/// Asks the rules again about what waits for a hand.
async fn apply(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let done = state
        .services
        .apply_rules(request.cx(), typed.get("departement"), &typed.once())
        .await;
    let said = match done {
        Ok(0) => "regles-sans-effet",
        Ok(_) | Err(Error::Repeated) => "regles-appliquees",
        Err(other) => return Err(other.into()),
    };
    Ok(back(&typed, said, None))
}

async fn up(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
    typed: Typed,
) -> PageResult {
    moved(&state, &request, &rule, &typed, Way::Up).await
}

async fn down(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
    typed: Typed,
) -> PageResult {
    moved(&state, &request, &rule, &typed, Way::Down).await
}

async fn moved(
    state: &AppState,
    request: &RequestCx,
    rule: &str,
    typed: &Typed,
    way: Way,
) -> PageResult {
    request.cx().person()?;
    let rule = rule_id(rule)?;
    let done = state
        .services
        .move_rule(request.cx(), rule, way, &typed.once())
        .await;
    taken(done)?;
    Ok(back(typed, "regle-deplacee", Some(rule)))
}

async fn switch(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let rule = rule_id(&rule)?;
    let on = typed.get("active") == "oui";
    let done = state
        .services
        .switch_rule(request.cx(), rule, on, &typed.once())
        .await;
    taken(done)?;
    let said = if on {
        "regle-activee"
    } else {
        "regle-desactivee"
    };
    Ok(back(&typed, said, Some(rule)))
}

async fn confirm(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
) -> PageResult {
    request.cx().person()?;
    let kept = state
        .services
        .rule_to_change(request.cx(), rule_id(&rule)?)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Supprimer une règle", move || page::delete(&kept, key));
    Ok(render(&state, &request, page))
}

async fn delete(
    State(state): State<AppState>,
    request: RequestCx,
    Path(rule): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let rule = rule_id(&rule)?;
    let done = state
        .services
        .delete_rule(request.cx(), rule, &typed.once())
        .await;
    taken(done)?;
    Ok(back(&typed, "regle-supprimee", None))
}

/// A form sent twice was taken the first time.
fn taken(done: Result<()>) -> Result<()> {
    match done {
        Err(Error::Repeated) => Ok(()),
        other => other,
    }
}

/// Back to the list, at the rule.
pub fn back(typed: &Typed, said: &str, rule: Option<RuleId>) -> axum::response::Response {
    let parts = [
        ("departement", typed.get("departement").to_owned()),
        ("fait", said.to_owned()),
    ];
    let anchor = rule
        .map(|rule| format!("#regle-{rule}"))
        .unwrap_or_default();
    see_other(format!("{}{anchor}", address(RULES, &parts)))
}

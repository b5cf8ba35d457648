//! The projects that may be attached to a contract, as a form.

use crate::http::FormState;
use crate::i18n::numbers;
use crate::portrait::head;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Choice, EmptyState, ErrorSummary, Select, Tone,
};
use leptos::prelude::*;
use services::contract::{AttachPage, Attached, Proposed, Refusal};
use uuid::Uuid;

/// What the name of a choice among contracts begins with; the project's id follows.
pub const CHOICE: &str = "choix-";

/// The page.
pub fn attach(
    found: &AttachPage,
    after: Option<Uuid>,
    form: &FormState,
    attached: Option<&Attached>,
    key: String,
) -> AnyView {
    let path = format!("{}/rattacher", head::path(&found.subject));
    let here = after.map_or_else(|| path.clone(), |at| format!("{path}?apres={at}"));
    let next = found.next.map(|at| {
        let further = format!("{path}?apres={at}");
        view! { <p><ButtonLink kind=ButtonKind::Secondary href=further>"Voir les projets suivants"</ButtonLink></p> }
    });
    let back = head::path(&found.subject);
    let name = crate::portrait::words::title(&found.subject, "");
    view! {
        <div class="page stack">
            <ErrorSummary problems=form.summary(&[("projet", "Projets")])/>
            <h1>"Rattacher des projets"</h1>
            <p><a href=back>{format!("Revenir au contrat {name}")}</a></p>
            {attached.map(told)}
            <p>{format!("Voici les projets du département {} qui n'ont pas encore de contrat et dont le territoire a signé celui-ci. Quand un territoire a signé plusieurs contrats, c'est à vous de choisir : le service ne devine pas.", found.departement)}</p>
            {projects(found, &here, form, key)}
            {next}
        </div>
    }
    .into_any()
}

fn projects(found: &AttachPage, action: &str, form: &FormState, key: String) -> AnyView {
    if found.projects.is_empty() {
        return view! {
            <EmptyState title="Aucun projet à rattacher">
                <p>"Les projets sans contrat de ce territoire apparaissent ici."</p>
            </EmptyState>
        }
        .into_any();
    }
    let (single, several): (Vec<&Proposed>, Vec<&Proposed>) = found
        .projects
        .iter()
        .partition(|one| one.contracts.len() < 2);
    let boxes = (!single.is_empty()).then(|| {
        let rows = single.into_iter().map(|one| tick(one, form)).collect_view();
        view! {
            <fieldset class="choices" id="champ-projet">
                <legend class="field-label">"Projets à rattacher à ce contrat"</legend>
                {rows}
            </fieldset>
        }
    });
    let choices = (!several.is_empty()).then(|| {
        let rows = several.into_iter().map(|one| pick(one, form)).collect_view();
        view! {
            <fieldset class="stack">
                <legend class="field-label">"Projets dont le territoire a signé plusieurs contrats"</legend>
                {rows}
            </fieldset>
        }
    });
    view! {
        <form class="stack" method="post" action=action.to_owned()>
            <input type="hidden" name="cle" value=key/>
            {boxes}
            {choices}
            <p class="form-actions"><Button>"Rattacher les projets choisis"</Button></p>
        </form>
    }
    .into_any()
}

/// "n° 4 127, Rénover l'école".
fn name(one: &Proposed) -> String {
    let project = &one.project;
    let number = project
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    format!("{number}{}", project.title)
}

fn tick(one: &Proposed, form: &FormState) -> AnyView {
    let id = one.project.id.to_string();
    let ticked = form.ticked("projet", &id);
    view! {
        <label class="choice">
            <input type="checkbox" name="projet" value=id checked=ticked/>
            <span class="choice-text">
                <span class="choice-label">{name(one)}</span>
                <span class="choice-hint">{one.project.bearer_name.clone()}</span>
            </span>
        </label>
    }
    .into_any()
}

fn pick(one: &Proposed, form: &FormState) -> AnyView {
    let field = format!("{CHOICE}{}", one.project.id);
    let typed = form.value(&field);
    let none = Choice::new("", "Ne pas rattacher");
    let contracts = one
        .contracts
        .iter()
        .map(|(code, name)| Choice::new(code.clone(), name.clone()).selected(*code == typed));
    let options = std::iter::once(none).chain(contracts).collect();
    view! { <Select name=field label=name(one) hint=one.project.bearer_name.clone() options=options optional=true/> }
        .into_any()
}

/// What came of it: how many, and each that was refused.
fn told(attached: &Attached) -> AnyView {
    let done = i64::try_from(attached.done).unwrap_or(i64::MAX);
    let done = (done > 0).then(|| {
        let words = format!(
            "{} au contrat.",
            numbers::counted(done, "projet rattaché", "projets rattachés")
        );
        view! { <Alert tone=Tone::Success>{words}</Alert> }
    });
    let refused = attached
        .refused
        .iter()
        .map(|(title, why)| view! { <li>{refusal(title, *why)}</li> })
        .collect_view();
    view! {
        {done}
        <Alert tone=Tone::Warning title="Ces projets n'ont pas été rattachés">
            <ul>{refused}</ul>
        </Alert>
    }
    .into_any()
}

fn refusal(title: &str, why: Refusal) -> String {
    match why {
        Refusal::NotYours => "Un projet que vous ne pouvez pas modifier.".to_owned(),
        Refusal::HasOne => format!("« {title} » a déjà un contrat."),
        Refusal::NotSigned => format!("Le territoire de « {title} » n'a pas signé ce contrat."),
        Refusal::Withdrawn => format!("« {title} » a été retiré."),
    }
}

//! What became of an action, project by project; while it goes on, how far it is.

use super::PATH;
use crate::desk::listing::href;
use crate::desk::view::View;
use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::ui::{Alert, Button, ButtonKind, ButtonLink, Tone};
use domain::batch::{BatchAction, BatchRefusal, BatchState};
use leptos::prelude::*;
use services::batch::{BatchView, Told};

/// The page.
pub fn page(view: &BatchView, key: String) -> AnyView {
    let list = href(
        View::Table.path(),
        &[("departement".to_owned(), view.departement.clone())],
    );
    let what = match (view.action, view.to.as_str()) {
        (_, "") => view.action.label().to_owned(),
        (BatchAction::Tag, tag) => format!("Mettre l'étiquette « {tag} »"),
        (BatchAction::Untag, tag) => format!("Retirer l'étiquette « {tag} »"),
        (_, to) => format!("Confier à {to}"),
    };
    let done = done_list(view);
    let refused = section("Ce qui n'a pas pu être fait", &view.refused);
    let kept = section("Ce qui n'a pas pu être annulé", &view.kept);
    view! {
        <div class="page page-narrow stack">
            <h1>"Action sur plusieurs projets"</h1>
            <p>{what}</p>
            {state(view)}
            {undo(view, key)}
            {refused}
            {kept}
            {done}
            <p><a href=list>"Revenir à la liste des projets"</a></p>
        </div>
    }
    .into_any()
}

fn projects(n: i64) -> String {
    numbers::counted(n, "projet", "projets")
}

/// How far it is.
fn state(view: &BatchView) -> AnyView {
    let total = view.total();
    let waiting = view.count(BatchState::Waiting);
    if waiting > 0 {
        let treated = total - waiting;
        let said = format!(
            "{} sur {} : le travail continue, même si vous quittez cette page.",
            numbers::whole(treated),
            projects(total)
        );
        let here = format!("{PATH}/{}", view.id);
        return view! {
            <p role="status">{said}</p>
            <progress max=total.to_string() value=treated.to_string() aria-label="Projets traités"></progress>
            <p><ButtonLink kind=ButtonKind::Secondary href=here>"Voir où en est le travail"</ButtonLink></p>
        }
        .into_any();
    }
    let lines = [
        (BatchState::Done, "C'est fait pour "),
        (BatchState::Refused, "Ce n'est pas possible pour "),
        (BatchState::Undone, "C'est annulé pour "),
        (BatchState::Kept, "L'annulation n'est pas possible pour "),
        (BatchState::Skipped, "Rien n'a été fait pour "),
    ];
    let lines = lines.into_iter().filter_map(|(state, words)| {
        let n = view.count(state);
        (n > 0).then(|| view! { <li>{words}<b>{projects(n)}</b>"."</li> })
    });
    let lines = lines.collect_view();
    view! { <div role="status"><ul class="list-plain">{lines}</ul></div> }.into_any()
}

fn undo(view: &BatchView, key: String) -> Option<AnyView> {
    if !view.may_take_back {
        return None;
    }
    let words = match view.action {
        BatchAction::Assign => {
            "Pendant cinq minutes, vous pouvez annuler : les projets que quelqu'un suivait déjà reviennent à cette personne. Les autres restent confiés."
        }
        BatchAction::Tag => {
            "Pendant cinq minutes, vous pouvez annuler : l'étiquette est retirée des projets où elle vient d'être mise."
        }
        BatchAction::Untag => {
            "Pendant cinq minutes, vous pouvez annuler : l'étiquette revient sur les projets d'où elle vient d'être retirée."
        }
        _ => "Pendant cinq minutes, vous pouvez arrêter ce qui n'est pas encore fait.",
    };
    let path = format!("{PATH}/{}/annuler", view.id);
    Some(
        view! {
            <form class="stack" method="post" action=path>
                <p>{words}</p>
                <input type="hidden" name="cle" value=key/>
                <p><Button kind=ButtonKind::Secondary>"Annuler cette action"</Button></p>
            </form>
        }
        .into_any(),
    )
}

/// Projects with why.
fn section(title: &'static str, told: &[Told]) -> Option<AnyView> {
    if told.is_empty() {
        return None;
    }
    let items = told.iter().map(|one| {
        let why = labels::of(BatchRefusal::parse, &one.refusal);
        view! { <li>{name(one)}" : "{why}</li> }
    });
    let items = items.collect_view();
    let count = projects(i64::try_from(told.len()).unwrap_or(i64::MAX));
    Some(
        view! {
            <section class="stack">
                <h2>{title}</h2>
                <Alert tone=Tone::Warning>{count}</Alert>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn done_list(view: &BatchView) -> Option<AnyView> {
    if view.done.is_empty() {
        return None;
    }
    let items = view
        .done
        .iter()
        .map(|one| view! { <li>{name(one)}</li> })
        .collect_view();
    let more = view.count(BatchState::Done) - i64::try_from(view.done.len()).unwrap_or(i64::MAX);
    let more = (more > 0).then(|| {
        let others = numbers::counted(more, "autre", "autres");
        view! { <li class="muted">{format!("et {others}")}</li> }
    });
    Some(
        view! {
            <section class="stack">
                <h2>"Ce qui est fait"</h2>
                <ul>{items}{more}</ul>
            </section>
        }
        .into_any(),
    )
}

fn name(told: &Told) -> AnyView {
    match &told.title {
        Some(title) => {
            view! { <a href=format!("/projets/{}", told.project)>{title.clone()}</a> }.into_any()
        }
        None => "Un projet que vous ne voyez plus".into_any(),
    }
}

impl Label for BatchRefusal {
    fn label(self) -> &'static str {
        match self {
            Self::Forbidden => "ce n'est pas à vous de le faire",
            Self::Unknown => "vous ne voyez plus ce projet",
            Self::NotNow => "le projet n'en est pas là",
            Self::Changed => "quelqu'un d'autre l'a modifié au même moment",
            Self::Already => "c'est déjà le cas",
            Self::NotAChoice => "cette personne ne travaille pas dans ce département",
            Self::TooMany => "trop d'envois en une heure, recommencez plus tard",
            Self::Full => "il porte déjà dix étiquettes",
            Self::Refused => "ce projet n'accepte pas ce qui est demandé",
        }
    }
}

//! The minute (compte rendu) of a meeting: who, when, what, why.

use super::{href, outcome, present};
use crate::i18n::{dates, labels, numbers};
use crate::ui::{Alert, DescriptionItem, DescriptionList, Tone};
use domain::intake::Intake;
use domain::meeting::Outcome;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::meeting::{Agenda, Meeting};
use services::read_models::meeting::ItemLine;

/// What a minute is called while its meeting goes on.
pub const DRAFT: &str = "Compte rendu provisoire";
/// Why it is called so.
pub const STILL_OPEN: &str = "La séance est encore ouverte.";
/// Who reads it.
pub const KEPT: &str = "Ce compte rendu reste entre les services de l'État. La collectivité lit la priorité décidée et son motif sur la fiche du projet.";

/// The page.
pub fn page(agenda: &Agenda, named: &str) -> AnyView {
    let meeting = &agenda.meeting;
    let open = meeting
        .closed_at
        .is_none()
        .then(|| view! { <Alert tone=Tone::Info title=DRAFT>{STILL_OPEN}</Alert> });
    let facts = facts(agenda)
        .into_iter()
        .map(|(name, value)| view! { <DescriptionItem label=name>{value}</DescriptionItem> })
        .collect_view();
    let back = href(meeting.id);
    let pdf = format!("{back}/compte-rendu.pdf");
    let lines = agenda.items.iter().map(line).collect_view();
    view! {
        <article class="page page-narrow stack stack-wide meeting-minute">
            <header class="stack">
                <h1>{title(meeting)}</h1>
                <p class="soft">{of(named)}</p>
                {open}
                <DescriptionList>{facts}</DescriptionList>
                <p class="no-print cluster">
                    <a href=pdf download="compte-rendu.pdf">"Télécharger le compte rendu (PDF)"</a>
                    <a href=back>"Revenir à la séance"</a>
                </p>
            </header>
            <ol class="meeting-agenda">{lines}</ol>
            <p class="muted">{KEPT}</p>
        </article>
    }
    .into_any()
}

/// "Compte rendu : Réunion de mars".
pub fn title(meeting: &Meeting) -> String {
    format!("Compte rendu : {}", meeting.name)
}

/// "Séance du binôme de Maine-et-Loire (49)".
pub fn of(named: &str) -> String {
    format!("Séance du binôme {named}")
}

/// When, who, and what came of it.
pub fn facts(agenda: &Agenda) -> Vec<(&'static str, String)> {
    let meeting = &agenda.meeting;
    let mut facts = vec![("Début", dates::moment(meeting.opened_at))];
    facts.extend(meeting.closed_at.map(|at| ("Fin", dates::moment(at))));
    facts.push(("Ouverte et écrite par", present(&meeting.opener)));
    facts.extend(meeting.partner.as_ref().map(|partner| {
        let (who, hour) = (present(&partner.present), dates::hour(partner.joined_at));
        ("Autre siège", format!("{who}, à partir de {hour}"))
    }));
    facts.push(("Résultat", result(&agenda.items)));
    facts
}

/// "3 décidés, 1 reporté, 2 pas vus".
fn result(items: &[ItemLine]) -> String {
    let count = |wanted: Option<Outcome>| {
        let of = |item: &&ItemLine| item.outcome.as_deref().and_then(Outcome::parse) == wanted;
        i64::try_from(items.iter().filter(of).count()).unwrap_or(i64::MAX)
    };
    let parts: Vec<String> = [
        (Some(Outcome::Decided), "décidé", "décidés"),
        (
            Some(Outcome::Proposed),
            "proposé, à signer",
            "proposés, à signer",
        ),
        (Some(Outcome::Postponed), "reporté", "reportés"),
        (
            Some(Outcome::Noted),
            "vu sans décision",
            "vus sans décision",
        ),
        (None, "pas vu", "pas vus"),
    ]
    .into_iter()
    .map(|(outcome, one, many)| (count(outcome), one, many))
    .filter(|(n, ..)| *n > 0)
    .map(|(n, one, many)| numbers::counted(n, one, many))
    .collect();
    parts.join(", ")
}

/// "Saint-Aubin, aujourd'hui pris en charge".
pub fn where_it_stands(item: &ItemLine) -> String {
    let state = labels::of(Intake::parse, &item.intake).to_lowercase();
    format!("{}, aujourd'hui {state}", item.bearer_name)
}

/// " à 14 h 32": when something was written of it.
pub fn at(item: &ItemLine) -> Option<String> {
    let hour = dates::hour(Timestamp(item.noted_at?));
    Some(format!(" à {hour}"))
}

fn line(item: &ItemLine) -> AnyView {
    let note = (!item.note.is_empty()).then(|| view! { <p class="typed">{item.note.clone()}</p> });
    let at = at(item).map(|at| view! { <span class="muted">{at}</span> });
    view! {
        <li value=item.position>
            <h2><a href=format!("/projets/{}", item.project_id)>{item.title.clone()}</a></h2>
            <p class="soft">{where_it_stands(item)}</p>
            <p>{outcome(item)}{at}</p>
            {note}
        </li>
    }
    .into_any()
}

//! The minute (compte rendu) of a meeting: who, when, what, why. It prints on paper.

use super::{href, outcome, present};
use crate::i18n::{dates, labels, numbers};
use crate::ui::{Alert, DescriptionItem, DescriptionList, Tone};
use domain::intake::Intake;
use domain::meeting::Outcome;
use leptos::prelude::*;
use services::meeting::Agenda;
use services::read_models::meeting::ItemLine;

/// The page.
pub fn page(agenda: &Agenda, named: &str) -> AnyView {
    let meeting = &agenda.meeting;
    let open = meeting.closed_at.is_none().then(|| {
        view! { <Alert tone=Tone::Info title="Compte rendu provisoire">"La séance est encore ouverte."</Alert> }
    });
    let until = meeting.closed_at.map(|at| {
        view! { <DescriptionItem label="Fin">{dates::moment(at)}</DescriptionItem> }
    });
    let partner = meeting.partner.as_ref().map(|partner| {
        let words = format!(
            "{}, à partir de {}",
            present(&partner.present),
            dates::hour(partner.joined_at)
        );
        view! { <DescriptionItem label="Autre siège">{words}</DescriptionItem> }
    });
    let (name, start) = (meeting.name.clone(), dates::moment(meeting.opened_at));
    let (opener, result, back) = (
        present(&meeting.opener),
        result(&agenda.items),
        href(meeting.id),
    );
    let title = format!("Compte rendu : {name}");
    let of = format!("Séance du binôme {named}");
    let lines = agenda.items.iter().map(line).collect_view();
    view! {
        <article class="page page-narrow stack stack-wide meeting-minute">
            <header class="stack">
                <h1>{title}</h1>
                <p class="soft">{of}</p>
                {open}
                <DescriptionList>
                    <DescriptionItem label="Début">{start}</DescriptionItem>
                    {until}
                    <DescriptionItem label="Ouverte et écrite par">{opener}</DescriptionItem>
                    {partner}
                    <DescriptionItem label="Résultat">{result}</DescriptionItem>
                </DescriptionList>
                <p class="no-print">"Pour un PDF, imprimez cette page avec votre navigateur. "<a href=back>"Revenir à la séance"</a></p>
            </header>
            <ol class="meeting-agenda">{lines}</ol>
            <p class="muted">"Ce compte rendu reste entre les services de l'État. La collectivité lit la priorité décidée et son motif sur la fiche du projet."</p>
        </article>
    }
    .into_any()
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

fn line(item: &ItemLine) -> AnyView {
    let state = labels::of(Intake::parse, &item.intake).to_lowercase();
    let note = (!item.note.is_empty()).then(|| view! { <p class="typed">{item.note.clone()}</p> });
    let at = item.noted_at.map(|at| {
        let hour = dates::hour(domain::timestamp::Timestamp(at));
        view! { <span class="muted">{format!(" à {hour}")}</span> }
    });
    view! {
        <li value=item.position>
            <h2><a href=format!("/projets/{}", item.project_id)>{item.title.clone()}</a></h2>
            <p class="soft">{format!("{}, aujourd'hui {state}", item.bearer_name)}</p>
            <p>{outcome(item)}{at}</p>
            {note}
        </li>
    }
    .into_any()
}

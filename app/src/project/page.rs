//! The first panel of the sheet and its history.

use crate::i18n::dates;
use crate::i18n::labels::Label;
use crate::ui::{Button, ButtonKind, Person};
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::deposit::Receipt;
use services::read_models::project::Sheet;

/// The first panel of the sheet. `decisions`: what was and what can be decided, already made; `tags`: those of the State,
/// where the reader may know of them; `mute`: [`mute`].
pub fn summary(
    sheet: Sheet,
    receipt: Option<Receipt>,
    decisions: AnyView,
    tags: AnyView,
    mute: AnyView,
    now: Timestamp,
) -> AnyView {
    let needs = (!sheet.needs.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>"Ce qui manque"</h2>
                <p class="typed">{sheet.needs}</p>
            </section>
        }
    });
    view! {
        {receipt.map(|receipt| receipt_panel(receipt, now))}
        <section class="stack">
            <h2>"Le projet en quelques lignes"</h2>
            <p class="typed">{sheet.summary}</p>
        </section>
        {needs}
        {decisions}
        {tags}
        {mute}
    }
    .into_any()
}

/// Mutes the project for its reader, or lets it speak again.
pub fn mute(project: ProjectId, muted: bool) -> AnyView {
    let (value, button, state) = if muted {
        (
            "non",
            "Recevoir de nouveau ses nouvelles",
            "Ce projet est en sourdine : ses nouvelles ne vous sont ni comptées ni envoyées.",
        )
    } else {
        (
            "oui",
            "Mettre ce projet en sourdine",
            "Vous recevez les nouvelles de ce projet, comme choisi dans votre compte.",
        )
    };
    view! {
        <section class="stack">
            <h2>"Vos nouvelles de ce projet"</h2>
            <p>{state}" Ce que vous lui devez vous est toujours rappelé."</p>
            <form method="post" action=format!("/projets/{project}/sourdine")>
                <input type="hidden" name="sourdine" value=value/>
                <Button kind=ButtonKind::Quiet>{button}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// Who was told of the deposit, and by when they should answer.
fn receipt_panel(receipt: Receipt, now: Timestamp) -> AnyView {
    let due = receipt.due.map(|due| {
        format!(
            "Une réponse vous est due au plus tard le {}.",
            dates::due(due, now)
        )
    });
    let people = receipt.seats.into_iter().flat_map(|seat| {
        let name = if seat.name.is_empty() {
            seat.kind.label().to_owned()
        } else {
            seat.name
        };
        if seat.people.is_empty() {
            return vec![view! { <Person name=name detail="Personne n'y est encore nommé : votre projet l'y attend."/> }];
        }
        let person = |(person, job): (String, String)| {
            let detail = if job.is_empty() {
                name.clone()
            } else {
                format!("{job}, {name}")
            };
            view! { <Person name=person detail=detail/> }
        };
        seat.people.into_iter().map(person).collect()
    });
    view! {
        <section class="card stack">
            <h2>"Qui a été prévenu"</h2>
            <p>"Votre projet est déposé. " {due}</p>
            <div class="grid">{people.collect::<Vec<_>>()}</div>
            <p class="soft">"En attendant, vous pouvez compléter la fiche et inviter d'autres personnes."</p>
        </section>
    }
    .into_any()
}

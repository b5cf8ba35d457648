//! The list of one's projects and the first panel of the sheet.

use crate::i18n::labels;
use crate::ui::{ButtonLink, EmptyState};
use domain::intake::Intake;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::project::SheetHead;
use store::project::read::Card;

/// The projects of the signed-in person.
#[component]
pub fn List(
    /// At most 200, the most recently active first.
    cards: Vec<Card>,
    /// Now.
    now: Timestamp,
) -> impl IntoView {
    let _ = now;
    let empty = cards.is_empty();
    view! {
        <div class="wrap stack">
            <h1>"Mes projets"</h1>
            <p><ButtonLink href="/projets/nouveau">"Déposer un projet"</ButtonLink></p>
            {empty.then(|| view! { <EmptyState title="Vous n'avez pas encore de projet">"Les projets que vous déposez, et ceux où l'on vous invite, sont ici."</EmptyState> })}
            <ul>{cards.into_iter().map(|card| view! { <li><a href=format!("/projets/{}", card.id)>{card.title}</a>" · "{labels::of(Intake::parse, &card.intake)}</li> }).collect_view()}</ul>
        </div>
    }
}

/// The first panel of the sheet.
pub fn summary(head: SheetHead) -> impl IntoView {
    view! { <div class="wrap stack"><h1>{head.sheet.title}</h1><p>{head.sheet.summary}</p></div> }
}

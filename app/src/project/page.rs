//! The list of one's projects and the first panel of the sheet.

use super::view;
use crate::i18n::{self, labels};
use crate::ui::{ButtonLink, EmptyState, IconName, Timeline, TimelineItem};
use domain::intake::Intake;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use store::project::read::{Card, EventLine, Sheet};

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
pub fn summary(sheet: Sheet) -> AnyView {
    view! {
        <section class="stack">
            <h2>"Le projet en quelques lignes"</h2>
            <p class="typed">{sheet.summary}</p>
        </section>
    }
    .into_any()
}

/// The facts of a project, the newest first.
pub fn history(events: Vec<EventLine>, now: Timestamp) -> AnyView {
    let items = events.into_iter().map(move |event| {
        let at = Timestamp(event.at);
        view! {
            <TimelineItem icon=IconName::Info when=view::ago(at, now)>
                {i18n::events::sentence(&event)}
            </TimelineItem>
        }
    });
    view! {
        <section class="stack">
            <h2>"Historique"</h2>
            <Timeline>{items.collect_view()}</Timeline>
        </section>
    }
    .into_any()
}

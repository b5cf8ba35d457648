//! The strip on top of a desk: how much waits, and the one thing to begin with.

use crate::i18n::{dates, numbers};
use crate::ui::{ButtonLink, NextStep, NextStepKind};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::{Desk, Group, due};
use services::read_models::desk::items::Item;

/// The strip: the lines come with the most urgent one first.
pub fn strip(desk: &Desk, now: Timestamp) -> AnyView {
    let asks = |item: &&Item| Group::parse(&item.kind).is_some_and(|group| group != Group::Follow);
    let Some(item) = desk.items.iter().find(asks) else {
        return view! {
            <NextStep kind=NextStepKind::Done who="À jour" sentence="aucun projet n'attend de décision de votre part."/>
        }
        .into_any();
    };
    let due = due(item);
    let late = due.is_some_and(|due| due < now);
    let kind = if late {
        NextStepKind::Late
    } else {
        NextStepKind::Yours
    };
    let group = Group::parse(&item.kind);
    let (verb, part) = group.map_or(("ouvrir", ""), first);
    let end = if due.is_some() && !late { "," } else { "." };
    let sentence = format!(
        "{} Commencez par {verb} « {} » ({}){end}",
        waiting(desk),
        item.title,
        item.bearer_name,
    );
    let due = due.map(|due| {
        let day = dates::due(due, now);
        if late {
            format!("C'était attendu pour le {day}.")
        } else {
            format!("au plus tard le {day}.")
        }
    });
    let href = format!("/projets/{}{part}", item.id);
    view! {
        <NextStep kind=kind who="À vous" sentence=sentence due=due>
            <ButtonLink href=href>"Ouvrir ce projet"</ButtonLink>
        </NextStep>
    }
    .into_any()
}

/// "7 choses à faire, dont 2 en retard": a project may ask for two.
fn waiting(desk: &Desk) -> String {
    let count = numbers::counted(desk.to_do(), "chose à faire", "choses à faire");
    match desk.late() {
        0 => format!("{count}."),
        late => format!("{count}, dont {} en retard.", numbers::whole(late)),
    }
}

/// What to begin with, before the project's title, and the part of its sheet where it is done.
const fn first(group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Acknowledge => ("prendre en charge", "#decisions"),
        Group::Sign => ("signer la priorité de", "#decisions"),
        Group::Prioritise => ("proposer la priorité de", "#decisions"),
        Group::Assign => ("désigner qui suivra", "#decisions"),
        Group::Contact => ("prendre contact avec la collectivité pour", "/conversation"),
        Group::Blocked => ("aider à lever le blocage de", "/blocages"),
        Group::Follow => ("suivre", ""),
    }
}

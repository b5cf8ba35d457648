//! Small pieces of the sheet.

use super::frame::Tab;
use crate::i18n::{dates, numbers};
use crate::ui::{ButtonLink, NextStep, NextStepKind, Person, Time};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::project::SheetHead;
use services::project::next_step::{self, Task, Turn};
use services::read_models::project::Sheet;

/// "il y a 3 jours", the exact moment on hover.
pub fn ago(at: Timestamp, now: Timestamp) -> AnyView {
    view! { <Time datetime=dates::machine(at) words=dates::relative(at, now) exact=dates::moment(at)/> }.into_any()
}

/// Who follows the project for the State, and how to reach that person.
pub fn follower(sheet: &Sheet) -> AnyView {
    let name = [
        sheet.assignee_first_name.clone(),
        sheet.assignee_last_name.clone(),
    ];
    let name: Vec<String> = name.into_iter().flatten().collect();
    if sheet.assignee_id.is_none() {
        return view! { <p class="muted">"Personne n'est encore désigné. La direction départementale des territoires et la préfecture répondent ensemble de ce projet."</p> }.into_any();
    }
    let email = sheet.assignee_email.clone();
    let phone = sheet
        .assignee_phone
        .clone()
        .filter(|phone| !phone.is_empty());
    view! {
        <Person name=name.join(" ") detail=sheet.assignee_job.clone()>
            {email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
            {phone.map(|phone| view! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
        </Person>
    }
    .into_any()
}

/// The strip that says whose turn it is.
pub fn next_step(step: next_step::NextStep, head: &SheetHead) -> AnyView {
    let kind = match (step.turn, step.late) {
        (Turn::Nobody, _) => NextStepKind::Done,
        (_, true) => NextStepKind::Late,
        (Turn::Yours, false) => NextStepKind::Yours,
        _ => NextStepKind::Theirs,
    };
    let due = step.due.map(|due| {
        let words = dates::due(due);
        if step.late {
            format!("C'était attendu pour le {words}.")
        } else {
            format!("Au plus tard le {words}.")
        }
    });
    let button = (step.turn == Turn::Yours)
        .then(|| button(step.task, head))
        .flatten();
    view! {
        <NextStep kind=kind who=who(step.turn) sentence=sentence(step) due=due>
            {button}
        </NextStep>
    }
    .into_any()
}

const fn who(turn: Turn) -> &'static str {
    match turn {
        Turn::Yours => "À vous",
        Turn::Pair => "Au binôme de l'État",
        Turn::Assignee => "À la personne qui suit le projet",
        Turn::Collectivity => "À la collectivité",
        Turn::Nobody => "Terminé",
    }
}

fn sentence(step: next_step::NextStep) -> String {
    let yours = step.turn == Turn::Yours;
    match step.task {
        Task::Submit => "terminer et envoyer ce brouillon.".to_owned(),
        Task::Acknowledge if yours => "prendre en charge ce projet, ou le réorienter.".to_owned(),
        Task::Acknowledge => "le projet attend d'être pris en charge. Personne n'attend rien de vous.".to_owned(),
        Task::Prioritise if yours => "décider ensemble de la priorité.".to_owned(),
        Task::Prioritise => "le projet est pris en charge, sa priorité est à l'étude. Personne n'attend rien de vous.".to_owned(),
        Task::Assign if yours => "désigner la personne qui suit ce projet.".to_owned(),
        Task::Assign => "une personne va être désignée pour suivre le projet. Personne n'attend rien de vous.".to_owned(),
        Task::Follow if yours => "prendre contact avec la collectivité et suivre le projet.".to_owned(),
        Task::Follow => "le projet avance avec la personne qui le suit.".to_owned(),
        Task::AnswerRecommendations(count) => {
            format!("répondre à {}.", numbers::counted(count, "recommandation", "recommandations"))
        }
        Task::SolveBlockers(count) => format!("aider à lever {}.", numbers::counted(count, "blocage", "blocages")),
        Task::Nothing => "plus rien n'est attendu sur ce projet.".to_owned(),
    }
}

fn button(task: Task, head: &SheetHead) -> Option<AnyView> {
    let id = head.resource.id;
    let (label, href) = match task {
        Task::Acknowledge => ("Prendre en charge", format!("/projets/{id}#decisions")),
        Task::Prioritise => ("Décider de la priorité", format!("/projets/{id}#decisions")),
        Task::Assign => ("Désigner une personne", format!("/projets/{id}#decisions")),
        Task::AnswerRecommendations(_) => ("Les voir", Tab::Recommendations.href(id)),
        Task::SolveBlockers(_) => ("Voir les blocages", Tab::Blockers.href(id)),
        Task::Follow => ("Écrire à la collectivité", Tab::Conversation.href(id)),
        Task::Submit | Task::Nothing => return None,
    };
    Some(view! { <ButtonLink href=href>{label}</ButtonLink> }.into_any())
}

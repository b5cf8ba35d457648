//! Meetings (séances) of a pair: the list, one project after the other on a shared screen, the minute.

pub mod actions;
mod list;
mod minute;
mod paper;
mod turn;

pub use actions::routes;

use crate::i18n::labels::{self, Label};
use crate::ui::{Badge, Tone};
use domain::ids::MeetingId;
use domain::meeting::Outcome;
use domain::project::Priority;
use leptos::prelude::*;
use services::meeting::{Meeting, Present};
use services::read_models::meeting::ItemLine;

/// Where meetings are.
pub const MEETINGS: &str = "/territoire/seance";

/// The address of a meeting.
pub fn href(id: MeetingId) -> String {
    format!("{MEETINGS}/{id}")
}

/// The page of a meeting that a form came from, to go back there.
pub fn came_from(back: &str) -> Option<String> {
    let path = back.split('?').next().unwrap_or_default();
    path.strip_prefix(MEETINGS)
        .filter(|rest| rest.starts_with('/'))
        .map(|_| path.to_owned())
}

/// "Claire Martin (DDT)".
fn present(one: &Present) -> String {
    format!("{} ({})", one.name, one.seat.label())
}

/// What came of a project, as a badge with its words.
fn outcome(item: &ItemLine) -> AnyView {
    let (tone, words) = outcome_words(item);
    view! { <Badge tone=tone label=words/> }.into_any()
}

/// What came of a project.
fn outcome_words(item: &ItemLine) -> (Tone, String) {
    let level = item
        .level
        .as_deref()
        .map(|code| labels::of(Priority::parse, code).to_lowercase());
    let level = level.unwrap_or_default();
    match item.outcome.as_deref().and_then(Outcome::parse) {
        Some(Outcome::Decided) => (Tone::Success, format!("Décidé : {level}")),
        Some(Outcome::Proposed) => (Tone::Warning, format!("Proposé : {level}, à signer")),
        Some(Outcome::Postponed) => (Tone::Warning, "Reporté".to_owned()),
        Some(Outcome::Noted) => (Tone::Info, "Vu".to_owned()),
        None => (Tone::Neutral, "Pas encore vu".to_owned()),
    }
}

/// Who is there, in a sentence.
fn who(meeting: &Meeting) -> String {
    let opener = present(&meeting.opener);
    match &meeting.partner {
        None => format!("Ouverte par {opener}."),
        Some(partner) => format!("{opener} et {}.", present(&partner.present)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_of_a_meeting_is_gone_back_to() {
        let page = "/territoire/seance/0199c0de-0000-7000-8000-000000000001/3";
        assert_eq!(came_from(&format!("{page}?fait=x")).as_deref(), Some(page));
        assert_eq!(came_from("/territoire/seance"), None);
        assert_eq!(came_from("/territoire/seances/1"), None);
        assert_eq!(came_from("/territoire"), None);
    }
}

//! Small pieces of conversations.

use crate::http::PageError;
use crate::project::frame::Tab;
use domain::conversation::{Segment, segments};
use domain::ids::ProjectId;
use domain::project::Audience;
use leptos::prelude::*;

/// What an address says for the State's own thread.
pub const FIL_ETAT: &str = "fil=etat";

/// The thread an address names; a made-up one leads nowhere.
pub fn audience_of(thread: Option<&str>) -> Result<Audience, PageError> {
    match thread {
        None | Some("") => Ok(Audience::All),
        Some("etat") => Ok(Audience::StateOnly),
        Some(_) => Err(PageError(services::Error::NotFound)),
    }
}

/// The address of a thread.
pub fn address(project: ProjectId, audience: Audience) -> String {
    let base = Tab::Conversation.href(project);
    if audience == Audience::StateOnly {
        format!("{base}?{FIL_ETAT}")
    } else {
        base
    }
}

/// The address of a thread that says what was done, at its latest message.
pub fn done_address(project: ProjectId, audience: Audience, done: &str) -> String {
    let address = address(project, audience);
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}fait={done}#dernier")
}

/// The words of a message, its addresses as links that tell nothing of where they come from.
pub fn words(body: &str) -> AnyView {
    let pieces = segments(body);
    if let [Segment::Words(all)] = pieces.as_slice() {
        return (*all).to_owned().into_any();
    }
    pieces
        .into_iter()
        .map(|piece| match piece {
            Segment::Words(words) => words.to_owned().into_any(),
            Segment::Link(link) => {
                let href = link.to_owned();
                view! { <a href=href rel="nofollow noopener noreferrer">{link.to_owned()}</a> }
                    .into_any()
            }
        })
        .collect_view()
        .into_any()
}

//! Every address of the pages, area by area. `server` adds what is not a page.

use crate::http::Routes;
use crate::{
    account, admin, attachment, blocker, contract, conversation, demo, deposit, desk, edit,
    figures, funding, impact, import, meeting, member, notification, offer, portrait, project,
    public, recommendation, rule, survey, tag, territory,
};

/// The router of all pages.
pub fn router() -> Routes {
    Routes::new()
        .merge(public::routes())
        .merge(account::routes())
        .merge(admin::routes())
        .merge(notification::routes())
        .merge(demo::routes())
        .merge(project::routes())
        .merge(deposit::routes())
        .merge(territory::routes())
        .merge(survey::routes())
        .merge(blocker::routes())
        .merge(recommendation::routes())
        .merge(funding::routes())
        .merge(impact::routes())
        .merge(offer::routes())
        .merge(desk::routes())
        .merge(figures::routes())
        .merge(portrait::routes())
        .merge(contract::routes())
        .merge(rule::routes())
        .merge(tag::routes())
        .merge(meeting::routes())
        .merge(import::routes())
        .merge(edit::routes())
        .merge(conversation::routes())
        .merge(attachment::routes())
        .merge(member::routes())
}

/// Largest body of a form that carries files: ten of them, and its words.
pub const UPLOAD_BYTES: usize = domain::attachment::FILES_AT_ONCE as usize
    * (domain::attachment::FILE_BYTES as usize + 4_096)
    + 1_048_576;

/// The addresses that take files: their bodies are larger and may take longer than those of other forms.
pub fn uploads() -> Routes {
    conversation::uploads()
        .merge(attachment::uploads())
        .merge(import::uploads())
}

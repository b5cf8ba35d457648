//! People: signing in, one's own account, and the mails that could not leave.

mod dead_letters;
mod profile;
pub mod sign_in;
mod unsubscribe;

use crate::http::Routes;

/// The addresses of accounts.
pub fn routes() -> Routes {
    Routes::new()
        .merge(sign_in::routes())
        .merge(profile::routes())
        .merge(dead_letters::routes())
        .merge(unsubscribe::routes())
}

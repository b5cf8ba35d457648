//! One's own account: profile, mails, open sessions, data.

mod actions;
mod mails;
mod page;

pub use actions::routes;

//! The demonstration: people one may be, and the mails they got. Answers 404 everywhere else.

mod actions;
mod page;

pub use actions::routes;

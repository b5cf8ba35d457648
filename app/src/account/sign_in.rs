//! Signing in by mail, signing out.

mod actions;
mod page;

pub use actions::{asker, begin, enter, routes};

//! The bell.

mod actions;
mod page;

pub use actions::routes;

//! What the project changes.

pub mod actions;
pub mod page;

pub use actions::routes;

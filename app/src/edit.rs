//! Changing what a project's sheet says.

pub mod actions;
pub mod page;

pub use actions::routes;

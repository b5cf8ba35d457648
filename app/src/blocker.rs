//! What stops a project.

pub mod actions;
pub mod page;

pub use actions::routes;

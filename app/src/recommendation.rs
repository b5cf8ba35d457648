//! Help proposed to a project and what became of it.

pub mod actions;
pub mod page;
pub mod propose;

pub use actions::routes;

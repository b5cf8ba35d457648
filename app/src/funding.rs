//! The funding plan.

pub mod actions;
pub mod page;

pub use actions::routes;

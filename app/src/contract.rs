//! Attaching projects to a contract.

pub mod actions;
pub mod page;

pub use actions::routes;

//! Files of a project.

pub mod actions;
pub mod page;
pub mod upload;

pub use actions::{routes, uploads};

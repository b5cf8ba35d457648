//! The pair's work on a project's priority: assessments and decisions.

pub mod read;
pub mod write;

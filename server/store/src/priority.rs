//! The pair's work on a project's priority: assessments, decisions, rounds, and what goes to the referent.

pub mod escalation;
pub mod facts;
pub mod gap;
pub mod read;
pub mod round;
pub mod write;

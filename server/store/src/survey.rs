//! Questionnaires and their answers.

pub mod read;
pub mod write;

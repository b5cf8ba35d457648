//! The catalogue of help.

pub mod read;
pub mod write;

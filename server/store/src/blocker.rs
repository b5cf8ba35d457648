//! What stops projects.

pub mod read;
pub mod write;

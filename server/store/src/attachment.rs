//! Uploaded files.

pub mod read;
pub mod write;

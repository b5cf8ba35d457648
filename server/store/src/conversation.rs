//! Threads and messages.

pub mod read;
pub mod write;

//! Meetings of a pair.

pub mod read;
pub mod write;

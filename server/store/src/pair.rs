//! The pairs: their seats and who sits there.

pub mod read;
pub mod write;

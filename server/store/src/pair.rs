//! The pairs: their seats, who sits there, their weights, their referent, their history.

pub mod history;
pub mod read;
pub mod settings;
pub mod write;

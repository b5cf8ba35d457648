//! Deposits being typed, and the projects they become.

pub mod draft;
pub mod read;
pub mod write;

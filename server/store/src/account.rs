//! People, their sessions and what they are entitled to.

pub mod read;

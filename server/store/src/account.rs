//! People, their sessions and what they are entitled to.

pub mod data;
pub mod login;
pub mod person;
pub mod read;
pub mod sessions;

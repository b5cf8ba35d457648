//! People: sessions, sign-in, profile.

pub mod data;
pub mod login;
pub mod profile;
pub mod session;

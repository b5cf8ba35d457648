//! People: sessions, sign-in, profile.

pub mod data;
pub mod login;
pub mod mails;
pub mod profile;
pub mod session;

//! People: sessions, sign-in, profile.

pub mod session;

//! Rules that assign projects, and what they look at.

pub mod facts;
pub mod read;
pub mod write;

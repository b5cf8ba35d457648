//! What importers compare with their files, and how they write it.

pub mod contracts;
pub mod programmes;
pub mod projects;
pub mod territories;

//! People on a project and invitations to it.

pub mod read;
pub mod write;

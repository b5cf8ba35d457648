//! Who holds which role of the State, and the end of a role.

pub mod read;
pub mod write;

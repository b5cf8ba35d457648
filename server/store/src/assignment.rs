//! Who follows which project for the State.

pub mod read;
pub mod write;

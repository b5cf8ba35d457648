//! Who follows which project for the State.

pub mod introduce;
pub mod read;
pub mod write;

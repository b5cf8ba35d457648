//! Help proposed to projects.

pub mod read;
pub mod write;

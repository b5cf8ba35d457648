//! Projects: rows in, screens out.

pub mod read;
pub mod write;

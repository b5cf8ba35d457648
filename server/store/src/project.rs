//! Projects: rows in, screens out.

pub mod edit;
pub mod read;
pub mod write;

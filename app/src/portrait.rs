//! The portrait of a contract, of a programme in a département, of a département.

pub mod actions;
pub mod beside;
pub mod files;
pub mod head;
mod map;
pub mod page;
mod paper;
pub mod tables;
pub mod words;

pub use actions::routes;

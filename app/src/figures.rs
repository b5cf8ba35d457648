//! Steering figures: of a département for the State's people, of any area for everybody.

pub mod actions;
pub mod lines;
pub mod page;
pub mod tables;
pub mod words;

pub use actions::routes;

//! The rules that give projects to people: read by the State's people of a département, written by its seats.

pub mod actions;
pub mod form;
pub mod form_actions;
pub mod page;
pub mod trial;
pub mod words;

pub use actions::routes;

//! The catalogue of help, open to everybody.

pub mod actions;
pub mod page;

pub use actions::routes;

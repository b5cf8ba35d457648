//! Pages open to everybody.

pub mod actions;
pub mod legal;
pub mod page;

pub use actions::routes;

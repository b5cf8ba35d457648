//! Projects: my list and the sheet.

pub mod actions;
pub mod page;

pub use actions::routes;

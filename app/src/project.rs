//! Projects: my list and the sheet.

pub mod actions;
pub mod frame;
pub mod history;
pub mod list;
pub mod next_step;
pub mod page;
pub mod view;

pub use actions::routes;

//! The état des lieux: one questionnaire, saved section by section.

pub mod actions;
mod fields;
pub mod page;

pub use actions::routes;

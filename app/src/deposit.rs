//! Step 1: a project is deposited, one group of questions a screen.

pub mod island_autosave;

#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "ssr")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod send;
#[cfg(feature = "ssr")]
pub mod steps;

#[cfg(feature = "ssr")]
pub use actions::routes;

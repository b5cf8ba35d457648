//! Conversations: threads, messages, the composer.

pub mod island_composer;

#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "ssr")]
pub mod own;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod view;

#[cfg(feature = "ssr")]
pub use actions::{routes, uploads};

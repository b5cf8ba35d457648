//! The sentences people read. French first; codes come from `domain` and `services`, words from here.

pub mod dates;
pub mod done;
#[cfg(feature = "ssr")]
pub mod events;
#[cfg(feature = "ssr")]
pub mod help;
pub mod labels;
pub mod numbers;
pub mod problems;

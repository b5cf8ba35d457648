//! Lists of projects that a seat brings in: the file, its columns, what would change, the report.

mod actions;
mod columns;
mod list;
mod report;
mod steps;
mod upload;
mod verdict;
pub mod words;

pub use actions::{routes, uploads};

/// Where the imports of a département are.
pub const IMPORTS: &str = "/territoire/import";

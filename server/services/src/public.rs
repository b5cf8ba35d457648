//! What everybody may know.

/// Below this a count is not shown: a small number could name somebody.
pub const SMALLEST_SHOWN: i64 = 5;

//! What the State's desk shows.

pub mod counts;
pub mod items;
pub mod late;
pub mod moved;
pub mod table;
pub mod visit;

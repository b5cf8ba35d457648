//! The State's side: the desk, the table of a territory, a contract, the pair, the decisions.

pub mod actions;
pub mod decision_actions;
pub mod decision_forms;
pub mod decisions;
pub mod next;
pub mod page;
pub mod pair;
pub mod scoring;
pub mod table;
pub mod weights;

pub use actions::routes;

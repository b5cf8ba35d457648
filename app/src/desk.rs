//! The State's side: the desk, the table of a territory, a contract, the pair, the decisions.

pub mod actions;
pub mod batch;
pub mod board;
pub mod cells;
pub mod decision_actions;
pub mod decision_forms;
pub mod decisions;
pub mod export;
pub mod filters;
pub mod labels;
pub mod late;
pub mod listing;
pub mod live;
pub mod map;
pub mod next;
pub mod page;
pub mod pair;
pub mod saved_views;
pub mod scoring;
pub mod seeing;
pub mod table;
pub mod view;
pub mod weights;

pub use actions::routes;

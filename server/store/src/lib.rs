//! Rows and queries on SQLite and PostgreSQL.
//!
//! Architecture invariant: nothing here checks a right, sends a mail or reads a clock. Writes go
//! through a [`Tx`]; reads are shaped for one screen each and cost a bounded number of queries.

pub mod bulk;
pub mod db;
pub mod entity;
pub mod error;
pub mod query_counter;
pub mod search;
pub mod seed;
pub mod sql;

pub mod account;
pub mod demo;
pub mod deposit;
pub mod journal;
pub mod mailbox;
pub mod notification;
pub mod outbox;
pub mod project;
pub mod public;

pub use db::{Db, Tx};
pub use error::{Error, Result};
pub use sea_orm::Value;

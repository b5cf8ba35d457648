//! Rows and queries on SQLite and PostgreSQL.
//!
//! Architecture invariant: nothing here checks a right, sends a mail or reads a clock. Writes go
//! through a [`Tx`]; reads are shaped for one screen each and cost a bounded number of queries.

pub mod bulk;
pub mod check;
pub mod db;
pub mod entity;
pub mod error;
mod group;
pub mod query_counter;
pub mod search;
pub mod seed;
pub mod sql;

pub mod account;
pub mod assignment;
pub mod attachment;
pub mod batch;
pub mod blocker;
pub mod contract;
pub mod conversation;
pub mod demo;
pub mod deposit;
pub mod desk;
pub mod figures;
pub mod funding;
pub mod impact;
pub mod import;
pub mod journal;
pub mod list_export;
pub mod list_import;
pub mod mailbox;
pub mod meeting;
pub mod member;
pub mod notification;
pub mod offer;
pub mod outbox;
pub mod pair;
pub mod preference;
pub mod priority;
pub mod project;
pub mod public;
pub mod recommendation;
pub mod reminder;
pub mod role;
pub mod rule;
pub mod saved_view;
pub mod survey;
pub mod tag;
pub mod view_subscription;

pub use db::{Db, Tx};
pub use error::{Error, Result};
pub use sea_orm::{ConnectionTrait, Value};

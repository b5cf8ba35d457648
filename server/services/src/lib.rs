//! Use cases: rules, authorisation, transactions.
//!
//! Architecture invariant: no SQL here, no axum, no Leptos, no sentence. The clock, random ids and
//! the outside world come in through [`ports`].

pub mod account;
pub mod assignment;
pub mod attachment;
pub mod backup;
pub mod batch;
pub mod blocker;
pub mod check;
pub mod context;
pub mod contract;
pub mod conversation;
pub mod decision;
pub mod delay;
pub mod demo;
pub mod deposit;
pub mod desk;
pub mod error;
pub mod figures;
pub mod funding;
pub mod impact;
pub mod import;
pub mod intake;
pub mod journal;
pub mod list_export;
pub mod live;
pub mod mail;
pub mod meeting;
pub mod member;
pub mod notification;
pub mod offer;
pub mod once;
pub mod outbox;
pub mod outline;
pub mod pair;
pub mod policy;
pub mod portrait;
pub mod ports;
pub mod priority;
pub mod project;
pub mod public;
pub mod read_models;
pub mod recommendation;
pub mod role;
pub mod rule;
pub mod saved_view;
pub mod secret;
pub mod seed;
pub mod shipped;
pub mod survey;
pub mod tag;
pub mod territory;
pub mod working_days;

pub use context::{Actor, Cx, Person};
pub use error::{Error, Result};
pub use once::Once;

use ports::{Clock, FileStore, Ids, Mailer, Press, Scanner, Sheets, Wording};
use std::sync::Arc;
use store::Db;

/// What every use case works with. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// New ids and random bytes.
    pub ids: Arc<dyn Ids>,
    /// The real France: communes, EPCI, départements, and the search over them.
    pub territories: territory::Territories,
    /// What the operator chose.
    pub settings: Arc<Settings>,
    /// The content of files.
    pub files: Arc<dyn FileStore>,
    /// The antivirus; without one files are marked as not scanned.
    pub scanner: Option<Arc<dyn Scanner>>,
    /// The way out for mails; without one they stay in the local mailbox.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// Makes PDF files.
    pub press: Arc<dyn Press>,
    /// The words for what happened.
    pub wording: Arc<dyn Wording>,
    /// Who writes lists as files.
    pub sheets: Arc<dyn Sheets>,
    /// Counts of lists, kept for some seconds.
    pub counts: desk::table::Kept,
    /// Rung when a job was added, so that the worker of this process does not wait for its next round.
    pub wake: Arc<tokio::sync::Notify>,
    /// Boards that are open in this process.
    pub live: Arc<live::Feed>,
}

/// What the operator chose and use cases need to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address people type, without a final slash: the only source of links in mails.
    pub base_url: String,
    /// Demonstration: people to sign in as, the local mailbox shown.
    pub demo: bool,
}

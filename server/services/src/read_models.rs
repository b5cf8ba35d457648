//! The read models of the store, for the pages that show them: shapes of one screen each, without a
//! way to query. Pages know the services only.

pub use store::account::{person as account_person, sessions as account_sessions};
pub use store::attachment::read as attachment;
pub use store::blocker::read as blocker;
pub use store::conversation::read as conversation;
pub use store::deposit::read as deposit;
pub use store::desk;
pub use store::funding;
pub use store::impact;
pub use store::list_export;
pub use store::list_import;
pub use store::mailbox;
pub use store::meeting::read as meeting;
pub use store::member::read as member;
pub use store::notification;
pub use store::offer::read as offer;
pub use store::outbox;
pub use store::pair;
pub use store::priority;
pub use store::project::read as project;
pub use store::public;
pub use store::recommendation::read as recommendation;
pub use store::role::read as role;
pub use store::survey::read as survey;
pub use store::tag;

//! What the services need from the outside, as traits: the adapters implement them, tests replace them.

mod files;
mod press;
mod sheets;

pub use files::{ByteStream, FileStore, FileWriter, Scanner, Verdict};
pub use press::{Block, Paper, Press, Section, Table};
pub use sheets::Sheets;

use domain::intake::Intake;
use domain::timestamp::Timestamp;
use store::project::read::EventLine;
use uuid::Uuid;

/// The time. One source, so that tests choose it.
pub trait Clock: Send + Sync {
    /// Now, UTC.
    fn now(&self) -> Timestamp;
}

/// Ids and random bytes. One source, so that tests and the seed are deterministic.
pub trait Ids: Send + Sync {
    /// A new UUID version 7: later ones sort after earlier ones.
    fn uuid(&self) -> Uuid;
    /// 32 bytes nobody can guess.
    fn secret(&self) -> [u8; 32];
}

/// The words for what happened. One source for the history, the bell and the mails; `services` holds none.
pub trait Wording: Send + Sync {
    /// "Claire Martin a pris le projet en charge."
    fn sentence(&self, event: &EventLine) -> String;
    /// The day of a moment to come: "mardi 3 mars", with its year when it is not the one of `now`.
    fn due(&self, at: Timestamp, now: Timestamp) -> String;
    /// "Pris en charge".
    fn state(&self, state: Intake) -> String;
}

/// A mail ready to leave. Nothing in it holds a line break where a header would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The job it comes from: sent again after a crash, it carries the same `Message-ID`.
    pub id: Uuid,
    /// Address of the one it is for.
    pub to: String,
    /// Where an answer goes; the service's own address otherwise.
    pub reply_to: Option<String>,
    /// One line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Where its reader stops such mails, by one `POST` (RFC 8058).
    pub way_out: Option<String>,
}

/// Why a mail did not leave. The text may hold an address: it is kept with the job and never logged.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct MailRefused(pub String);

/// Hands mails to the outside.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail; returns once the next server has taken it.
    async fn send(&self, mail: &Mail) -> std::result::Result<(), MailRefused>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::from_datetime(time::OffsetDateTime::now_utc())
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[allow(clippy::disallowed_methods, reason = "the one place that draws ids")]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    #[allow(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "no secret must ever be guessable: stopping is the only safe answer to a failing random source"
    )]
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }
}

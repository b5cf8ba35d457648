//! What the services need from the outside, as traits: the adapters implement them, tests replace them.

use domain::timestamp::Timestamp;
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

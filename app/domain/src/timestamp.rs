//! A moment, in UTC, to the millisecond.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Milliseconds since 1970-01-01T00:00:00Z. Kept as an integer in both databases, so that order and
/// differences are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The same moment as a UTC date and time; the epoch for a value outside the years ±9999.
    pub fn to_utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// From a date and time of any offset; smaller parts than a millisecond are dropped.
    pub fn from_datetime(moment: OffsetDateTime) -> Self {
        let millis = moment.unix_timestamp_nanos() / 1_000_000;
        Self(i64::try_from(millis).unwrap_or(i64::MAX))
    }

    /// This moment and `seconds` more (or fewer, when negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_a_moment_to_the_millisecond() {
        let moment = Timestamp(1_793_485_736_123);
        assert_eq!(Timestamp::from_datetime(moment.to_utc()), moment);
    }

    proptest! {
        #[test]
        fn no_moment_overflows(at: i64, seconds: i64) {
            let moment = Timestamp(at);
            let _ = (moment.to_utc(), moment.plus_seconds(seconds), moment.since(Timestamp(seconds)));
            let near = Timestamp(at % 4_000_000_000_000);
            prop_assert_eq!(Timestamp::from_datetime(near.to_utc()), near);
        }
    }
}

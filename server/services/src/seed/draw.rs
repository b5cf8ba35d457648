//! Every random choice of the seed, from one source.

use domain::timestamp::Timestamp;
use uuid::Uuid;

/// The source. The same seed and the same day give the same choices.
pub struct Draw {
    random: fastrand::Rng,
    /// The present of the seeded nation.
    pub now: Timestamp,
}

const DAY: i64 = 86_400;

impl Draw {
    /// A source whose present is the start of the day of `now`.
    pub fn new(seed: u64, now: Timestamp) -> Self {
        let day = now.0.div_euclid(DAY * 1000) * DAY * 1000;
        Self {
            random: fastrand::Rng::with_seed(seed),
            now: Timestamp(day),
        }
    }

    /// A whole number between both bounds, included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.random.i64(low..=high.max(low))
    }

    /// True `percent` times out of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of the values; `None` of an empty list only.
    pub fn pick<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(values.len())
            .ok()?
            .checked_sub(1)
            .filter(|last| *last >= 0)?;
        values.get(usize::try_from(self.between(0, last)).unwrap_or(0))
    }

    /// One of some words; empty of an empty list.
    pub fn word(&mut self, values: &[String]) -> String {
        self.pick(values).cloned().unwrap_or_default()
    }

    /// An id of version 7 for a row made at a moment.
    pub fn id(&mut self, at: Timestamp) -> Uuid {
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        let millis = u64::try_from(at.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    /// A working-hours moment some days before the present.
    pub fn days_ago(&mut self, days: i64) -> Timestamp {
        let hour = self.between(8, 17);
        let rest = self.between(0, 3599);
        self.now
            .plus_seconds(-days * DAY + hour * 3600 + rest - DAY)
    }

    /// A moment between both numbers of days after another, in working hours.
    pub fn days_after(&mut self, from: Timestamp, low: i64, high: i64) -> Timestamp {
        let days = self.between(low, high);
        let seconds = self.between(600, 28_000);
        from.plus_seconds(days * DAY + seconds)
    }

    /// A sum in cents between two numbers of euros, small ones more often, rounded as people round.
    pub fn sum(&mut self, low: i64, high: i64) -> i64 {
        let part = self.random.f64();
        let spread = high.saturating_sub(low);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "sums are far below 2^52"
        )]
        let euros = low + (spread as f64 * part * part) as i64;
        let step = if euros > 100_000 { 5_000 } else { 500 };
        euros / step * step * 100
    }
}

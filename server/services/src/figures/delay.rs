//! Delays: gathered one by one, then told as a median and what nine out of ten did not exceed.

use super::Delay;
use crate::working_days::{Calendar, plus_working_days, working_days_since};
use domain::timestamp::Timestamp;

/// One thing that had to happen.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// When it began.
    pub from: i64,
    /// When it happened.
    pub until: Option<i64>,
    /// It may still happen.
    pub waits: bool,
}

/// Delays that are being gathered.
#[derive(Clone, Debug, Default)]
pub struct Delays {
    days: Vec<u32>,
    measured: i64,
    in_time: i64,
}

impl Delays {
    /// Adds a step that should have taken `promise` working days of its département's calendar at most. One that still has time says nothing yet,
    /// nor one that came to no end because the project went elsewhere.
    pub fn add(&mut self, step: Step, promise: u32, now: Timestamp, calendar: Calendar) {
        let from = Timestamp(step.from);
        let due = plus_working_days(from, promise, calendar);
        match step.until.map(Timestamp) {
            Some(until) => {
                self.measured += 1;
                self.in_time += i64::from(until <= due);
                self.days.push(working_days_since(from, until, calendar));
            }
            None if step.waits && due < now => self.measured += 1,
            None => {}
        }
    }

    /// Adds those of another.
    pub fn merge(&mut self, other: &Self) {
        self.days.extend(&other.days);
        self.measured += other.measured;
        self.in_time += other.in_time;
    }

    /// As it is told.
    pub fn told(&self) -> Delay {
        let mut days = self.days.clone();
        days.sort_unstable();
        Delay {
            measured: Some(self.measured),
            in_time: Some(self.in_time),
            median: rank(&days, 50),
            ninth: rank(&days, 90),
            ended: i64::try_from(days.len()).unwrap_or(i64::MAX),
        }
    }
}

/// The smallest value that `percent` of the values do not exceed (nearest rank); none of no values.
pub fn rank(sorted: &[u32], percent: usize) -> Option<u32> {
    let place = (sorted.len() * percent).div_ceil(100);
    sorted.get(place.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_ninth_tenth_are_values_that_were_measured() {
        let ten: Vec<u32> = (1..=10).collect();
        assert_eq!((rank(&ten, 50), rank(&ten, 90)), (Some(5), Some(9)));
        assert_eq!((rank(&[7], 50), rank(&[7], 90)), (Some(7), Some(7)));
        assert_eq!(rank(&[], 50), None);
    }

    #[test]
    fn what_still_has_time_or_went_elsewhere_is_not_measured() {
        // Monday 2 March 2026, 10:00 in Paris.
        let monday = 1_772_442_000_000;
        let day = 86_400_000;
        let mut delays = Delays::default();
        let mut add = |until: Option<i64>, waits, now| {
            let step = Step {
                from: monday,
                until: until.map(|days| monday + days * day),
                waits,
            };
            delays.add(step, 3, Timestamp(monday + now * day), Calendar::of("49"));
        };
        add(Some(1), false, 30);
        add(Some(8), false, 30);
        add(None, true, 2);
        add(None, false, 30);
        add(None, true, 30);
        let told = delays.told();
        assert_eq!((told.measured, told.in_time), (Some(3), Some(1)));
        assert_eq!((told.median, told.ninth), (Some(1), Some(6)));
    }
}

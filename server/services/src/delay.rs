//! What the State owes by a day: how long each delay is, and the reminders at half, all and half as much again of it.
//!
//! Nothing is owed while the ball is with the collectivité: a parked project has no due date, and one that comes back
//! starts a new delay.

mod remind;
mod told;

pub use remind::OFFICE_HOURS;
pub(crate) use told::{delay_of, is_for};

use crate::blocker::ANSWER_DAYS;
use crate::intake::{ACKNOWLEDGE_DAYS, FIRST_CONTACT_DAYS, PRIORITISE_DAYS};
use crate::priority::escalation::ESCALATION_DAYS;
use crate::working_days::{Calendar, minus_working_days, plus_working_days};
use domain::delay::{Delay, Mark};
use domain::timestamp::Timestamp;

/// How many working days a delay lasts.
pub const fn days(delay: Delay) -> u32 {
    match delay {
        Delay::Acknowledge => ACKNOWLEDGE_DAYS,
        Delay::Prioritise => PRIORITISE_DAYS,
        Delay::Sign => ESCALATION_DAYS,
        Delay::Assign | Delay::Contact => FIRST_CONTACT_DAYS,
        Delay::Blocked => ANSWER_DAYS,
    }
}

/// The end of the working day on which a mark of a delay is reached. Half a day counts as a whole one: nobody is
/// reminded too early.
pub fn reached_at(delay: Delay, due: Timestamp, mark: Mark, calendar: Calendar) -> Timestamp {
    let days = days(delay);
    match mark {
        Mark::Half => minus_working_days(due, days / 2, calendar),
        Mark::Full => due,
        Mark::Over => plus_working_days(due, days.div_ceil(2), calendar),
    }
}

/// The latest mark that a delay has passed.
pub fn mark_at(delay: Delay, due: Timestamp, now: Timestamp, calendar: Calendar) -> Option<Mark> {
    let passed = |mark: &Mark| reached_at(delay, due, *mark, calendar) < now;
    Mark::ALL.into_iter().rev().find(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_fall_where_the_product_document_says() {
        // Monday 2 March 2026, noon UTC: no holiday until Easter.
        let start = Timestamp(1_772_452_800_000);
        let anjou = Calendar::of("49");
        // Delay, days of it, then the working days after which half, all and half as much again have passed.
        for (delay, length, passed) in [
            (Delay::Acknowledge, 3, [2, 3, 5]),
            (Delay::Prioritise, 10, [5, 10, 15]),
            (Delay::Sign, 5, [3, 5, 8]),
            (Delay::Assign, 5, [3, 5, 8]),
            (Delay::Contact, 5, [3, 5, 8]),
            (Delay::Blocked, 10, [5, 10, 15]),
        ] {
            assert_eq!(days(delay), length, "{delay}");
            let due = plus_working_days(start, length, anjou);
            for (mark, after) in Mark::ALL.into_iter().zip(passed) {
                let wanted = plus_working_days(start, after, anjou);
                assert_eq!(
                    reached_at(delay, due, mark, anjou),
                    wanted,
                    "{delay} {mark:?}"
                );
                let just = wanted.plus_seconds(1);
                assert_eq!(mark_at(delay, due, just, anjou), Some(mark));
                assert!(mark_at(delay, due, wanted, anjou) < Some(mark));
            }
        }
    }
}

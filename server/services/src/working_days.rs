//! Working days: Monday to Friday but the public holidays of a département.
//!
//! Days begin and end at midnight of Europe/Paris, overseas too: it is the time that every page and mail shows.

mod calendar;

pub use calendar::Calendar;

use domain::timestamp::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The end (23:59:59, Paris) of the day that lies `days` working days of a calendar after `from`.
pub fn plus_working_days(from: Timestamp, days: u32, calendar: Calendar) -> Timestamp {
    walk(from, days, calendar, |day| day.tomorrow().unwrap_or(day))
}

/// The end (23:59:59, Paris) of the day that lies `days` working days of a calendar before `from`.
pub fn minus_working_days(from: Timestamp, days: u32, calendar: Calendar) -> Timestamp {
    walk(from, days, calendar, |day| day.yesterday().unwrap_or(day))
}

/// How many working days of a calendar have begun between a moment and a later one, the first day not counted; 0 when it
/// is not later.
pub fn working_days_since(from: Timestamp, now: Timestamp, calendar: Calendar) -> u32 {
    let zone = paris();
    let (mut day, today) = (day_of(from, &zone), day_of(now, &zone));
    let mut days = 0;
    while day < today {
        day = match day.tomorrow() {
            Ok(next) => next,
            Err(_) => break,
        };
        days += u32::from(calendar.is_working_day(day));
    }
    days
}

fn walk(from: Timestamp, days: u32, calendar: Calendar, next: fn(Date) -> Date) -> Timestamp {
    let zone = paris();
    let mut day = day_of(from, &zone);
    let mut left = days;
    while left > 0 {
        day = next(day);
        if calendar.is_working_day(day) {
            left -= 1;
        }
    }
    end_of(day, &zone).unwrap_or(from)
}

/// The day it is in Paris at a moment.
pub fn paris_day(at: Timestamp) -> time::Date {
    let day = day_of(at, &paris());
    let month = u8::try_from(day.month())
        .ok()
        .and_then(|month| time::Month::try_from(month).ok());
    let number = u8::try_from(day.day()).unwrap_or(1);
    month
        .and_then(|month| time::Date::from_calendar_date(i32::from(day.year()), month, number).ok())
        .unwrap_or_else(|| at.to_utc().date())
}

/// The hour it is in Paris at a moment, 0 to 23.
pub fn hour_in_paris(at: Timestamp) -> i8 {
    local(at, &paris()).hour()
}

/// The moment at which a day begins in Paris.
pub fn start_of_day(day: time::Date) -> Timestamp {
    let number = |n: u8| i8::try_from(n).unwrap_or(1);
    let civil = i16::try_from(day.year())
        .ok()
        .and_then(|year| Date::new(year, number(u8::from(day.month())), number(day.day())).ok());
    let start = civil.and_then(|day| paris().to_timestamp(day.at(0, 0, 0, 0)).ok());
    let utc = || Timestamp::from_datetime(day.midnight().assume_utc());
    start.map_or_else(utc, |start| Timestamp(start.as_millisecond()))
}

/// The civil day it is in Paris at a moment.
pub fn day_in_paris(at: Timestamp) -> Date {
    day_of(at, &paris())
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    local(at, zone).date()
}

fn local(at: Timestamp, zone: &TimeZone) -> jiff::civil::DateTime {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    zone.to_datetime(at)
}

fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let end = zone.to_timestamp(day.at(23, 59, 59, 0)).ok()?;
    Some(Timestamp(end.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn working_days_are_counted_as_the_delays_that_run() {
        let anjou = Calendar::of("49");
        for day in 0..400 {
            let from = Timestamp(1_767_225_600_000).plus_seconds(day * 86_400 + 40_000);
            for days in 0..12 {
                let due = plus_working_days(from, days, anjou);
                assert_eq!(working_days_since(from, due, anjou), days, "{day} {days}");
            }
        }
        let (late, early) = (Timestamp(1_778_659_200_000), Timestamp(0));
        assert_eq!(working_days_since(late, early, anjou), 0);
    }

    #[test]
    fn a_day_begins_at_midnight_in_paris() {
        for (day, month, start) in [
            (1, time::Month::January, "2026-01-01T00:00:00+01:00"),
            (14, time::Month::July, "2026-07-14T00:00:00+02:00"),
        ] {
            let day = time::Date::from_calendar_date(2026, month, day).ok();
            let start: Option<jiff::Timestamp> = start.parse().ok();
            assert!(start.is_some());
            assert_eq!(
                day.map(|day| start_of_day(day).0),
                start.map(|start| start.as_millisecond())
            );
        }
    }

    /// Ten in the morning of a day of 2026 in Paris, winter and summer alike within two hours.
    fn morning(month: i8, day: i8) -> Timestamp {
        let at = date(2026, month, day).at(9, 0, 0, 0);
        Timestamp(
            TimeZone::UTC
                .to_timestamp(at)
                .map_or(0, |at| at.as_millisecond()),
        )
    }

    #[test]
    fn delays_step_over_what_is_off_in_the_departement() {
        // Département, start, working days, day of the end.
        for (departement, from, days, end) in [
            // Ascension, 14 May.
            ("49", (5, 13), 3, (5, 19)),
            // Good Friday, 3 April, and Easter Monday.
            ("49", (4, 1), 3, (4, 7)),
            ("67", (4, 1), 3, (4, 8)),
            // Christmas is a Friday, Saint Stephen's day a Saturday.
            ("57", (12, 24), 1, (12, 28)),
            // The abolition: a Wednesday in Guadeloupe, a Thursday at Saint-Martin, a Monday in Mayotte.
            ("49", (5, 26), 3, (5, 29)),
            ("971", (5, 26), 3, (6, 1)),
            ("978", (5, 26), 3, (6, 1)),
            ("977", (5, 26), 3, (5, 29)),
            ("976", (4, 24), 3, (4, 30)),
            ("974", (4, 24), 3, (4, 29)),
            ("972", (5, 21), 10, (6, 8)),
            ("973", (6, 9), 5, (6, 17)),
            // From a Sunday, and no day at all.
            ("49", (3, 1), 5, (3, 6)),
            ("49", (3, 2), 0, (3, 2)),
        ] {
            let (calendar, (month, day)) = (Calendar::of(departement), end);
            let due = plus_working_days(morning(from.0, from.1), days, calendar);
            let name = format!("{departement}, {days} from {from:?}");
            assert_eq!(day_of(due, &paris()), date(2026, month, day), "{name}");
        }
    }

    #[test]
    fn lateness_is_counted_in_working_days() {
        let anjou = Calendar::of("49");
        for (now, days) in [
            ((3, 6), 0),
            ((3, 7), 0),
            ((3, 9), 1),
            ((3, 13), 5),
            ((4, 7), 21),
        ] {
            let late = working_days_since(morning(3, 6), morning(now.0, now.1), anjou);
            assert_eq!(late, days, "{now:?}");
        }
        assert_eq!(working_days_since(morning(3, 6), morning(3, 2), anjou), 0);
    }

    #[test]
    fn going_back_undoes_going_on() {
        for departement in ["49", "67", "971", "976"] {
            let calendar = Calendar::of(departement);
            for start in 0..400 {
                let from = Timestamp(1_767_225_600_000).plus_seconds(start * 86_400);
                let due = plus_working_days(from, 10, calendar);
                let half = minus_working_days(due, 5, calendar);
                assert_eq!(half, plus_working_days(from, 5, calendar), "{start}");
            }
        }
    }
}

//! Working days in France: Monday to Friday but the public holidays of the labour code (L3133-1),
//! counted in Europe/Paris.

use domain::timestamp::Timestamp;
use jiff::civil::{Date, Weekday, date};
use jiff::{ToSpan, tz::TimeZone};

/// The end (23:59:59, Paris) of the day that lies `days` working days after `from`.
pub fn plus_working_days(from: Timestamp, days: u32) -> Timestamp {
    let zone = paris();
    let mut day = day_of(from, &zone);
    let mut left = days;
    while left > 0 {
        day = next(day);
        if is_working_day(day) {
            left -= 1;
        }
    }
    end_of(day, &zone).unwrap_or(from)
}

/// How many working days lie behind the day of `from`, up to and with the day of `until`: 0 on the same day. What
/// ended before it began took no time; nothing is counted beyond ten years.
pub fn working_days_between(from: Timestamp, until: Timestamp) -> u32 {
    const LONGEST: u32 = 3_660;
    let zone = paris();
    let (mut day, last) = (day_of(from, &zone), day_of(until, &zone));
    let (mut steps, mut count) = (0, 0);
    while day < last && steps < LONGEST {
        day = next(day);
        steps += 1;
        count += u32::from(is_working_day(day));
    }
    count
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

/// Whether people are expected at work on this day in metropolitan France.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The eleven public holidays of the labour code, article L3133-1.
pub fn is_holiday(day: Date) -> bool {
    const FIXED: [(i8, i8); 8] = [
        (1, 1),
        (5, 1),
        (5, 8),
        (7, 14),
        (8, 15),
        (11, 1),
        (11, 11),
        (12, 25),
    ];
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    let easter = easter(day.year());
    // Easter Monday, Ascension, Whit Monday.
    [1, 39, 50].iter().any(|after| {
        easter
            .checked_add((*after).days())
            .is_ok_and(|holiday| holiday == day)
    })
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let month = i8::try_from(n / 31).unwrap_or(4);
    let day = i8::try_from(n % 31 + 1).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(date(1970, 1, 1))
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    zone.to_datetime(at).date()
}

fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let end = zone.to_timestamp(day.at(23, 59, 59, 0)).ok()?;
    Some(Timestamp(end.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_holidays_of_2026() {
        let days: Vec<String> = (0..365)
            .filter_map(|n| date(2026, 1, 1).checked_add(n.days()).ok())
            .filter(|day| is_holiday(*day))
            .map(|day| day.to_string())
            .collect();
        assert_eq!(
            days,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25",
            ]
        );
    }

    #[test]
    fn working_days_are_counted_as_the_delays_that_run() {
        for day in 0..400 {
            let from = Timestamp(1_767_225_600_000).plus_seconds(day * 86_400 + 40_000);
            for days in 0..12 {
                let due = plus_working_days(from, days);
                assert_eq!(working_days_between(from, due), days, "{day} {days}");
            }
        }
        let (late, early) = (Timestamp(1_778_659_200_000), Timestamp(0));
        assert_eq!(working_days_between(late, early), 0);
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

    #[test]
    fn three_working_days_step_over_a_long_weekend() {
        // Wednesday 13 May 2026, 10:00 in Paris; Thursday is Ascension.
        let from = Timestamp(1_778_659_200_000);
        let due = plus_working_days(from, 3);
        assert_eq!(day_of(due, &paris()), date(2026, 5, 19));
    }
}

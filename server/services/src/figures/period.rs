//! The time that figures are of.

use crate::working_days::{paris_day, start_of_day};
use domain::timestamp::Timestamp;
use time::{Date, Month};

/// Years back that may be chosen.
const YEARS: i32 = 3;
/// What stands in an address for [`Period::Rolling`].
const ROLLING: &str = "12-mois";

/// A period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// This month and the eleven before.
    Rolling,
    /// A calendar year.
    Year(i32),
}

impl Period {
    /// Reads what [`Period::code`] writes; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        if code == ROLLING {
            return Some(Self::Rolling);
        }
        let year = code.parse().ok().filter(|year| (2000..2100).contains(year));
        year.filter(|_| code.len() == 4).map(Self::Year)
    }

    /// For an address and the database.
    pub fn code(self) -> String {
        match self {
            Self::Rolling => ROLLING.to_owned(),
            Self::Year(year) => year.to_string(),
        }
    }

    /// The periods one may choose from: the last months, this year and those before it.
    pub fn offered(now: Timestamp) -> Vec<Self> {
        let year = paris_day(now).year();
        let years = (0..=YEARS).map(|back| Self::Year(year - back));
        std::iter::once(Self::Rolling).chain(years).collect()
    }

    /// The first day, in Paris.
    pub fn first(self, now: Timestamp) -> Date {
        let today = paris_day(now);
        let (year, month) = match self {
            Self::Year(year) => (year, Month::January),
            Self::Rolling if today.month() == Month::December => (today.year(), Month::January),
            Self::Rolling => (today.year() - 1, today.month().next()),
        };
        Date::from_calendar_date(year, month, 1).unwrap_or(today)
    }

    /// The last day, in Paris: today for a period that goes on.
    pub fn last(self, now: Timestamp) -> Date {
        let today = paris_day(now);
        match self {
            Self::Rolling => today,
            Self::Year(year) => Date::from_calendar_date(year, Month::December, 31)
                .map_or(today, |last| last.min(today.max(self.first(now)))),
        }
    }

    /// From which moment, until just before which one.
    pub fn span(self, now: Timestamp) -> (Timestamp, Timestamp) {
        let last = self.last(now);
        let before = last.next_day().unwrap_or(last);
        (start_of_day(self.first(now)), start_of_day(before))
    }

    /// The twelve months: year and month.
    pub fn months(self, now: Timestamp) -> Vec<(i32, Month)> {
        let first = self.first(now);
        let mut at = (first.year(), first.month());
        let mut months = Vec::with_capacity(12);
        for _ in 0..12 {
            months.push(at);
            let (year, month) = at;
            at = (year + i32::from(month == Month::December), month.next());
        }
        months
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    /// 27 November 2026, noon in Paris.
    const NOW: Timestamp = Timestamp(1_795_777_200_000);

    #[test]
    fn a_period_reads_back() {
        for period in Period::offered(NOW) {
            assert_eq!(Period::parse(&period.code()), Some(period));
        }
        for code in ["", "26", "+2026", "02026", "1999", "2100", "12-MOIS"] {
            assert_eq!(Period::parse(code), None, "{code}");
        }
    }

    #[test]
    fn the_last_twelve_months_end_today() {
        let day = |day: Date| domain::date::to_iso(day);
        assert_eq!(day(Period::Rolling.first(NOW)), "2025-12-01");
        assert_eq!(day(Period::Rolling.last(NOW)), "2026-11-27");
        assert_eq!(day(Period::Year(2025).last(NOW)), "2025-12-31");
        assert_eq!(day(Period::Year(2026).last(NOW)), "2026-11-27");
        let months = Period::Rolling.months(NOW);
        assert_eq!(months[0], (2025, Month::December));
        assert_eq!(months[11], (2026, Month::November));
        let (from, before) = Period::Year(2030).span(NOW);
        assert!(from < before, "a year to come is empty, not upside down");
    }
}

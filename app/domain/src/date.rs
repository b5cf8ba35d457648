//! Days of the calendar, as people type them.

use crate::form::Problem;
use time::{Date, Month};

/// Reads "01/09/2023", "1.9.2023", "1-9-23" (years 00 to 99 are of this century) and the ISO form
/// "2023-09-01".
///
/// Errors: [`Problem::Missing`] for nothing, [`Problem::NotADate`] for a day that does not exist or
/// a year outside 1900 to 2200.
pub fn parse(text: &str) -> Result<Date, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let parts: Vec<&str> = text
        .split(['/', '-', '.', ' '])
        .filter(|p| !p.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return Err(Problem::NotADate);
    };
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    build(day, month, year).ok_or(Problem::NotADate)
}

fn build(day: &str, month: &str, year: &str) -> Option<Date> {
    let number = |text: &str, longest: usize| -> Option<u16> {
        let sound =
            !text.is_empty() && text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| text.parse().ok()).flatten()
    };
    let mut year = i32::from(number(year, 4)?);
    if year < 100 {
        year += 2000;
    }
    let month = Month::try_from(u8::try_from(number(month, 2)?).ok()?).ok()?;
    let day = u8::try_from(number(day, 2)?).ok()?;
    let date = Date::from_calendar_date(year, month, day).ok()?;
    (1900..=2200).contains(&date.year()).then_some(date)
}

/// The ISO form that the database keeps: "2023-09-01".
pub fn to_iso(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_days_as_people_type_them() {
        for typed in [
            "01/09/2023",
            "1/9/2023",
            "1.9.23",
            "2023-09-01",
            " 01-09-2023 ",
        ] {
            assert_eq!(parse(typed).map(to_iso), Ok("2023-09-01".into()), "{typed}");
        }
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for typed in [
            "31/02/2023",
            "12/13/2023",
            "demain",
            "1/9",
            "01/09/20233",
            "１/９/2023",
        ] {
            assert_eq!(parse(typed), Err(Problem::NotADate), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn iso_reads_back(text in ".{0,20}") {
            if let Ok(date) = parse(&text) {
                prop_assert_eq!(parse(&to_iso(date)), Ok(date));
            }
        }
    }
}

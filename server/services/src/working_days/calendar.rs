//! Which days are off where: the holidays of the whole country and those of some départements.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// The working days of the State's offices in a département.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    own: Own,
}

/// What a département has beside the eleven holidays of the whole country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    Nothing,
    AlsaceMoselle,
    /// The day on which the abolition of slavery is commemorated: month and day.
    Abolition(i8, i8),
}

impl Calendar {
    /// The calendar of a département or overseas collectivity, by its code; that of the whole country for a code without
    /// days of its own.
    ///
    /// Alsace-Moselle: article L3134-13 of the labour code (Good Friday, 26 December). Overseas: articles L3422-2 of the
    /// labour code and L651-2 of the civil service code, with the dates of decree 83-1003; at Saint-Martin 28 May, as
    /// its préfecture has kept it since 2019. Good Friday is a custom in the Antilles, not a day off of the State.
    pub fn of(departement: &str) -> Self {
        let own = match departement {
            "57" | "67" | "68" => Own::AlsaceMoselle,
            "971" => Own::Abolition(5, 27),
            "972" => Own::Abolition(5, 22),
            "973" => Own::Abolition(6, 10),
            "974" => Own::Abolition(12, 20),
            "976" => Own::Abolition(4, 27),
            "977" => Own::Abolition(10, 9),
            "978" => Own::Abolition(5, 28),
            _ => Own::Nothing,
        };
        Self { own }
    }

    /// Whether people are expected at work on this day.
    pub fn is_working_day(self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(day)
    }

    /// Whether this day is a public holiday here.
    pub fn is_holiday(self, day: Date) -> bool {
        const GOOD_FRIDAY: i32 = -2;
        let on = (day.month(), day.day());
        national(day)
            || match self.own {
                Own::Nothing => false,
                Own::AlsaceMoselle => on == (12, 26) || from_easter(day, GOOD_FRIDAY),
                Own::Abolition(month, number) => on == (month, number),
            }
    }
}

/// The eleven public holidays of the labour code, article L3133-1.
fn national(day: Date) -> bool {
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
    // Easter Monday, Ascension, Whit Monday.
    const MOVING: [i32; 3] = [1, 39, 50];
    FIXED.contains(&(day.month(), day.day())) || MOVING.iter().any(|after| from_easter(day, *after))
}

fn from_easter(day: Date, days: i32) -> bool {
    easter(day.year())
        .checked_add(days.days())
        .is_ok_and(|holiday| holiday == day)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Holidays of the whole country, from the calendars that service-public.gouv.fr gives for these years.
    const COUNTRY: [(i16, [&str; 11]); 2] = [
        (
            2026,
            [
                "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01",
                "11-11", "12-25",
            ],
        ),
        (
            2027,
            [
                "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01",
                "11-11", "12-25",
            ],
        ),
    ];

    fn holidays(departement: &str, year: i16) -> Vec<String> {
        let calendar = Calendar::of(departement);
        let days = (0..366).filter_map(|n| date(year, 1, 1).checked_add(n.days()).ok());
        days.filter(|day| day.year() == year && calendar.is_holiday(*day))
            .map(|day| day.strftime("%m-%d").to_string())
            .collect()
    }

    #[test]
    fn each_departement_has_the_holidays_of_the_country_and_its_own() {
        // Own days: labour code L3134-13 for Alsace-Moselle, L3422-2 for overseas.
        const OWN: [(&str, [&[&str]; 2]); 16] = [
            ("49", [&[], &[]]),
            ("2A", [&[], &[]]),
            ("75", [&[], &[]]),
            ("88", [&[], &[]]),
            ("57", [&["04-03", "12-26"], &["03-26", "12-26"]]),
            ("67", [&["04-03", "12-26"], &["03-26", "12-26"]]),
            ("68", [&["04-03", "12-26"], &["03-26", "12-26"]]),
            ("971", [&["05-27"], &["05-27"]]),
            ("972", [&["05-22"], &["05-22"]]),
            ("973", [&["06-10"], &["06-10"]]),
            ("974", [&["12-20"], &["12-20"]]),
            ("975", [&[], &[]]),
            ("976", [&["04-27"], &["04-27"]]),
            ("977", [&["10-09"], &["10-09"]]),
            ("978", [&["05-28"], &["05-28"]]),
            ("988", [&[], &[]]),
        ];
        for (departement, own) in OWN {
            for ((year, country), own) in COUNTRY.iter().zip(own) {
                let mut wanted: Vec<String> = country
                    .iter()
                    .chain(own)
                    .map(|day| (*day).to_owned())
                    .collect();
                wanted.sort();
                assert_eq!(
                    holidays(departement, *year),
                    wanted,
                    "{departement} in {year}"
                );
            }
        }
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        // Dates of Easter, Bureau des longitudes.
        for (year, month, day) in [
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }
}

//! Days and moments in words, in the time of Paris.

use domain::timestamp::Timestamp;
use time::{Date, Month, OffsetDateTime, UtcOffset, Weekday};

/// "3 mars 2026".
pub fn day(date: Date) -> String {
    format!(
        "{} {} {}",
        ordinal(date.day()),
        month(date.month()),
        date.year()
    )
}

/// "mardi 3 mars".
pub fn weekday_day(date: Date) -> String {
    format!(
        "{} {} {}",
        weekday(date.weekday()),
        ordinal(date.day()),
        month(date.month())
    )
}

/// "mardi 3 mars 2026 à 14 h 32".
pub fn moment(at: Timestamp) -> String {
    let local = paris(at);
    format!(
        "{} {} à {}",
        weekday_day(local.date()),
        local.year(),
        hour(at)
    )
}

/// "14 h 32".
pub fn hour(at: Timestamp) -> String {
    let local = paris(at);
    format!("{}\u{a0}h\u{a0}{:02}", local.hour(), local.minute())
}

/// The day of a moment: "3 mars 2026".
pub fn moment_day(at: Timestamp) -> String {
    day(paris(at).date())
}

/// The day of a moment as a date to come: "mardi 3 mars", and its year when it is not the one of `now`.
pub fn due(at: Timestamp, now: Timestamp) -> String {
    let day = paris(at).date();
    if day.year() == paris(now).year() {
        weekday_day(day)
    } else {
        format!("{} {}", weekday_day(day), day.year())
    }
}

/// "il y a 3 jours", "à l'instant"; for moments to come, "dans 2 jours".
pub fn relative(at: Timestamp, now: Timestamp) -> String {
    let minutes = now.since(at) / 60_000;
    let (past, n) = (minutes >= 0, minutes.unsigned_abs());
    let words = match n {
        0 => return "à l'instant".to_owned(),
        1..=59 => format!("{n}\u{a0}min"),
        60..=1439 => format!("{}\u{a0}h", n / 60),
        1440..=2879 => "1\u{a0}jour".to_owned(),
        2880..=86_399 => format!("{}\u{a0}jours", n / 1440),
        _ => format!("{}\u{a0}mois", n / 43_200),
    };
    if past {
        format!("il y a {words}")
    } else {
        format!("dans {words}")
    }
}

/// The day a moment falls on in Paris: to group what happened day by day.
pub fn local_day(at: Timestamp) -> Date {
    paris(at).date()
}

/// "Aujourd'hui", "Hier", "mardi 3 mars 2026".
pub fn day_heading(day: Date, now: Timestamp) -> String {
    let today = paris(now).date();
    if day == today {
        "Aujourd'hui".to_owned()
    } else if Some(day) == today.previous_day() {
        "Hier".to_owned()
    } else {
        format!("{} {}", weekday_day(day), day.year())
    }
}

/// The machine's form, for the `datetime` attribute.
pub fn machine(at: Timestamp) -> String {
    let utc = at.to_utc();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        utc.year(),
        u8::from(utc.month()),
        utc.day(),
        utc.hour(),
        utc.minute(),
        utc.second()
    )
}

/// An ISO day of the database in words; the text itself when it is not one.
pub fn iso_day(text: &str) -> String {
    domain::date::parse(text).map_or_else(|_| text.to_owned(), day)
}

/// An ISO day as people type it: "03/03/2026".
pub fn typed(text: &str) -> String {
    domain::date::parse(text).map_or_else(
        |_| text.to_owned(),
        |date| {
            format!(
                "{:02}/{:02}/{:04}",
                date.day(),
                u8::from(date.month()),
                date.year()
            )
        },
    )
}

fn paris(at: Timestamp) -> OffsetDateTime {
    let utc = at.to_utc();
    let hours = if is_summer(utc) { 2 } else { 1 };
    utc.to_offset(UtcOffset::from_hms(hours, 0, 0).unwrap_or(UtcOffset::UTC))
}

/// Summer time of the European Union (directive 2000/84/EC): from the last Sunday of March to the last
/// of October, both at 01:00 UTC. Written here because the browser's side has no zone table.
fn is_summer(utc: OffsetDateTime) -> bool {
    let edge = |month: Month| {
        Date::from_calendar_date(utc.year(), month, 31)
            .map(|last| last.ordinal() - u16::from(last.weekday().number_days_from_sunday()))
            .unwrap_or(0)
    };
    let now = (utc.ordinal(), utc.hour());
    now >= (edge(Month::March), 1) && now < (edge(Month::October), 1)
}

fn ordinal(day: u8) -> String {
    if day == 1 {
        "1er".to_owned()
    } else {
        day.to_string()
    }
}

fn month(month: Month) -> &'static str {
    match month {
        Month::January => "janvier",
        Month::February => "février",
        Month::March => "mars",
        Month::April => "avril",
        Month::May => "mai",
        Month::June => "juin",
        Month::July => "juillet",
        Month::August => "août",
        Month::September => "septembre",
        Month::October => "octobre",
        Month::November => "novembre",
        Month::December => "décembre",
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_the_time_of_paris() {
        assert_eq!(
            moment(Timestamp(1_772_548_320_000)),
            "mardi 3 mars 2026 à 15\u{a0}h\u{a0}32"
        );
        // 2026-07-01T22:30:00Z is already the 2nd in Paris.
        assert_eq!(moment_day(Timestamp(1_782_945_000_000)), "2 juillet 2026");
    }

    #[test]
    fn a_day_of_another_year_says_which() {
        // 2026-12-31T22:59:59Z is still 2026 in Paris, a second later is not.
        let (before, after) = (Timestamp(1_798_757_999_000), Timestamp(1_798_758_000_000));
        assert_eq!(due(before, before), "jeudi 31 décembre");
        assert_eq!(due(after, before), "vendredi 1er janvier 2027");
        assert_eq!(due(before, after), "jeudi 31 décembre 2026");
        assert_eq!(due(after, after), "vendredi 1er janvier");
    }

    #[test]
    fn turns_to_summer_at_one_utc() {
        // 2026-03-29T00:59:59Z and 01:00:00Z.
        assert_eq!(hour(Timestamp(1_774_745_999_000)), "1\u{a0}h\u{a0}59");
        assert_eq!(hour(Timestamp(1_774_746_000_000)), "3\u{a0}h\u{a0}00");
    }

    #[test]
    fn tells_how_long_ago() {
        let now = Timestamp(10_000_000_000);
        assert_eq!(relative(now, now), "à l'instant");
        assert_eq!(
            relative(now.plus_seconds(-3 * 86_400), now),
            "il y a 3\u{a0}jours"
        );
        assert_eq!(relative(now.plus_seconds(2 * 3_600), now), "dans 2\u{a0}h");
    }
}

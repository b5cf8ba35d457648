//! Single cells: sums, days, words of a phase or theme.

use domain::date;
use domain::project::{Phase, PhaseStatus};
use domain::territory::fold;
use time::{Date, Duration, Month};

/// The day that a spreadsheet counts from the end of 1899 (its own way of keeping dates), between 1954 and 2119.
pub fn serial(number: f64) -> Option<Date> {
    if !(20_000.0..80_000.0).contains(&number) {
        return None;
    }
    let start = Date::from_calendar_date(1899, Month::December, 30).ok()?;
    #[allow(clippy::cast_possible_truncation, reason = "between 20,000 and 80,000")]
    start.checked_add(Duration::days(number as i64))
}

/// A day, and whether it was a spreadsheet's number. A time behind the day is dropped.
pub fn day(text: &str) -> Option<(Date, bool)> {
    let text = text.trim();
    let day = match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    };
    if let Ok(date) = date::parse(day) {
        return Some((date, false));
    }
    let number: f64 = day.replace(',', ".").parse().ok()?;
    serial(number).map(|date| (date, true))
}

/// A year between 1990 and 2100, alone or at the start of a date.
pub fn year(text: &str) -> Option<i64> {
    let year: i64 = text.trim().parse().ok()?;
    (1990..=2100).contains(&year).then_some(year)
}

/// How far the project is, and how that goes, from the words of a list.
pub fn phase(text: &str) -> (Option<Phase>, Option<PhaseStatus>) {
    let folded = fold(text);
    let has = |stems: &[&str]| {
        folded
            .split(' ')
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let status = if has(&["termin", "achev", "livr", "sold", "realise", "fini"]) {
        Some(PhaseStatus::Termine)
    } else if has(&["abandon", "annul"]) {
        Some(PhaseStatus::Abandonne)
    } else if has(&["bloqu"]) {
        Some(PhaseStatus::Bloque)
    } else if has(&["pause", "suspen", "attente", "report"]) {
        Some(PhaseStatus::EnPause)
    } else if has(&["retard"]) {
        Some(PhaseStatus::EnRetard)
    } else if has(&["cours", "demarr", "engag", "lanc"]) {
        Some(PhaseStatus::EnCours)
    } else {
        None
    };
    let phase = if has(&[
        "etude",
        "conception",
        "faisab",
        "diagnostic",
        "aps",
        "apd",
        "avp",
        "programm",
    ]) {
        Some(Phase::Etude)
    } else if has(&[
        "travaux",
        "chantier",
        "realis",
        "execution",
        "operation",
        "termin",
        "achev",
        "livr",
        "sold",
    ]) {
        Some(Phase::Operation)
    } else if has(&["idee", "intention", "emerg", "reflexion", "ebauche"]) {
        Some(Phase::Idee)
    } else {
        None
    };
    (phase, status)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn days() {
        for (text, wanted) in [
            ("01/09/2023", Some(("2023-09-01", false))),
            ("45170", Some(("2023-09-01", true))),
            ("45170,75", Some(("2023-09-01", true))),
            ("2023-09-01 00:00:00", Some(("2023-09-01", false))),
            ("2023-09-01T10:00:00", Some(("2023-09-01", false))),
            ("1 9 2023", Some(("2023-09-01", false))),
            ("2023", None),
            ("12", None),
            ("été 2024", None),
        ] {
            let found = day(text).map(|(date, serial)| (date::to_iso(date), serial));
            assert_eq!(
                found,
                wanted.map(|(iso, serial)| (iso.to_owned(), serial)),
                "{text}"
            );
        }
    }

    #[test]
    fn phases() {
        assert_eq!(
            phase("Etudes en cours"),
            (Some(Phase::Etude), Some(PhaseStatus::EnCours))
        );
        assert_eq!(
            phase("TERMINÉ"),
            (Some(Phase::Operation), Some(PhaseStatus::Termine))
        );
        assert_eq!(phase("abandonné"), (None, Some(PhaseStatus::Abandonne)));
        assert_eq!(phase("réflexion"), (Some(Phase::Idee), None));
        assert_eq!(phase("42"), (None, None));
    }
}

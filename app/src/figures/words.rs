//! The definition of each figure, and how values are written.

use crate::i18n::numbers;
use crate::i18n::{dates, labels::Label};
use domain::timestamp::Timestamp;
use services::figures::period::Period;
use services::figures::{Count, Delay, PlaceKind};
use services::public::SMALLEST_SHOWN;
use time::{Date, Month};

/// What each figure counts. The first words are the figure's name on the page.
pub const DEFINITIONS: [(&str, &str); 9] = [
    (
        "Dépôts",
        "projets déposés pendant la période. Les brouillons ne comptent pas.",
    ),
    (
        "Première réponse",
        "du dépôt à la prise en charge ou à la réorientation du projet. L'État s'est engagé à 3 jours ouvrés. Les projets repris d'un fichier n'ont pas de délai.",
    ),
    (
        "Priorité",
        "de la prise en charge à la décision signée des deux sièges. L'État s'est engagé à 10 jours ouvrés.",
    ),
    (
        "Premier contact",
        "de la première désignation de la personne qui suit le projet à son premier message. L'État s'est engagé à 5 jours ouvrés.",
    ),
    (
        "Médiane et 9 sur 10",
        "la moitié des projets ont attendu moins que la médiane, neuf sur dix n'ont pas attendu plus que la seconde valeur. Seuls comptent les projets qui ont eu leur réponse.",
    ),
    (
        "Part dans les temps",
        "parmi les projets qui ont eu leur réponse ou dont le délai est passé, ceux qui l'ont eue dans le délai. Ceux dont le délai court encore ne comptent pas.",
    ),
    (
        "Menés à terme",
        "projets clos pendant la période, sauf ceux qui ont été abandonnés.",
    ),
    (
        "Blocages",
        "blocages signalés pendant la période ; temps pour les lever en jours du calendrier, du signalement à la levée.",
    ),
    (
        "Recommandations suivies",
        "recommandations faites pendant la période, il y a 5 jours ouvrés au moins, que la collectivité a retenues ou suivies dans les 3 et dans les 5 jours ouvrés.",
    ),
];

/// What is said of small numbers, in public.
pub fn hidden_note() -> String {
    format!(
        "Un nombre inférieur à {SMALLEST_SHOWN} est masqué, et avec lui d'autres nombres qui permettraient de le retrouver par soustraction."
    )
}

/// What stands in the place of a number that is kept back.
pub const HIDDEN: &str = "masqué";
/// What stands in the place of a median that no value, or too few, could give.
pub const TOO_FEW: &str = "trop peu de cas";
const NONE: &str = "sans objet";

/// A count.
pub fn count(count: Count) -> String {
    count.map_or_else(|| HIDDEN.to_owned(), numbers::whole)
}

/// "87 %".
pub fn share(part: Count, whole: Count) -> String {
    match (part, whole) {
        (_, Some(0)) => NONE.to_owned(),
        (Some(part), Some(whole)) => format!("{}\u{a0}%", percent(part, whole)),
        _ => HIDDEN.to_owned(),
    }
}

/// A whole number of percents, rounded.
pub const fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 {
        0
    } else {
        (part * 100 + whole / 2) / whole
    }
}

/// The share answered in time.
pub fn in_time(delay: &Delay) -> String {
    share(delay.in_time, delay.measured)
}

/// A number of days, `of` which counts that many cases.
pub fn days(days: Option<u32>, of: Count) -> String {
    match (days, of) {
        (Some(days), _) => numbers::counted(i64::from(days), "jour", "jours"),
        (None, Some(0)) => NONE.to_owned(),
        (None, Some(_)) => TOO_FEW.to_owned(),
        (None, None) => HIDDEN.to_owned(),
    }
}

/// "12 derniers mois", "2026".
pub fn period(period: Period) -> String {
    match period {
        Period::Rolling => "12 derniers mois".to_owned(),
        Period::Year(year) => year.to_string(),
    }
}

/// "du 1er janvier 2026 au 27 novembre 2026".
pub fn from_to(first: Date, last: Date) -> String {
    format!("du {} au {}", dates::day(first), dates::day(last))
}

/// When figures were counted, and of what time.
pub fn counted(at: Timestamp, period: Period, now: Timestamp) -> String {
    format!(
        "Période {}. Chiffres comptés le {}.",
        from_to(period.first(now), period.last(now)),
        dates::moment(at)
    )
}

const MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

/// "janv.".
pub fn month(month: Month) -> &'static str {
    let place = usize::from(u8::from(month)).saturating_sub(1);
    MONTHS.get(place).copied().unwrap_or_default()
}

impl Label for PlaceKind {
    fn label(self) -> &'static str {
        match self {
            Self::Region => "Région",
            Self::Departement => "Département",
            Self::Arrondissement => "Arrondissement",
            Self::Epci => "Intercommunalité",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_never_of_nothing() {
        assert_eq!(share(Some(2), Some(3)), "67\u{a0}%");
        assert_eq!(share(Some(0), Some(0)), NONE);
        assert_eq!(share(None, Some(9)), HIDDEN);
        assert_eq!(days(None, Some(0)), NONE);
        assert_eq!(days(None, None), HIDDEN);
        assert_eq!(days(None, Some(3)), TOO_FEW);
        assert_eq!(days(Some(2), Some(9)), "2\u{a0}jours");
    }
}

//! Single cells: sums, days, words of a phase or theme.

use domain::date;
use domain::project::{Phase, PhaseStatus};
use domain::territory::fold;
use domain::theme::Theme;
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

/// Stems of our themes, the more telling ones first: a school's courtyard is about the school.
const THEMES: &[(Theme, &[&str])] = &[
    (
        Theme::Cemeteries,
        &["cimetiere", "funeraire", "columbarium"],
    ),
    (
        Theme::Water,
        &[
            "eau",
            "eaux",
            "assainissement",
            "hydraulique",
            "adduction",
            "epuration",
            "pluvial",
        ],
    ),
    (
        Theme::Risks,
        &["risque", "inondation", "submersion", "digue", "pcs"],
    ),
    (
        Theme::Waste,
        &[
            "dechet",
            "dechetterie",
            "dechets",
            "recyclage",
            "recyclerie",
            "compost",
        ],
    ),
    (
        Theme::School,
        &[
            "ecole",
            "scolaire",
            "periscolaire",
            "creche",
            "enfance",
            "jeunesse",
            "cantine",
            "education",
            "college",
        ],
    ),
    (
        Theme::Health,
        &[
            "sante",
            "medical",
            "medecin",
            "ehpad",
            "autonomie",
            "pharmacie",
            "hopital",
        ],
    ),
    (
        Theme::Heritage,
        &[
            "patrimoine",
            "eglise",
            "chapelle",
            "chateau",
            "monument",
            "musee",
            "clocher",
        ],
    ),
    (
        Theme::Sports,
        &[
            "sport", "sportif", "sportive", "gymnase", "stade", "piscine", "terrain", "city",
            "dojo",
        ],
    ),
    (
        Theme::Culture,
        &[
            "culture",
            "culturel",
            "culturelle",
            "mediatheque",
            "bibliotheque",
            "theatre",
            "cinema",
        ],
    ),
    (
        Theme::Brownfields,
        &["friche", "foncier", "fonciere", "depollution"],
    ),
    (
        Theme::Energy,
        &[
            "energie",
            "energetique",
            "energetiques",
            "photovoltaique",
            "chaufferie",
            "chaleur",
            "isolation",
            "solaire",
            "led",
        ],
    ),
    (
        Theme::Housing,
        &["logement", "habitat", "opah", "lotissement"],
    ),
    (
        Theme::Mobility,
        &[
            "mobilite",
            "mobilites",
            "velo",
            "cyclable",
            "transport",
            "gare",
            "covoiturage",
        ],
    ),
    (
        Theme::Roads,
        &[
            "voirie", "route", "rue", "chemin", "pont", "trottoir", "chaussee",
        ],
    ),
    (
        Theme::Security,
        &[
            "securite",
            "videoprotection",
            "police",
            "secours",
            "incendie",
            "defense",
        ],
    ),
    (
        Theme::Digital,
        &["numerique", "informatique", "fibre", "internet"],
    ),
    (
        Theme::Shops,
        &["commerce", "epicerie", "boulangerie", "halle", "marche"],
    ),
    (
        Theme::Tourism,
        &["tourisme", "touristique", "camping", "randonnee"],
    ),
    (
        Theme::Agriculture,
        &[
            "agriculture",
            "agricole",
            "alimentation",
            "alimentaire",
            "maraichage",
        ],
    ),
    (
        Theme::Economy,
        &[
            "economie",
            "economique",
            "emploi",
            "entreprise",
            "artisanat",
        ],
    ),
    (
        Theme::Nature,
        &[
            "biodiversite",
            "environnement",
            "foret",
            "haie",
            "zone humide",
            "renaturation",
            "vegetalisation",
        ],
    ),
    (
        Theme::Solidarity,
        &["solidarite", "social", "sociale", "cohesion"],
    ),
    (
        Theme::PublicServices,
        &["services", "service", "accueil", "france services"],
    ),
    (
        Theme::PublicSpace,
        &[
            "place",
            "bourg",
            "espace",
            "espaces",
            "parc",
            "jardin",
            "amenagement",
            "centre",
        ],
    ),
    (
        Theme::PublicBuildings,
        &[
            "mairie",
            "batiment",
            "batiments",
            "salle",
            "foyer",
            "accessibilite",
            "toiture",
        ],
    ),
];

/// Our theme behind some words: its code, or the first of [`THEMES`] that speaks of it.
pub fn theme(text: &str) -> Option<Theme> {
    if let Some(theme) = Theme::parse(text.trim()) {
        return Some(theme);
    }
    let folded = fold(text);
    let spaced = format!(" {folded} ");
    let says = |stem: &&str| {
        spaced.contains(&format!(" {stem} "))
            || spaced.contains(&format!(" {stem}s "))
            || spaced.contains(&format!(" {stem}x "))
    };
    THEMES
        .iter()
        .find(|(_, stems)| stems.iter().any(&says))
        .map(|(theme, _)| *theme)
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

    #[test]
    fn themes() {
        assert_eq!(theme("mobilites"), Some(Theme::Mobility));
        assert_eq!(
            theme("RENOVATION ENERGETIQUE DE L'ECOLE"),
            Some(Theme::School)
        );
        assert_eq!(theme("Eau potable"), Some(Theme::Water));
        assert_eq!(
            theme("Réfection de la toiture"),
            Some(Theme::PublicBuildings)
        );
        assert_eq!(theme("divers"), None);
    }
}

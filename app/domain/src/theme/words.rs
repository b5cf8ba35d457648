//! The words of people for our themes.

use super::Theme;
use crate::territory::fold;

/// Stems of our themes, the more telling ones first: a school's courtyard is about the school.
const WORDS: &[(Theme, &[&str])] = &[
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

/// Our theme behind some words: its code, or the first that speaks of it.
pub fn of_words(text: &str) -> Option<Theme> {
    if let Some(theme) = Theme::parse(text.trim()) {
        return Some(theme);
    }
    let spaced = format!(" {} ", fold(text));
    let says = |stem: &&str| {
        spaced.contains(&format!(" {stem} "))
            || spaced.contains(&format!(" {stem}s "))
            || spaced.contains(&format!(" {stem}x "))
    };
    WORDS
        .iter()
        .find(|(_, stems)| stems.iter().any(&says))
        .map(|(theme, _)| *theme)
}

/// Letters that a word must have before the beginning of one is looked for.
const SHORTEST: usize = 3;

/// The themes that some words may mean, the more telling first: a word may stop in its middle, or be the plural.
pub fn find(text: &str) -> Vec<Theme> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect();
    let meets = |stem: &&str| {
        words.iter().any(|word| {
            let one = word
                .strip_suffix(['s', 'x'])
                .filter(|one| one.chars().count() >= SHORTEST)
                .unwrap_or(word);
            stem.split(' ').any(|part| part.starts_with(one))
        })
    };
    WORDS
        .iter()
        .filter(|(_, stems)| stems.iter().any(&meets))
        .map(|(theme, _)| *theme)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_of_a_list() {
        assert_eq!(of_words("mobilites"), Some(Theme::Mobility));
        assert_eq!(
            of_words("RENOVATION ENERGETIQUE DE L'ECOLE"),
            Some(Theme::School)
        );
        assert_eq!(of_words("Eau potable"), Some(Theme::Water));
        assert_eq!(
            of_words("Réfection de la toiture"),
            Some(Theme::PublicBuildings)
        );
        assert_eq!(of_words("divers"), None);
    }

    #[test]
    fn what_people_type_finds_themes() {
        assert_eq!(find("piscines"), [Theme::Sports]);
        assert_eq!(find("médiath"), [Theme::Culture]);
        assert_eq!(find("Ma station d'épuration"), [Theme::Water]);
        assert!(find("rénover l'école").contains(&Theme::School));
        assert!(find("des, de la").is_empty());
        assert!(find("").is_empty());
    }

    #[test]
    fn every_theme_has_words() {
        for &theme in Theme::ALL {
            assert!(WORDS.iter().any(|(known, _)| *known == theme), "{theme}");
        }
    }
}

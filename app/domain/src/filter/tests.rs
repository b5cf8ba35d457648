#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use proptest::prelude::*;

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn several_values_are_kept_and_unknown_ones_passed_over() {
    let filter = Filter::read(&pairs(&[
        ("etat", "submitted"),
        ("etat", "acknowledged"),
        ("etat", "submitted"),
        ("etat", "draft"),
        ("etat", "rien"),
        ("etat", ""),
        ("priorite", "aucun"),
        ("priorite", "haute"),
        ("suivi", "personne"),
        ("suivi", "moi"),
        ("suivi", "' OR 1=1"),
        ("epci", "244900015"),
        ("epci", "'; DROP TABLE project"),
        ("cout_min", "1,2 M€"),
        ("cout_max", "beaucoup"),
        ("silence", "30"),
        ("retard", "oui"),
        ("inconnu", "x"),
    ]));
    assert_eq!(filter.states, [Intake::Submitted, Intake::Acknowledged]);
    assert_eq!(
        filter.priorities,
        [OrNone::None, OrNone::Is(Priority::Haute)]
    );
    assert_eq!(filter.followers, [Follower::Nobody, Follower::Me]);
    assert_eq!(filter.epcis.len(), 1);
    assert_eq!(filter.cost_from.value, Some(Cents(120_000_000)));
    assert!(filter.cost_to.is_unread());
    assert_eq!(filter.silent_days.value, Some(30));
    assert!(filter.late && !filter.unread);
}

#[test]
fn nothing_asked_is_nothing_written() {
    let listing = Listing::read(&pairs(&[("q", " "), ("etat", ""), ("tri", "rien")]));
    assert_eq!(listing, Listing::default());
    assert!(listing.pairs().is_empty());
    assert!(listing.filter.is_empty());
}

#[test]
fn columns_stand_where_somebody_put_them() {
    let listing = Listing::read(&pairs(&[
        ("colonne", "cout"),
        ("colonne", "etat"),
        ("colonne", "cout"),
    ]));
    assert_eq!(listing.shown(), [Column::Cost, Column::State]);
    let moved = listing.with_column_moved(Column::State, false).unwrap();
    assert_eq!(moved.shown(), [Column::State, Column::Cost]);
    assert_eq!(Listing::read(&moved.pairs()), moved);
    let nowhere = [
        (Column::Cost, false),
        (Column::State, true),
        (Column::Phase, true),
    ];
    for (column, to_the_right) in nowhere {
        assert_eq!(listing.with_column_moved(column, to_the_right), None);
    }
    let usual = Listing::default();
    let other = usual.with_column_moved(Column::Theme, false).unwrap();
    assert_eq!(other.shown().first(), Some(&Column::Theme));
    let back = other.with_column_moved(Column::Theme, true);
    assert_eq!(back, Some(usual), "the usual ones are not written");
}

#[test]
fn a_list_of_values_is_bounded() {
    let many: Vec<(String, String)> = (0..500)
        .map(|n| ("commune".to_owned(), format!("{n:05}")))
        .collect();
    assert_eq!(Filter::read(&many).communes.len(), VALUES_MAX);
}

const NAMES: &[&str] = &[
    "q",
    "etat",
    "phase",
    "avancement",
    "theme",
    "priorite",
    "suivi",
    "tour",
    "attente",
    "contrat",
    "programme",
    "epci",
    "arrondissement",
    "commune",
    "cout_min",
    "cout_max",
    "depose_du",
    "depose_au",
    "blocage",
    "bloque_depuis",
    "silence",
    "etiquette",
    "retard",
    "nonlu",
    "departement",
    "tri",
    "colonne",
    "densite",
    "apres",
];
const VALUES: &[&str] = &[
    "submitted",
    "haute",
    "aucun",
    "tous",
    "moi",
    "personne",
    "eau",
    "etude",
    "en_cours",
    "ddt",
    "cotation",
    "pvd",
    "funding",
    "244900015",
    "crte-49",
    "1 M€",
    "01/09/2026",
    "30",
    "oui",
    "-cout",
    "cout",
    "aeree",
    "0198c0de-0000-7000-8000-000000000001",
    "0198c0de-0000-7000-8000-000000000001_12",
];

proptest! {
    #[test]
    fn what_is_written_reads_back(
        asked in prop::collection::vec((prop::sample::select(NAMES), prop_oneof![
            prop::sample::select(VALUES).prop_map(str::to_owned),
            ".{0,60}",
        ]), 0..40)
    ) {
        let asked: Vec<(String, String)> =
            asked.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let listing = Listing::read(&asked);
        let again = Listing::read(&listing.pairs());
        prop_assert_eq!(&again, &Listing { after: None, ..listing.clone() });
        if let Some(position) = &listing.after {
            prop_assert_eq!(Position::parse(&position.code()), Some(position.clone()));
        }
    }
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::territory::samples::{CA_BOURG, CC_GEX, code, commune, former, france, parts, siren_of};

#[test]
fn a_year_compared_with_itself_has_nothing_to_say() {
    assert_eq!(compare(&france(), &france()), Comparison::default());
}

#[test]
fn communes_merge_and_projects_follow() {
    // Gex and Bourg-en-Bresse become one, under Bourg's code; Château-Chinon gets another code and keeps its SIREN;
    // Conques-en-Rouergue is gone and nothing says where.
    let new = parts(
        vec![
            commune("01053", "Bourg-et-Gex", Some(CC_GEX)),
            commune("01025", "Bâgé-Dommartin", Some(CA_BOURG)),
            crate::territory::Commune {
                siren: Some(siren_of("58062")),
                ..commune("58999", "Château-Chinon", None)
            },
        ],
        vec![former("01173", Some("Gex"), FormerKind::Deleguee, "01053")],
    );
    let new = Dataset::build(new).unwrap();
    let expected = [("01173", "01053"), ("58062", "58999")].map(|(from, to)| Move {
        from: code(from),
        to: code(to),
    });
    assert_eq!(moves(&france(), &new), expected);
    let comparison = compare(&france(), &new);
    assert_eq!(comparison.lost, [code("12218")]);
    assert_eq!(comparison.renamed, [code("01053")]);
    assert_eq!(comparison.transferred, [code("01053")]);
    assert_eq!(comparison.created, [(code("58999"), None)]);
}

#[test]
fn a_commune_restored_says_what_it_was_a_part_of() {
    let communes = vec![
        commune("01025", "Bâgé-la-Ville", Some(CA_BOURG)),
        commune("01144", "Dommartin", Some(CA_BOURG)),
        commune("01053", "Bourg-en-Bresse", Some(CA_BOURG)),
        commune("01173", "Gex", Some(CC_GEX)),
        commune("58062", "Château-Chinon (Ville)", None),
        commune("12218", "Conques-en-Rouergue", None),
    ];
    let comparison = compare(
        &france(),
        &Dataset::build(parts(communes, Vec::new())).unwrap(),
    );
    assert_eq!(comparison.created, [(code("01144"), Some(code("01025")))]);
    assert!(comparison.moves.is_empty() && comparison.lost.is_empty());
}

#[test]
fn groups_come_and_go() {
    let mut fewer = parts(
        vec![commune("01053", "Bourg-en-Bresse", Some(CA_BOURG))],
        Vec::new(),
    );
    fewer.epci.retain(|e| e.siren.as_str() == CA_BOURG);
    let fewer = Dataset::build(fewer).unwrap();
    let gone = compare(&france(), &fewer).epci_gone;
    assert_eq!(gone.iter().map(Siren::as_str).collect::<Vec<_>>(), [CC_GEX]);
    assert_eq!(compare(&fewer, &france()).epci_created, gone);
}

#[test]
fn history_is_never_forgotten() {
    let new = Dataset::build(parts(
        vec![
            commune("01053", "Bourg-et-Gex", Some(CC_GEX)),
            commune("12218", "Conques-en-Rouergue", None),
        ],
        vec![
            former("01173", None, FormerKind::Merged, "01053"),
            former(
                "01025",
                Some("Bâgé-Dommartin"),
                FormerKind::Deleguee,
                "01053",
            ),
        ],
    ));
    let both = with_history(new.unwrap(), &france()).unwrap();
    let resolved = |text| both.resolve(code(text)).map(|c| c.code.to_string());
    // A name that only the old year knew.
    assert_eq!(both.former(code("01173"))[0].name.as_deref(), Some("Gex"));
    // A part of a part.
    assert_eq!(resolved("01144").as_deref(), Some("01053"));
    assert_eq!(
        both.former(code("01144"))[0].name.as_deref(),
        Some("Dommartin")
    );
    assert_eq!(resolved("12076").as_deref(), Some("12218"));
    assert_eq!(resolved("58062"), None);
}

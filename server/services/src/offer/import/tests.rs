#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use domain::blocker::BlockerKind;
use domain::project::OfferFamily;
use domain::theme::Theme;

const HEADER: &str = "code;family;title;summary;provider;link;themes;blockers;bearers;phases;territories;programmes;max_population;checked_on\n";

#[test]
fn the_shipped_catalogue_is_read_whole() {
    let read = read_file(SHIPPED);
    assert!(read.report.refused.is_empty(), "{:?}", read.report.refused);
    assert!(read.offers.len() >= 60, "{} offers", read.offers.len());
    for family in OfferFamily::ALL {
        assert!(
            read.offers.iter().any(|offer| offer.family == *family),
            "{family}"
        );
    }
    for offer in &read.offers {
        // The home page of the body in charge: deep links of others die.
        assert_eq!(offer.link.matches('/').count(), 3, "{}", offer.link);
        assert!(offer.summary.ends_with('.'), "{}", offer.code);
        assert!(
            !offer.summary.chars().any(|c| c == '€' || c == '%'),
            "no amount in {}",
            offer.code
        );
    }
}

#[test]
fn a_blocker_finds_each_family_whatever_the_theme() {
    let candidates: Vec<_> = read_file(SHIPPED)
        .offers
        .iter()
        .enumerate()
        .filter_map(|(n, offer)| {
            let id = OfferId(uuid::Uuid::from_u128(n as u128));
            crate::recommendation::rank::Candidate::of_row(&row(offer, id))
        })
        .collect();
    for &kind in BlockerKind::ALL {
        for &theme in Theme::ALL {
            let facts = crate::recommendation::rank::tests::commune(&[theme]);
            let ranked = crate::recommendation::rank::rank(&facts, Some(kind), &candidates);
            for family in OfferFamily::ALL {
                assert!(
                    ranked.iter().any(|scored| scored.family == *family),
                    "{kind} {theme} {family}"
                );
            }
        }
    }
}

#[test]
fn every_refusal_names_its_line_and_value() {
    let file = format!(
        "{HEADER}a;funding;A;a.;P;https://exemple.fr/;;;;;;;;2026-11-23\n\
         b;argent;B;b.;P;http://exemple.fr/;;;;;;;;2026-11-23\n\
         \n\
         a;funding;A;a.;P;https://exemple.fr/;;;;;;;;2026-11-23\n\
         c;funding;C\n"
    );
    let read = read_file(file.as_bytes());
    assert_eq!(read.offers.len(), 1);
    let refused: Vec<(u64, &str, &str)> = read
        .report
        .refused
        .iter()
        .map(|r| (r.line, r.column.as_str(), r.value.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (3, "family", "argent"),
            (3, "link", "http://exemple.fr/"),
            (5, "code", "a"),
            (6, "summary", ""),
            (6, "provider", ""),
            (6, "link", ""),
            (6, "checked_on", ""),
        ]
    );
}

#[test]
fn reads_commas_marks_and_old_encodings() {
    let comma = "\u{feff}code,checked_on,family,title,summary,provider,link,themes,blockers,bearers,phases,territories,programmes,max_population\n\
                 a,23/11/2026,funding,É,\"e, f.\",P,https://exemple.fr/,\"eau,voirie\",,,,,,3500\n";
    let offers = read_file(comma.as_bytes()).offers;
    assert_eq!(
        (offers[0].themes.len(), offers[0].max_population),
        (2, Some(3500))
    );
    let mut old = HEADER.as_bytes().to_vec();
    old.extend(b"a;funding;\xc9cole;e.;P;https://exemple.fr/;;;;;;;;2026-11-23\n");
    assert_eq!(read_file(&old).offers[0].title, "École");
}

#[test]
fn a_file_without_its_columns_is_refused_at_once() {
    let read = read_file(b"nom;lien\nx;y\n");
    assert!(read.offers.is_empty());
    assert_eq!(
        (
            read.report.refused[0].line,
            read.report.refused[0].value.as_str()
        ),
        (1, "code")
    );
    assert_eq!(read_file(b"").report.refused.len(), 1);
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use domain::offer::PlaceKind;
use proptest::prelude::*;

/// A commune of 800 inhabitants in Maine-et-Loire, at the idea.
pub(crate) fn commune(themes: &[Theme]) -> ProjectFacts {
    ProjectFacts {
        bearer: BearerKind::Commune,
        themes: themes.to_vec(),
        phase: Phase::Idee,
        population: Some(800),
        programmes: Vec::new(),
        contract: false,
        places: vec![place(PlaceKind::Departement, "49")],
    }
}

fn place(kind: PlaceKind, code: &str) -> Place {
    Place {
        kind,
        code: code.to_owned(),
    }
}

fn offer(code: &str, family: OfferFamily) -> Candidate {
    Candidate {
        offer: OfferId(uuid::Uuid::nil()),
        code: code.to_owned(),
        family,
        themes: Vec::new(),
        blockers: Vec::new(),
        bearers: vec![BearerKind::Commune],
        phases: Vec::new(),
        territories: Vec::new(),
        programmes: Vec::new(),
        max_population: None,
    }
}

fn funding(code: &str) -> Candidate {
    offer(code, OfferFamily::Funding)
}

fn codes(
    project: &ProjectFacts,
    blocker: Option<BlockerKind>,
    offers: &[Candidate],
) -> Vec<String> {
    rank(project, blocker, offers)
        .into_iter()
        .map(|scored| scored.code)
        .collect()
}

fn reasons(project: &ProjectFacts, blocker: Option<BlockerKind>, offer: Candidate) -> Vec<Reason> {
    rank(project, blocker, &[offer]).remove(0).reasons
}

#[test]
fn what_cannot_fit_is_left_out() {
    let project = commune(&[Theme::School]);
    let cases = [
        Candidate {
            bearers: vec![BearerKind::Region],
            ..funding("bearer")
        },
        Candidate {
            territories: vec![place(PlaceKind::Departement, "44")],
            ..funding("territory")
        },
        Candidate {
            themes: vec![Theme::Roads],
            ..funding("theme")
        },
        Candidate {
            programmes: vec![Programme::Pvd],
            ..funding("programme")
        },
        Candidate {
            programmes: vec![Programme::Crte, Programme::Acv],
            ..funding("contract")
        },
        Candidate {
            max_population: Some(500),
            ..funding("size")
        },
        Candidate {
            bearers: Vec::new(),
            ..funding("nothing to say")
        },
    ];
    assert_eq!(
        codes(&project, Some(BlockerKind::Funding), &cases),
        [] as [&str; 0]
    );
}

#[test]
fn the_blocker_weighs_more_than_the_theme_and_the_theme_more_than_the_rest() {
    let project = commune(&[Theme::School, Theme::Energy]);
    let blocker = Some(BlockerKind::Funding);
    let offers = [
        funding("z-general"),
        Candidate {
            themes: vec![Theme::Energy],
            ..funding("other-theme")
        },
        Candidate {
            themes: vec![Theme::School],
            ..funding("main-theme")
        },
        Candidate {
            blockers: vec![BlockerKind::Funding],
            ..funding("blocker")
        },
        Candidate {
            blockers: vec![BlockerKind::Funding],
            themes: vec![Theme::School],
            ..funding("both")
        },
        Candidate {
            blockers: vec![BlockerKind::Land],
            ..funding("another-blocker")
        },
        funding("a-general"),
    ];
    assert_eq!(
        codes(&project, blocker, &offers),
        [
            "both",
            "blocker",
            "main-theme",
            "other-theme",
            "a-general",
            "z-general",
            "another-blocker"
        ]
    );
}

#[test]
fn reasons_are_true_and_the_strongest_comes_first() {
    let mut project = commune(&[Theme::School]);
    project.programmes = vec![Programme::Va];
    project.contract = true;
    let rich = Candidate {
        blockers: vec![BlockerKind::Engineering],
        themes: vec![Theme::School],
        phases: vec![Phase::Idee],
        programmes: vec![Programme::Va, Programme::Crte],
        territories: vec![place(PlaceKind::Departement, "49")],
        max_population: Some(3500),
        ..funding("rich")
    };
    assert_eq!(
        reasons(&project, Some(BlockerKind::Engineering), rich.clone()),
        [
            Reason::Blocker(BlockerKind::Engineering),
            Reason::Theme(Theme::School),
            Reason::Programme(Programme::Va),
            Reason::SmallCommune(3500),
            Reason::Territory,
            Reason::Phase(Phase::Idee),
            Reason::Contract,
            Reason::Bearer(BearerKind::Commune),
        ]
    );
    project.population = None;
    let unknown = reasons(&project, None, rich);
    assert!(
        !unknown
            .iter()
            .any(|reason| matches!(reason, Reason::SmallCommune(_) | Reason::Blocker(_)))
    );
}

#[test]
fn a_contract_makes_an_offer_likelier_and_closes_none() {
    let mut project = commune(&[]);
    let offers = [
        Candidate {
            programmes: vec![Programme::Crte],
            ..funding("z")
        },
        funding("a"),
    ];
    assert_eq!(codes(&project, None, &offers), ["a", "z"]);
    project.contract = true;
    assert_eq!(codes(&project, None, &offers), ["z", "a"]);
}

#[test]
fn at_most_three_of_each_family() {
    let mut offers = Vec::new();
    for n in 0..5 {
        offers.push(funding(&format!("f{n}")));
        offers.push(offer(&format!("e{n}"), OfferFamily::Engineering));
    }
    let ranked = rank(&commune(&[]), None, &offers);
    let kept: Vec<String> = super::super::best_of_each_family(ranked)
        .into_iter()
        .map(|s| s.code)
        .collect();
    assert_eq!(kept, ["f0", "f1", "f2", "e0", "e1", "e2"]);
}

proptest! {
    #[test]
    fn every_reason_is_true(
        theme in 0_usize..25, bearer in 0_usize..5, phase in 0_usize..3, kind in 0_usize..9,
        population in proptest::option::of(1_i64..50_000), bound in proptest::option::of(1_i64..50_000),
        themes in proptest::collection::vec(0_usize..25, 0..3), member in any::<bool>(), contract in any::<bool>(),
    ) {
        let mut project = commune(&themes.iter().map(|n| Theme::ALL[*n]).collect::<Vec<_>>());
        project.population = population;
        project.contract = contract;
        if member { project.programmes.push(Programme::Pvd); }
        let candidate = Candidate {
            themes: vec![Theme::ALL[theme]],
            bearers: vec![BearerKind::Commune, BearerKind::ALL[bearer]],
            phases: vec![Phase::ALL[phase]],
            blockers: vec![BlockerKind::ALL[kind]],
            programmes: vec![Programme::Pvd, Programme::Crte],
            max_population: bound,
            ..funding("any")
        };
        for scored in rank(&project, Some(BlockerKind::Funding), &[candidate]) {
            for reason in scored.reasons {
                let is_true = match reason {
                    Reason::Blocker(found) => found == BlockerKind::Funding,
                    Reason::Theme(found) => project.themes.contains(&found),
                    Reason::Bearer(found) => found == project.bearer,
                    Reason::Phase(found) => found == project.phase,
                    Reason::SmallCommune(most) => population.is_some_and(|count| count <= most),
                    Reason::Programme(found) => project.programmes.contains(&found),
                    Reason::Contract => project.contract,
                    Reason::Territory => false,
                };
                prop_assert!(is_true);
            }
        }
    }
}

//! Which rule decides, and which never does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::form::Problem;
use proptest::prelude::*;
use uuid::Uuid;

/// A département of four communes: two in each arrondissement, one EPCI across both.
const COMMUNES: [(&str, &str, &str); 4] = [
    ("49001", "491", "200000172"),
    ("49002", "491", "200000263"),
    ("49003", "492", "200000263"),
    ("49004", "492", "200000354"),
];
/// What lies in no commune.
const ELSEWHERE: u32 = 4;

fn cells(ground: &Ground) -> std::collections::BTreeSet<u32> {
    let places = |at: usize| {
        let (commune, arrondissement, epci) = COMMUNES[at];
        match ground.kind {
            GroundKind::Departement => None,
            GroundKind::Commune => Some(commune),
            GroundKind::Arrondissement => Some(arrondissement),
            GroundKind::Epci => Some(epci),
        }
    };
    let mut cells: std::collections::BTreeSet<u32> = (0..4)
        .filter(|at| places(*at).is_none_or(|code| ground.codes.iter().any(|one| one == code)))
        .map(|at| at as u32)
        .collect();
    if ground.kind == GroundKind::Departement {
        cells.insert(ELSEWHERE);
    }
    cells
}

fn reached(rule: &Rule) -> Reached<'_> {
    Reached {
        cells: cells(&rule.draft.conditions.ground),
        conditions: &rule.draft.conditions,
    }
}

fn some_of<T: Clone + std::fmt::Debug + 'static>(
    values: &'static [T],
) -> impl Strategy<Value = Vec<T>> {
    proptest::sample::subsequence(values, 0..=values.len().min(3))
}

/// Few themes, so that rules meet.
const THEMES: &[Theme] = &[Theme::Water, Theme::School, Theme::Roads];

fn ground() -> impl Strategy<Value = Ground> {
    let place = |at: usize, kind: GroundKind| {
        let (commune, arrondissement, epci) = COMMUNES[at];
        match kind {
            GroundKind::Departement => None,
            GroundKind::Commune => Some(commune.to_owned()),
            GroundKind::Arrondissement => Some(arrondissement.to_owned()),
            GroundKind::Epci => Some(epci.to_owned()),
        }
    };
    (
        proptest::sample::select(GroundKind::ALL),
        proptest::collection::btree_set(0_usize..4, 1..4),
    )
        .prop_map(move |(kind, at)| Ground {
            kind,
            codes: at.into_iter().filter_map(|at| place(at, kind)).collect(),
        })
}

fn memberships() -> impl Strategy<Value = Vec<Membership>> {
    prop_oneof![
        Just(Vec::new()),
        some_of(Membership::PROGRAMMES)
            .prop_map(|list| list.into_iter().map(Membership::Programme).collect()),
        Just(vec![Membership::parse("crte-49-1").unwrap()]),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    (
        some_of(THEMES),
        ground(),
        memberships(),
        some_of(Phase::ALL),
        proptest::bool::weighted(0.8),
        any::<u128>(),
    )
        .prop_map(|(themes, ground, memberships, phases, enabled, id)| Rule {
            id: RuleId(Uuid::from_u128(id)),
            draft: RuleDraft {
                name: "Règle".to_owned(),
                conditions: Conditions {
                    themes,
                    ground,
                    memberships,
                    phases,
                },
                target: Target::Service("Habitat".to_owned()),
            },
            enabled,
        })
}

fn facts() -> impl Strategy<Value = Facts> {
    (
        proptest::option::of(proptest::sample::select(THEMES)),
        proptest::sample::select(Phase::ALL),
        proptest::collection::btree_set(0_usize..4, 0..3),
        some_of(Membership::PROGRAMMES),
        any::<bool>(),
    )
        .prop_map(|(theme, phase, at, programmes, contract)| Facts {
            theme,
            phase,
            places: at
                .into_iter()
                .flat_map(|at| {
                    let (commune, arrondissement, epci) = COMMUNES[at];
                    [
                        (GroundKind::Commune, commune.to_owned()),
                        (GroundKind::Arrondissement, arrondissement.to_owned()),
                        (GroundKind::Epci, epci.to_owned()),
                    ]
                })
                .collect(),
            programmes,
            contract: contract.then(|| ContractCode::parse("crte-49-1").unwrap()),
        })
}

proptest! {
    #[test]
    fn the_order_decides(rules in proptest::collection::vec(rule(), 0..6), facts in facts()) {
        let found = first_match(&rules, &facts);
        match rules.iter().position(|rule| rule.catches(&facts)) {
            None => prop_assert!(found.is_none()),
            Some(at) => {
                prop_assert_eq!(found, Some(&rules[at]));
                prop_assert!(rules[..at].iter().all(|rule| !rule.catches(&facts)));
                // Whatever stands behind changes nothing.
                prop_assert_eq!(first_match(&rules[..=at], &facts), found);
            }
        }
    }

    #[test]
    fn a_rule_without_conditions_catches_all(rule in rule(), facts in facts()) {
        let mut all = rule;
        all.enabled = true;
        all.draft.conditions = Conditions {
            themes: Vec::new(),
            ground: Ground::everywhere(),
            memberships: Vec::new(),
            phases: Vec::new(),
        };
        prop_assert!(all.catches(&facts));
    }

    #[test]
    fn each_part_left_empty_catches_no_less(rule in rule(), facts in facts(), part in 0..4) {
        let mut wider = rule.clone();
        let asked = &mut wider.draft.conditions;
        match part {
            0 => asked.themes.clear(),
            1 => asked.ground = Ground::everywhere(),
            2 => asked.memberships.clear(),
            _ => asked.phases.clear(),
        }
        prop_assert!(wider.catches(&facts) || !rule.catches(&facts));
    }

    #[test]
    fn a_rule_switched_off_never_catches(rule in rule(), facts in facts()) {
        let off = Rule { enabled: false, ..rule };
        prop_assert!(!off.catches(&facts));
        prop_assert_eq!(first_match([&off], &facts), None);
    }

    #[test]
    fn a_covered_rule_never_has_its_turn(
        before in proptest::collection::vec(rule(), 0..5), last in rule(), facts in facts(),
    ) {
        let before: Vec<Rule> = before.into_iter().map(|rule| Rule { enabled: true, ..rule }).collect();
        let earlier: Vec<Reached<'_>> = before.iter().map(reached).collect();
        let earlier: Vec<&Reached<'_>> = earlier.iter().collect();
        if covered(&reached(&last), &earlier) && last.catches(&facts) && facts.theme.is_some() {
            prop_assert!(first_match(&before, &facts).is_some());
        }
    }

    #[test]
    fn rules_that_catch_the_same_project_overlap(a in rule(), b in rule(), facts in facts()) {
        let both = a.catches(&facts) && b.catches(&facts);
        // A project that is part of two programmes, or lies in two communes, may be caught by rules that
        // have nothing in common: such a pair is not told of.
        let plain = facts.places.len() == 3
            && facts.programmes.len() + usize::from(facts.contract.is_some()) <= 1;
        if both && plain {
            prop_assert!(overlap(&reached(&a), &reached(&b)));
        }
    }

    #[test]
    fn any_text_is_a_rule_or_a_refusal(
        name in ".{0,130}", theme in "\\PC{0,12}|eau", ground in "\\PC{0,9}|commune|epci|arrondissement",
        codes in "\\PC{0,20}|4900[1-4](, 4900[1-4])?", target in "\\PC{0,12}|service:\\PC{0,9}",
    ) {
        let (themes, list) = ([theme], [codes.clone()]);
        let form = RuleForm {
            name: &name, themes: &themes, ground: &ground, arrondissements: &list, epcis: &list,
            communes: &codes, memberships: &[], phases: &[], target: &target,
        };
        if let Ok(read) = form.parse() {
            prop_assert!(read.name.chars().count() <= NAME_MAX as usize);
            let target = read.target.to_string();
            let again = RuleForm { name: &read.name, target: &target, ..form.clone() };
            prop_assert_eq!(again.parse(), Ok(read.clone()));
        }
    }
}

#[test]
fn a_form_says_all_that_is_wrong_at_once() {
    let wrong = ["ceci".to_owned()];
    let form = RuleForm {
        name: " ",
        themes: &wrong,
        ground: "commune",
        communes: "49001 Angers\nCholet",
        memberships: &["crte".to_owned()],
        phases: &wrong,
        target: "",
        ..RuleForm::default()
    };
    let refused: Vec<(String, Problem)> = form
        .parse()
        .unwrap_err()
        .into_iter()
        .map(|error| (error.field, error.problem))
        .collect();
    let expected = [
        ("nom", Problem::Missing),
        ("themes", Problem::NotAChoice),
        ("communes", Problem::UnknownCommune),
        ("programmes", Problem::NotAChoice),
        ("phases", Problem::NotAChoice),
        ("cible", Problem::Missing),
    ];
    assert_eq!(
        refused,
        expected.map(|(field, problem)| (field.to_owned(), problem))
    );
}

#[test]
fn only_territories_of_the_chosen_kind_are_read() {
    let form = RuleForm {
        name: "Eau",
        communes: "49002 Le Bourg; 49001,49002",
        epcis: &["?".to_owned()],
        target: "service:Service eau",
        ..RuleForm::default()
    };
    assert_eq!(
        form.parse().unwrap().conditions.ground,
        Ground::everywhere()
    );
    let of_communes = RuleForm {
        ground: "commune",
        ..form.clone()
    };
    let read = of_communes.parse().unwrap();
    assert_eq!(read.conditions.ground.codes, ["49001", "49002"]);
    assert_eq!(read.target, Target::Service("Service eau".to_owned()));
    let none = RuleForm {
        ground: "arrondissement",
        ..form
    };
    assert_eq!(none.parse().unwrap_err()[0].field, "arrondissements");
}

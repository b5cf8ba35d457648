#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use crate::figures::{Blocked, PlaceKind, Recommended};
use proptest::prelude::*;

fn delay_of(measured: i64, in_time: i64) -> Delay {
    Delay {
        measured: Some(measured),
        in_time: Some(in_time),
        median: Some(2),
        ninth: Some(4),
        ended: in_time,
    }
}

fn group_of(code: &str, deposits: i64, measured: i64, in_time: i64) -> Group {
    Group {
        code: code.to_owned(),
        deposits: Some(deposits),
        answers: delay_of(measured, in_time),
        completed: Some(0),
    }
}

/// An area whose themes hold so many deposits, measured and answered in time.
fn area(parent: Option<usize>, name: &str, themes: &[(i64, i64, i64)]) -> Area {
    let sum = |of: fn(&(i64, i64, i64)) -> i64| themes.iter().map(of).sum();
    let (deposits, measured, in_time) = (sum(|t| t.0), sum(|t| t.1), sum(|t| t.2));
    let code = ["eau", "sport", "voirie", "sante"];
    let themes = code.iter().zip(themes);
    Area {
        parent,
        name: name.to_owned(),
        figures: Figures {
            whole: group_of("", deposits, measured, in_time),
            months: vec![Some(deposits)],
            themes: themes.map(|(c, t)| group_of(c, t.0, t.1, t.2)).collect(),
            all_blockers: Blocked::default(),
            recommendations: Recommended::default(),
            ..Figures::default()
        },
    }
}

/// A nation of two départements.
fn nation(a: &[(i64, i64, i64)], b: &[(i64, i64, i64)]) -> Vec<Area> {
    let both: Vec<_> = a
        .iter()
        .zip(b)
        .map(|(a, b)| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
        .collect();
    let mut areas = vec![
        area(None, "", &both),
        area(Some(0), "departement/01", a),
        area(Some(0), "departement/02", b),
    ];
    let places = |at: usize| {
        let mut group = areas[at].figures.whole.clone();
        group.code = format!("0{at}");
        group
    };
    let places = vec![(PlaceKind::Departement, vec![places(1), places(2)])];
    areas[0].figures.places = places;
    areas
}

fn deposits(area: &Area) -> Vec<Count> {
    let themes = &area.figures.themes;
    themes.iter().map(|theme| theme.deposits).collect()
}

#[test]
fn a_small_number_takes_a_second_one_with_it() {
    let mut areas = [area(None, "", &[(3, 0, 0), (9, 0, 0), (40, 0, 0)])];
    hide(&mut areas);
    assert_eq!(deposits(&areas[0]), [None, None, Some(40)]);
    assert_eq!(areas[0].figures.whole.deposits, Some(52));
}

#[test]
fn two_that_are_one_each_take_a_third() {
    let mut areas = [area(
        None,
        "",
        &[(1, 0, 0), (1, 0, 0), (40, 0, 0), (90, 0, 0)],
    )];
    hide(&mut areas);
    assert_eq!(deposits(&areas[0]), [None, None, None, Some(90)]);
}

#[test]
fn a_departement_is_not_found_by_subtracting_its_neighbour() {
    let a = [(3, 0, 0), (20, 0, 0), (30, 0, 0)];
    let b = [(50, 0, 0), (60, 0, 0), (70, 0, 0)];
    let mut areas = nation(&a, &b);
    hide(&mut areas);
    assert_eq!(deposits(&areas[1])[0], None);
    let (whole, other) = (deposits(&areas[0])[0], deposits(&areas[2])[0]);
    assert!(whole.is_none() || other.is_none(), "53 - 50 is 3");
}

#[test]
fn one_late_answer_is_not_found_beside_those_in_time() {
    let mut areas = [area(None, "", &[(50, 50, 49), (60, 60, 30)])];
    hide(&mut areas);
    let theme = &areas[0].figures.themes[0];
    assert!(theme.answers.in_time.is_none() || theme.answers.measured.is_none());
}

#[test]
fn medians_of_few_are_hidden() {
    let mut areas = [area(None, "", &[(50, 50, 4), (60, 60, 30)])];
    hide(&mut areas);
    let themes = &areas[0].figures.themes;
    assert_eq!(themes[0].answers.median, None);
    assert_eq!(themes[1].answers.median, Some(2));
}

fn themes() -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    let theme = (0..30_i64, 0..30_i64, 0..30_i64);
    let theme = theme.prop_map(|(a, b, c)| (a, b.min(a), c.min(b).min(a)));
    prop::collection::vec(theme, 3)
}

proptest! {
    /// Whatever the numbers: nothing small is shown, and no line has exactly one cell hidden.
    #[test]
    fn nothing_small_is_shown_or_found(a in themes(), b in themes()) {
        let before = nation(&a, &b);
        let mut after = before.clone();
        hide(&mut after);
        for (index, area) in after.iter().enumerate() {
            let shown = &area.figures.themes;
            let small = |count: Count| count.is_some_and(|n| (1..SMALLEST_SHOWN).contains(&n));
            prop_assert!(!shown.iter().any(|theme| small(theme.deposits)));
            let hidden = shown.iter().filter(|theme| theme.deposits.is_none()).count();
            let whole = area.figures.whole.deposits;
            let gone = hidden + usize::from(whole.is_none());
            prop_assert!(gone != 1, "area {}: {:?} of {:?}", index, shown, whole);
            for theme in shown {
                if let (Some(all), Some(some)) = (theme.answers.measured, theme.answers.in_time) {
                    prop_assert!(!small(Some(all - some)));
                }
            }
        }
        for theme in 0..3 {
            let column: Vec<Count> = after.iter().map(|area| deposits(area)[theme]).collect();
            prop_assert!(column.iter().filter(|count| count.is_none()).count() != 1);
        }
        for (place, area) in after[0].figures.places[0].1.iter().zip(&after[1..]) {
            prop_assert_eq!(place.deposits, area.figures.whole.deposits, "the same twice");
        }
    }
}

//! Rules against each other: which may catch the same project, which can never have their turn.

use super::{Conditions, Membership};
use crate::project::Phase;
use crate::theme::Theme;
use std::collections::BTreeSet;

/// A rule's conditions with the cells of the map that its ground reaches: communes, and one cell more for
/// what lies in none of them, which only the whole département reaches.
#[derive(Clone, Debug)]
pub struct Reached<'a> {
    /// What the rule asks.
    pub conditions: &'a Conditions,
    /// Where it holds.
    pub cells: BTreeSet<u32>,
}

/// Whether two rules may catch the same project.
pub fn overlap(one: &Reached<'_>, other: &Reached<'_>) -> bool {
    let (a, b) = (one.conditions, other.conditions);
    meet(&a.themes, &b.themes)
        && meet(&a.phases, &b.phases)
        && meet(&a.memberships, &b.memberships)
        && !one.cells.is_disjoint(&other.cells)
}

/// Whether everything that a rule may catch is caught by those before it, one or several together: it
/// never has its turn.
pub fn covered(rule: &Reached<'_>, before: &[&Reached<'_>]) -> bool {
    let asked = rule.conditions;
    let before: Vec<&&Reached<'_>> = before
        .iter()
        .filter(|one| spans(&one.conditions.memberships, &asked.memberships))
        .collect();
    let themes = or_all(&asked.themes, Theme::ALL);
    let phases = or_all(&asked.phases, Phase::ALL);
    themes.iter().all(|theme| {
        phases.iter().all(|phase| {
            let mut left = rule.cells.clone();
            for one in &before {
                let here = has(&one.conditions.themes, theme) && has(&one.conditions.phases, phase);
                if here {
                    left.retain(|cell| !one.cells.contains(cell));
                }
            }
            left.is_empty()
        })
    })
}

fn or_all<'a, T>(asked: &'a [T], all: &'a [T]) -> &'a [T] {
    if asked.is_empty() { all } else { asked }
}

fn has<T: PartialEq>(asked: &[T], value: &T) -> bool {
    asked.is_empty() || asked.contains(value)
}

fn meet<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|value| b.contains(value))
}

/// Whether whoever satisfies `narrow` satisfies `wide`.
fn spans(wide: &[Membership], narrow: &[Membership]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|one| wide.contains(one)))
}

//! Rules that give a project to somebody as soon as its priority is decided.

pub mod apply;
pub mod change;
mod facts;
pub mod form;
pub mod list;
mod map;
pub mod trial;

pub use map::Place;

use crate::assignment::Colleague;
use crate::{Error, Result};
use domain::ids::{PersonId, RuleId};
use domain::offer::{join, list};
use domain::project::Phase;
use domain::rule::{Conditions, Ground, GroundKind, Membership, Rule, RuleDraft, Target};
use domain::theme::Theme;
use store::rule::read::RuleLine;
use store::rule::write::RuleRow;

domain::coded_enum! {
    /// Why a project waits for a hand although its priority is decided.
    Why {
        /// No rule catches it.
        NoRule = "no_rule",
        /// The rule names somebody who is of the département no more.
        PersonGone = "person_gone",
        /// The rule names a service where nobody is any more.
        ServiceEmpty = "service_empty",
    }
}

/// A rule as it is kept.
pub(crate) fn rule_of(line: &RuleLine) -> Result<Rule> {
    let unreadable = |column| Error::from(store::Error::Unreadable(column));
    let kind = GroundKind::parse(&line.ground_kind)
        .ok_or_else(|| unreadable("assignment_rule.ground_kind"))?;
    let conditions = Conditions {
        themes: list(&line.themes, Theme::parse)
            .map_err(|_| unreadable("assignment_rule.themes"))?,
        ground: Ground {
            kind,
            codes: list(&line.ground_codes, |code| Some(code.to_owned()))
                .map_err(|_| unreadable("assignment_rule.ground_codes"))?,
        },
        memberships: list(&line.programmes, Membership::parse)
            .map_err(|_| unreadable("assignment_rule.programmes"))?,
        phases: list(&line.phases, Phase::parse)
            .map_err(|_| unreadable("assignment_rule.phases"))?,
    };
    let target = match line.person_id {
        Some(person) => Target::Person(PersonId(person)),
        None => Target::Service(line.service.clone()),
    };
    Ok(Rule {
        id: RuleId(line.id),
        draft: RuleDraft {
            name: line.name.clone(),
            conditions,
            target,
        },
        enabled: line.enabled,
    })
}

/// The columns of a rule.
pub(crate) fn row(id: RuleId, draft: &RuleDraft) -> RuleRow<'_> {
    let asked = &draft.conditions;
    let (person, service) = match &draft.target {
        Target::Person(person) => (Some(*person), ""),
        Target::Service(service) => (None, service.as_str()),
    };
    RuleRow {
        id,
        name: &draft.name,
        themes: join(&asked.themes),
        ground_kind: asked.ground.kind.code(),
        ground_codes: asked.ground.codes.join(","),
        programmes: join(&asked.memberships),
        phases: join(&asked.phases),
        person,
        service,
    }
}

/// Who gets what a rule catches, as of now: the person named, or whoever of the service comes first among
/// `colleagues`. Nobody when that person is of the département no more, or the service is empty.
pub(crate) fn receiver<'a>(target: &Target, colleagues: &'a [Colleague]) -> Option<&'a Colleague> {
    colleagues.iter().find(|one| match target {
        Target::Person(person) => one.id == *person,
        Target::Service(service) => one.service == *service,
    })
}

/// Why nobody gets what a rule catches.
pub(crate) const fn why(target: &Target) -> Why {
    match target {
        Target::Person(_) => Why::PersonGone,
        Target::Service(_) => Why::ServiceEmpty,
    }
}

/// The name of a person as a page shows it: the address while no name is known.
pub(crate) fn name(first: Option<&str>, last: Option<&str>, email: Option<&str>) -> String {
    let parts: Vec<&str> = [first, last]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        email.unwrap_or_default().to_owned()
    } else {
        parts.join(" ")
    }
}

//! Rules that give a project to somebody once its priority is decided: what a rule looks at, and which
//! of several comes first.

mod cover;
mod form;

pub use cover::{Reached, covered, overlap};
pub use form::RuleForm;

use crate::coded_enum;
use crate::ids::{PersonId, RuleId};
use crate::offer::Programme;
use crate::project::Phase;
use crate::territory::ContractCode;
use crate::theme::Theme;

/// Longest name of a rule, in characters.
pub const NAME_MAX: u32 = 120;
/// Most territories that one rule names.
pub const PLACES_MAX: u32 = 100;
/// Most rules of one département.
pub const RULES_MAX: u32 = 100;

coded_enum! {
    /// What kind of territory a rule names.
    GroundKind {
        /// The whole département: no code.
        Departement = "departement",
        Arrondissement = "arrondissement",
        Epci = "epci",
        Commune = "commune",
    }
}

/// Where a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Territories of this kind.
    pub kind: GroundKind,
    /// Their official codes, sorted; none for the département.
    pub codes: Vec<String>,
}

/// What a territory may be part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Membership {
    /// A programme that communes are part of.
    Programme(Programme),
    /// One contract.
    Contract(ContractCode),
}

impl Membership {
    /// The programmes that a rule may name; a contract is named by its code.
    pub const PROGRAMMES: &'static [Programme] = &[Programme::Pvd, Programme::Va, Programme::Acv];

    /// Reads "pvd" or a contract's code.
    pub fn parse(text: &str) -> Option<Self> {
        match Programme::parse(text) {
            Some(Programme::Crte) => None,
            Some(programme) => Some(Self::Programme(programme)),
            None => ContractCode::parse(text).ok().map(Self::Contract),
        }
    }
}

impl std::fmt::Display for Membership {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Programme(programme) => programme.fmt(f),
            Self::Contract(code) => code.fmt(f),
        }
    }
}

/// What a rule asks of a project. An empty list means "all".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditions {
    /// The project's main theme is one of these.
    pub themes: Vec<Theme>,
    /// One of its communes lies there.
    pub ground: Ground,
    /// It is part of one of these.
    pub memberships: Vec<Membership>,
    /// Its phase is one of these.
    pub phases: Vec<Phase>,
}

/// Who gets what a rule catches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This person.
    Person(PersonId),
    /// Whoever follows the fewest projects in this service.
    Service(String),
}

/// A rule as it was typed: everything but its place in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDraft {
    /// What people call it; the collectivité reads it too.
    pub name: String,
    /// What it asks.
    pub conditions: Conditions,
    /// Who gets the project.
    pub target: Target,
}

/// A rule of a département.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The rule.
    pub id: RuleId,
    /// What was typed.
    pub draft: RuleDraft,
    /// Switched off, it catches nothing.
    pub enabled: bool,
}

/// What rules look at in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its main theme; `None` when its code is not known any more.
    pub theme: Option<Theme>,
    /// How far it is.
    pub phase: Phase,
    /// Every place it lies in, its département aside.
    pub places: Vec<(GroundKind, String)>,
    /// Programmes its communes are part of.
    pub programmes: Vec<Programme>,
    /// Its contract.
    pub contract: Option<ContractCode>,
}

impl Conditions {
    /// Whether a project of the rule's département is as the rule asks.
    pub fn hold(&self, facts: &Facts) -> bool {
        all_or(&self.themes, |theme| facts.theme == Some(*theme))
            && self.ground.holds(facts)
            && all_or(&self.memberships, |one| match one {
                Membership::Programme(programme) => facts.programmes.contains(programme),
                Membership::Contract(code) => facts.contract.as_ref() == Some(code),
            })
            && all_or(&self.phases, |phase| facts.phase == *phase)
    }
}

impl Ground {
    /// The whole département.
    pub const fn everywhere() -> Self {
        Self {
            kind: GroundKind::Departement,
            codes: Vec::new(),
        }
    }

    fn holds(&self, facts: &Facts) -> bool {
        self.kind == GroundKind::Departement
            || facts
                .places
                .iter()
                .any(|(kind, code)| *kind == self.kind && self.codes.contains(code))
    }
}

impl Rule {
    /// Whether the rule, switched on, catches a project.
    pub fn catches(&self, facts: &Facts) -> bool {
        self.enabled && self.draft.conditions.hold(facts)
    }
}

/// The rule that decides: the first one, in the order of the département, that catches the project.
pub fn first_match<'a>(
    rules: impl IntoIterator<Item = &'a Rule>,
    facts: &Facts,
) -> Option<&'a Rule> {
    rules.into_iter().find(|rule| rule.catches(facts))
}

/// Nothing asked, or one of what is asked is there.
fn all_or<T>(asked: &[T], is_there: impl FnMut(&T) -> bool) -> bool {
    asked.is_empty() || asked.iter().any(is_there)
}

#[cfg(test)]
mod tests;

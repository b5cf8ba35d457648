//! Fourth screen: how far the project is.

use super::{Answers, Funding, funding};
use crate::date;
use crate::form::{Errors, Problem};
use crate::money::Cents;
use crate::project::{Phase, PhaseStatus};
use time::Date;

/// How a project that is deposited may be going: one that is over or given up needs nobody.
pub const DEPOSIT_STATUSES: &[PhaseStatus] = &[
    PhaseStatus::EnCours,
    PhaseStatus::EnRetard,
    PhaseStatus::EnPause,
    PhaseStatus::Bloque,
];

/// How far the project is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Phase.
    pub phase: Phase,
    /// How the phase goes.
    pub status: PhaseStatus,
    /// Total cost, where known.
    pub cost: Option<Cents>,
    /// First day, where known.
    pub start: Option<Date>,
    /// Last day, where known; never before the first.
    pub end: Option<Date>,
    /// Money asked or granted.
    pub funding: Vec<Funding>,
}

impl Progress {
    pub(super) fn read(answers: &Answers, errors: &mut Errors) -> Option<Self> {
        let phase = errors.keep("phase", choice(answers.get("phase"), Phase::parse));
        let status = errors.keep("etat", choice(answers.get("etat"), status));
        let cost = errors.keep("cout", optional(answers.get("cout"), Cents::parse));
        let start = errors.keep("debut", optional(answers.get("debut"), date::parse));
        let end = errors.keep("fin", optional(answers.get("fin"), date::parse));
        let funding = funding::read(answers, errors);
        if let (Some(Some(start)), Some(Some(end))) = (start, end)
            && end < start
        {
            errors.add("fin", Problem::EndBeforeStart);
        }
        Some(Self {
            phase: phase?,
            status: status?,
            cost: cost?,
            start: start?,
            end: end?,
            funding: funding?,
        })
    }
}

fn status(code: &str) -> Option<PhaseStatus> {
    PhaseStatus::parse(code).filter(|status| DEPOSIT_STATUSES.contains(status))
}

/// A value among those offered.
pub(super) fn choice<T>(code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    match code {
        "" => Err(Problem::NothingChosen),
        code => parse(code).ok_or(Problem::NotAChoice),
    }
}

/// Nothing, or what the text says.
fn optional<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    match parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}

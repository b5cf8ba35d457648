//! What is asked of the projects of a territory: one set of filters, one address, three views.
//!
//! A filter reads from the pairs of a query string and writes the same pairs back. Codes that nobody gave are
//! passed over, so that an old or a mangled link still shows something; what is typed (sums, days) is kept as it was
//! typed, so that the page can say what it did not understand.

mod column;
mod listing;
mod read;
mod sort;
#[cfg(test)]
mod tests;
mod values;
mod write;

pub use column::Column;
pub use listing::Listing;
pub use read::days;
pub use sort::{Position, Sort, SortBy};
pub use values::{Blocked, Code, Follower, OrNone, Programme, Typed, Waiting};

use crate::ids::TagId;
use crate::intake::Intake;
use crate::money::Cents;
use crate::project::{Phase, PhaseStatus, Priority, SeatKind};
use crate::theme::Theme;
use time::Date;

/// Longest text looked for, in characters.
pub const TEXT_MAX: usize = 200;
/// Values of one kind that are taken; more than that is no choice but an attack.
pub const VALUES_MAX: usize = 60;

/// What is asked. A list left empty asks for everything; several values of one list ask for any of them;
/// several lists ask for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the title, the summary, the bearer, the communes; or the project's number.
    pub text: String,
    /// Where it stands. Never a draft: drafts are seen by their members only.
    pub states: Vec<Intake>,
    /// How far it is.
    pub phases: Vec<Phase>,
    /// How the phase goes.
    pub statuses: Vec<PhaseStatus>,
    /// Its main theme.
    pub themes: Vec<Theme>,
    /// The pair's decision.
    pub priorities: Vec<OrNone<Priority>>,
    /// Who follows it.
    pub followers: Vec<Follower>,
    /// Whose turn it is, of the two seats.
    pub turns: Vec<SeatKind>,
    /// For what it waits.
    pub waiting: Vec<Waiting>,
    /// Its contract.
    pub contracts: Vec<OrNone<Code>>,
    /// Programmes of its communes.
    pub programmes: Vec<Programme>,
    /// SIREN of its EPCI.
    pub epcis: Vec<OrNone<Code>>,
    /// Its arrondissement.
    pub arrondissements: Vec<OrNone<Code>>,
    /// Its communes.
    pub communes: Vec<Code>,
    /// Costs at least.
    pub cost_from: Typed<Cents>,
    /// Costs at most.
    pub cost_to: Typed<Cents>,
    /// Deposited on this day or later.
    pub deposited_from: Typed<Date>,
    /// Deposited on this day or earlier.
    pub deposited_to: Typed<Date>,
    /// What stops it.
    pub blocked: Vec<Blocked>,
    /// Blocked for so many days.
    pub blocked_days: Typed<u16>,
    /// Running, and nothing happened for so many days.
    pub silent_days: Typed<u16>,
    /// What the State of its département tagged it with.
    pub tags: Vec<OrNone<TagId>>,
    /// Past the day on which the State should have moved.
    pub late: bool,
    /// Something happened there that the reader has not read.
    pub unread: bool,
}

impl Filter {
    /// Leaves out what only somebody of the State may ask: whose turn it is among the seats, and for what.
    pub fn forget_turns(&mut self) {
        self.turns.clear();
        self.waiting.clear();
    }

    /// Leaves out what can only be asked of one département by the State there: its tags.
    pub fn forget_tags(&mut self) {
        self.tags.clear();
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

//! What is late in a département and why, by seat and agent.

use super::{departement_of, departements_of};
use crate::pair::{delegated, is_away};
use crate::working_days::{Calendar, working_days_since};
use crate::{Cx, Result, Services};
use domain::delay::Delay;
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use store::desk::late::{self, Asked, LateLine, Owner, OwnerCount};
use store::pair::read::SeatLine;
use uuid::Uuid;

/// Lines on one page.
pub const LATE_LINES: u32 = 50;

/// What is asked of the page.
#[derive(Clone, Debug, Default)]
pub struct LateQuery {
    /// For somebody of several départements.
    pub departement: Option<String>,
    /// One kind of delay only.
    pub delay: Option<Delay>,
    /// One seat, both, or one agent: `ddt`, `prefecture`, `binome`, or a person's id.
    pub owner: Option<String>,
    /// Lines behind this one: due date in milliseconds and project.
    pub after: Option<(i64, Uuid)>,
}

/// Why a seat may be slow: what its colleagues should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Its holder is there.
    There,
    /// Its holder is away, and a deputy is told instead.
    Replaced,
    /// Its holder is away, and nobody stands in.
    Away,
    /// Nobody sits there.
    Empty,
}

/// One thing that is late.
#[derive(Clone, Debug)]
pub struct Late {
    /// What it is.
    pub line: LateLine,
    /// Working days since the due date.
    pub days: u32,
    /// The seats of the project's arrondissement that answer in place of the département's: "Sous-préfecture de
    /// Cholet". Empty where the département's own seats do, and for an agent's work.
    pub answering: Vec<(SeatKind, String)>,
}

/// What is late in a département.
#[derive(Clone, Debug)]
pub struct LatePage {
    /// The département.
    pub departement: String,
    /// "de Maine-et-Loire (49)".
    pub of_departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// How much is late, by owner and delay.
    pub owners: Vec<OwnerCount>,
    /// Whether each seat can do its part today.
    pub presence: Vec<(SeatKind, Presence)>,
    /// The arrondissements that each seat leaves to people of their own today, to follow that noun: "de Cholet".
    pub elsewhere: Vec<(SeatKind, Vec<String>)>,
    /// The lines, the oldest first.
    pub lines: Vec<Late>,
    /// Where the next page starts.
    pub next: Option<(i64, Uuid)>,
}

impl Services {
    /// What is late in one of the reader's départements. Three queries.
    ///
    /// Errors: as [`Services::desk`]. An owner that is nobody's gives no lines.
    pub async fn late(&self, cx: &Cx, query: &LateQuery) -> Result<LatePage> {
        let person = cx.person()?;
        let departement = departement_of(person, query.departement.as_deref())?;
        let (db, now) = (self.db.read(), self.clock.now());
        let asked = Asked {
            departement: &departement,
            now,
            delay: query.delay.map(Delay::code),
            owner: query.owner.as_deref().map(owner),
            after: query.after.unwrap_or((i64::MIN, Uuid::nil())),
            limit: i64::from(LATE_LINES) + 1,
        };
        let mut lines = late::lines(db, &asked).await?;
        let next = next_page(&mut lines);
        let owners = late::owners(db, &departement, now).await?;
        let seats = store::pair::read::seats(db, &departement).await?;
        let (calendar, today) = (Calendar::of(&departement), self.today());
        let presence = SeatKind::ALL
            .iter()
            .map(|kind| (*kind, presence(&seats, *kind, &today)))
            .collect();
        let elsewhere = SeatKind::ALL.iter().map(|kind| {
            let codes = delegated(&seats, *kind, &today);
            (*kind, self.arrondissement_names(&codes))
        });
        let elsewhere = elsewhere.collect();
        let late = |line: LateLine| Late {
            days: working_days_since(Timestamp(line.due_at), now, calendar),
            answering: self.answering_for(&seats, &line, &today),
            line,
        };
        Ok(LatePage {
            of_departement: self.of_departement(&departement),
            departements: departements_of(person),
            departement,
            owners,
            presence,
            elsewhere,
            lines: lines.into_iter().map(late).collect(),
            next,
        })
    }

    /// The seats of a line's arrondissement that owe it.
    fn answering_for(
        &self,
        seats: &[SeatLine],
        line: &LateLine,
        today: &str,
    ) -> Vec<(SeatKind, String)> {
        let own = seats.iter().filter(|seat| {
            seat.arrondissement_code.is_some()
                && seat.arrondissement_code == line.arrondissement_code
                && (line.owner == "pair" || line.owner == seat.seat_kind)
                && !is_away(seat, today)
        });
        let mut named: Vec<(SeatKind, String)> = own
            .filter_map(|seat| Some((SeatKind::parse(&seat.seat_kind)?, self.seat_name(seat))))
            .collect();
        named.dedup();
        named
    }
}

/// The owner that an address names; the nil person for anything else, who owes nothing.
fn owner(code: &str) -> Owner {
    match code {
        "ddt" => Owner::Seat("ddt"),
        "prefecture" => Owner::Seat("prefecture"),
        "binome" => Owner::Seat("pair"),
        other => Owner::Agent(PersonId(Uuid::try_parse(other).unwrap_or_default())),
    }
}

fn next_page(lines: &mut Vec<LateLine>) -> Option<(i64, Uuid)> {
    if lines.len() <= LATE_LINES as usize {
        return None;
    }
    lines.truncate(LATE_LINES as usize);
    lines.last().map(|line| (line.due_at, line.id))
}

fn presence(seats: &[SeatLine], kind: SeatKind, today: &str) -> Presence {
    let people = || {
        let here = seats
            .iter()
            .filter(|line| line.seat_kind == kind.code() && line.arrondissement_code.is_none());
        here.filter(|line| line.person_id.is_some() && line.email.is_some())
    };
    let is_holder = |line: &&SeatLine| line.position.as_deref() == Some("holder");
    let deputies = people().any(|line| !is_holder(&line) && !is_away(line, today));
    if people().filter(is_holder).any(|line| !is_away(line, today)) {
        Presence::There
    } else if deputies {
        Presence::Replaced
    } else if people().next().is_some() {
        Presence::Away
    } else {
        Presence::Empty
    }
}

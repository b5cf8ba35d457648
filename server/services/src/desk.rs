//! The State's desk: what is mine to do now, and the projects of my territory.

pub mod late;
pub mod moved;
pub mod table;
mod visit;

use crate::context::{Person, SeatHeld};
use crate::pair::delegated;
use crate::{Cx, Error, Result, Services};
use domain::project::SeatKind;
use domain::territory::ArrondissementCode;
use domain::timestamp::Timestamp;
use store::desk::counts::{GroupCount, Happened};
use store::desk::items::{Asked, Item, NO_DUE};
use store::desk::{SeatGround, counts, items};
use store::pair::read::SeatLine;
use uuid::Uuid;

domain::coded_enum! {
    /// What a line of the desk asks for.
    Group {
        /// A deposit to take in charge.
        Acknowledge = "acknowledge",
        /// The other seat proposes a priority: sign it, or propose another.
        Sign = "sign",
        /// A priority to propose.
        Prioritise = "prioritise",
        /// Somebody to name.
        Assign = "assign",
        /// A first contact to make, for the assignee.
        Contact = "contact",
        /// A blocker to help with.
        Blocked = "blocked",
        /// A project that an agent follows and that asks for nothing now.
        Follow = "follow",
    }
}

/// Lines on one page of the desk.
pub const DESK_LINES: u32 = 25;

/// What is asked of the desk.
#[derive(Clone, Debug, Default)]
pub struct DeskQuery {
    /// For somebody of several départements.
    pub departement: Option<String>,
    /// One group only.
    pub group: Option<Group>,
    /// Only what is late.
    pub late: bool,
    /// Lines behind this one: due date in milliseconds and project.
    pub after: Option<(i64, Uuid)>,
}

/// A desk, ready to be shown.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The département shown.
    pub departement: String,
    /// "de Maine-et-Loire (49)".
    pub of_departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader's seat; none for an agent.
    pub seat: Option<SeatKind>,
    /// "Préfecture de Maine-et-Loire"; empty for an agent.
    pub seat_name: String,
    /// The reader may bring a list of projects in: she sits at a seat for the whole département.
    pub may_import: bool,
    /// The arrondissements whose own seat answers in place of the reader's, by name.
    pub elsewhere: Vec<String>,
    /// First name of the reader; may be empty.
    pub first_name: String,
    /// How many in each group, empty groups too.
    pub counts: Vec<GroupCount>,
    /// What others did since the reader's last visit.
    pub happened: Vec<Happened>,
    /// The end of that visit; none for a first one, which looks back a day.
    pub last_visit: Option<Timestamp>,
    /// The lines, late first, then by due date.
    pub items: Vec<Item>,
    /// Where the next page starts.
    pub next: Option<(i64, Uuid)>,
}

impl Services {
    /// The desk of the reader in one département. Five queries, whatever waits there.
    ///
    /// Errors: [`Error::SignInNeeded`]; [`Error::NotFound`] for somebody who is of no département, or
    /// not of the one asked for.
    pub async fn desk(&self, cx: &Cx, query: &DeskQuery) -> Result<Desk> {
        let person = cx.person()?;
        let departement = departement_of(person, query.departement.as_deref())?;
        let held = person.seat_in(&departement);
        let seat = held.map(|held| held.kind);
        let now = self.clock.now();
        let db = self.db.read();
        let seats = store::pair::read::seats(db, &departement).await?;
        let ground = ground(held, &seats, &self.today());
        let counts = match seat {
            Some(seat) => counts::of_seat(db, &departement, &ground, seat, person.id, now).await?,
            None => counts::of_agent(db, &departement, person.id, now).await?,
        };
        let last_visit = self.last_visit(person.id).await?;
        let since = visit::since(last_visit, now);
        let happened = counts::since(db, &departement, person.id, since).await?;
        let mut items = items::list(db, &asked(person, &departement, &ground, query, now)).await?;
        let next = next_page(&mut items);
        let mine = seats.iter().find(|line| {
            line.person_id == Some(person.id.0)
                && held.is_some_and(|held| {
                    held.kind.code() == line.seat_kind
                        && held.arrondissement == line.arrondissement_code
                })
        });
        Ok(Desk {
            seat_name: mine.map(|line| self.seat_name(line)).unwrap_or_default(),
            may_import: held.is_some_and(|held| held.arrondissement.is_none()),
            elsewhere: match ground {
                SeatGround::Arrondissement(_) => Vec::new(),
                SeatGround::Departement { but } => self.arrondissement_names(&but),
            },
            first_name: first_name(person, mine.and_then(|line| line.first_name.clone())),
            departements: departements_of(person),
            of_departement: self.of_departement(&departement),
            departement,
            seat,
            counts,
            happened,
            last_visit,
            items,
            next,
        })
    }
}

fn asked<'a>(
    person: &Person,
    departement: &'a str,
    ground: &'a SeatGround,
    query: &DeskQuery,
    now: Timestamp,
) -> Asked<'a> {
    let seat = person.seat_in(departement).map(|held| held.kind);
    Asked {
        departement,
        ground,
        seat,
        person: person.id,
        groups: groups(seat, query.group),
        before: if query.late { now.0 } else { i64::MAX },
        after: query.after.unwrap_or((i64::MIN, Uuid::nil())),
        limit: i64::from(DESK_LINES) + 1,
    }
}

/// Whose projects wait for a seat today.
fn ground(held: Option<&SeatHeld>, seats: &[SeatLine], today: &str) -> SeatGround {
    let arrondissement = held.and_then(|held| held.arrondissement.as_deref());
    match arrondissement.and_then(|code| ArrondissementCode::parse(code).ok()) {
        Some(code) => SeatGround::Arrondissement(code),
        None => SeatGround::Departement {
            but: held.map_or_else(Vec::new, |held| delegated(seats, held.kind, today)),
        },
    }
}

/// The groups of a desk, or the one asked for when the desk has it.
fn groups(seat: Option<SeatKind>, wanted: Option<Group>) -> &'static [&'static str] {
    const SEAT: &[&str] = &[
        "acknowledge",
        "sign",
        "prioritise",
        "assign",
        "contact",
        "blocked",
    ];
    const AGENT: &[&str] = &["contact", "blocked", "follow"];
    let all = if seat.is_some() { SEAT } else { AGENT };
    match wanted {
        None => all,
        Some(group) => {
            let at = all.iter().position(|code| *code == group.code());
            at.and_then(|at| all.get(at..=at)).unwrap_or(&[])
        }
    }
}

/// Drops the line that only says that there are more, and gives where they start.
fn next_page(items: &mut Vec<Item>) -> Option<(i64, Uuid)> {
    if items.len() <= DESK_LINES as usize {
        return None;
    }
    items.truncate(DESK_LINES as usize);
    items.last().map(|item| (item.due_at, item.id))
}

impl Desk {
    /// How many wait in a group.
    pub fn count(&self, group: Group) -> i64 {
        self.counts
            .iter()
            .find(|count| count.kind == group.code())
            .map_or(0, |count| count.n)
    }

    /// How many are late, in all groups.
    pub fn late(&self) -> i64 {
        self.counts.iter().map(|count| count.late).sum()
    }

    /// How many wait, in all groups that ask for something.
    pub fn to_do(&self) -> i64 {
        let follow = self.count(Group::Follow);
        self.counts.iter().map(|count| count.n).sum::<i64>() - follow
    }
}

/// The due date of a line, when it has one.
pub fn due(item: &Item) -> Option<Timestamp> {
    (item.due_at < NO_DUE).then_some(Timestamp(item.due_at))
}

/// The départements a person works for, seats first, each once.
pub fn departements_of(person: &Person) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in person
        .seats
        .iter()
        .map(|seat| &seat.departement)
        .chain(&person.agent_of)
        .chain(&person.referent_of)
    {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// The département asked for when the person is of it, else her first one.
pub(crate) fn departement_of(person: &Person, wanted: Option<&str>) -> Result<String> {
    let codes = departements_of(person);
    match wanted {
        Some(wanted) => codes
            .into_iter()
            .find(|code| code == wanted)
            .ok_or(Error::NotFound),
        None => codes.into_iter().next().ok_or(Error::NotFound),
    }
}

/// The first name noted, else the first word of the name.
fn first_name(person: &Person, noted: Option<String>) -> String {
    noted.filter(|name| !name.is_empty()).unwrap_or_else(|| {
        let known = !person.name.contains('@');
        person
            .name
            .split_whitespace()
            .next()
            .filter(|_| known)
            .unwrap_or_default()
            .to_owned()
    })
}

//! Meetings (séances) of a pair: a chosen list of projects on a shared screen, decided on the spot, and a minute at the end.
//!
//! Whoever opens a meeting writes in it. The person of the other seat joins from her own session and lends her
//! signature for that meeting: two persons still sign each decision, on one screen. She takes it back at any moment, and it
//! counts no more after twelve hours or once the meeting is closed.

mod attend;
pub mod decide;

use crate::desk::table::reach;
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::filter::Listing;
use domain::form::{Errors, Problem};
use domain::ids::{MeetingId, PersonId};
use domain::meeting::{LENT_SECONDS, NAME_MAX, PROJECTS_MAX};
use domain::permission::Action;
use domain::project::SeatKind;
use domain::text;
use domain::timestamp::Timestamp;
use store::meeting::read::{self, ItemLine, MeetingLine};
use store::meeting::write::{self, NewMeeting};
use uuid::Uuid;

/// Meetings that the list shows.
const SHOWN: u32 = 30;

/// A meeting as its readers see it.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The meeting.
    pub id: MeetingId,
    /// Whose pair.
    pub departement: String,
    /// Its name.
    pub name: String,
    /// Who opened it and writes in it.
    pub opener: Present,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who came for the other seat.
    pub partner: Option<Partner>,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// Projects on its agenda.
    pub items: i64,
    /// Those of which something is written.
    pub treated: i64,
}

/// Somebody in a meeting.
#[derive(Clone, Debug)]
pub struct Present {
    /// The person.
    pub person: PersonId,
    /// "Claire Martin".
    pub name: String,
    /// For which seat.
    pub seat: SeatKind,
}

/// The person of the other seat.
#[derive(Clone, Debug)]
pub struct Partner {
    /// Who.
    pub present: Present,
    /// When she came.
    pub joined_at: Timestamp,
    /// Whether her signature counts now.
    pub signs: bool,
}

/// What a reader may do in a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// She opened it: she writes.
    pub writes: bool,
    /// She sits at the other seat, and may lend her signature.
    pub may_join: bool,
    /// Her signature is lent.
    pub lends: bool,
}

/// A meeting with its agenda.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The meeting.
    pub meeting: Meeting,
    /// Its projects, in order.
    pub items: Vec<ItemLine>,
    /// What the reader does in it.
    pub part: Part,
}

/// The meetings of a département.
#[derive(Clone, Debug)]
pub struct Meetings {
    /// The latest ones.
    pub latest: Vec<Meeting>,
    /// The département.
    pub departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader sits at a seat: she may open one.
    pub may_open: bool,
}

impl Services {
    /// The meetings of a département, else of the reader's own, the latest first. One query.
    ///
    /// Errors: [`Error::NotFound`] for who is neither of a seat nor an agent there.
    pub async fn meetings(&self, cx: &Cx, departement: Option<&str>) -> Result<Meetings> {
        let person = cx.person()?;
        let reach = reach::of(person, departement)?;
        let departement = reach.departement.ok_or(Error::NotFound)?;
        policy::require_in(cx, Action::ReadStateOnly, &departement)?;
        let lines = read::latest(self.db.read(), &departement, SHOWN).await?;
        let now = self.clock.now();
        let latest = lines.iter().map(|line| meeting(line, now));
        Ok(Meetings {
            latest: latest.collect::<Result<_>>()?,
            departements: reach.departements,
            may_open: person.seat_of(&departement).is_some(),
            departement,
        })
    }

    /// Opens a meeting on the first projects of a listing.
    ///
    /// Errors: those of the policy, `assign` in the département; field errors on `nom`; `NothingChosen` on `adresse` when
    /// the listing holds no project.
    pub async fn open_meeting(
        &self,
        cx: &Cx,
        listing: &Listing,
        name: &str,
        once: &Once,
    ) -> Result<MeetingId> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let departement = reach.departement.clone().ok_or(Error::NotFound)?;
        policy::require_in(cx, Action::Prioritise, &departement)?;
        let seat = person.seat_of(&departement).ok_or(Error::Forbidden)?;
        let mut errors = Errors::new();
        let name = errors.keep("nom", text::line(name, NAME_MAX));
        let name = errors.finish(name).map_err(Error::Fields)?;
        let projects: Vec<Uuid> = self
            .first_projects(person, &reach, listing, PROJECTS_MAX)
            .await?;
        if projects.is_empty() {
            return Err(Error::field("adresse", Problem::NothingChosen));
        }
        let id = MeetingId(self.ids.uuid());
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let new = NewMeeting {
            id,
            departement: &departement,
            name: &name,
            by: (seat, person.id),
            at: self.clock.now(),
        };
        write::open(&tx, &new, &projects).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A meeting and its agenda, for the seats and agents of its département. Two queries.
    pub async fn meeting(&self, cx: &Cx, id: MeetingId) -> Result<Agenda> {
        let (meeting, part) = self.meeting_of(cx, id).await?;
        let items = read::items(self.db.read(), id).await?;
        Ok(Agenda {
            meeting,
            items,
            part,
        })
    }

    /// A meeting and the reader's part in it. One query.
    async fn meeting_of(&self, cx: &Cx, id: MeetingId) -> Result<(Meeting, Part)> {
        let person = cx.person()?;
        let line = read::meeting(self.db.read(), id).await?;
        let line = line.ok_or(Error::NotFound)?;
        policy::require_in(cx, Action::ReadStateOnly, &line.departement_code)?;
        let meeting = meeting(&line, self.clock.now())?;
        let open = meeting.closed_at.is_none();
        let other = meeting.opener.seat.other();
        let partner = meeting.partner.as_ref().filter(|partner| partner.signs);
        let part = Part {
            // She writes as long as she sits at the seat she opened it for.
            writes: open
                && meeting.opener.person == person.id
                && person.sits_at(meeting.opener.seat, &meeting.departement),
            may_join: open
                && partner.is_none()
                && meeting.opener.person != person.id
                && person.sits_at(other, &meeting.departement),
            lends: open && partner.is_some_and(|partner| partner.present.person == person.id),
        };
        Ok((meeting, part))
    }
}

/// A meeting as it is read.
fn meeting(line: &MeetingLine, now: Timestamp) -> Result<Meeting> {
    let seat = SeatKind::parse(&line.opened_seat)
        .ok_or(store::Error::Unreadable("meeting.opened_seat"))?;
    let name = |first: &str, last: &str| format!("{first} {last}").trim().to_owned();
    let partner = line
        .partner_id
        .zip(line.partner_joined_at)
        .map(|(person, joined_at)| {
            let (first, last) = (&line.partner_first_name, &line.partner_last_name);
            let joined_at = Timestamp(joined_at);
            Partner {
                present: Present {
                    person: PersonId(person),
                    name: name(
                        first.as_deref().unwrap_or_default(),
                        last.as_deref().unwrap_or_default(),
                    ),
                    seat: seat.other(),
                },
                joined_at,
                signs: line.closed_at.is_none()
                    && line.partner_left_at.is_none()
                    && now <= joined_at.plus_seconds(LENT_SECONDS),
            }
        });
    Ok(Meeting {
        id: MeetingId(line.id),
        departement: line.departement_code.clone(),
        name: line.name.clone(),
        opener: Present {
            person: PersonId(line.opened_by),
            name: name(&line.opened_first_name, &line.opened_last_name),
            seat,
        },
        opened_at: Timestamp(line.opened_at),
        partner,
        closed_at: line.closed_at.map(Timestamp),
        items: line.items,
        treated: line.treated,
    })
}

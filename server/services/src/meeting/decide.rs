//! What is written of a project in a meeting: a decision both seats sign at once, or a sentence.

use super::{Meeting, Part};
use crate::policy;
use crate::priority::scoring::Scoring;
use crate::priority::{self, Step};
use crate::project::SheetHead;
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::{MeetingId, PersonId, ProjectId};
use domain::meeting::{Note, Outcome};
use domain::permission::Action;
use domain::priority::Proposal;
use domain::project::SeatKind;
use store::Tx;
use store::meeting::read::{self, ItemLine};
use store::meeting::write::{self, Written};

/// One project of a meeting.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The meeting.
    pub meeting: Meeting,
    /// What the reader does in it.
    pub part: Part,
    /// The whole agenda.
    pub items: Vec<ItemLine>,
    /// Which of `items` it is.
    pub at: usize,
    /// The project.
    pub head: SheetHead,
    /// Its facts and the scores; for the seats.
    pub scoring: Option<Scoring>,
    /// A priority can be decided now.
    pub waits: bool,
}

impl Turn {
    /// The line of the agenda.
    pub fn item(&self) -> Option<&ItemLine> {
        self.items.get(self.at)
    }
}

impl Services {
    /// One project of a meeting: the queries of [`Services::meeting`], of the sheet's head and, for a seat, of the scores.
    ///
    /// Errors: those of [`Services::meeting`]; [`Error::NotFound`] for a place without a project.
    pub async fn meeting_turn(&self, cx: &Cx, id: MeetingId, position: i64) -> Result<Turn> {
        let agenda = self.meeting(cx, id).await?;
        let at = agenda
            .items
            .iter()
            .position(|item| item.position == position)
            .ok_or(Error::NotFound)?;
        let item = agenda.items.get(at).ok_or(Error::NotFound)?;
        let project = ProjectId(item.project_id);
        let head = self.sheet_head(cx, project).await?;
        let sits = policy::can(&cx.actor, Action::Prioritise, &head.resource).allows();
        let scoring = match sits {
            true => Some(self.scoring(cx, project, None).await?),
            false => None,
        };
        let waits = scoring
            .as_ref()
            .is_some_and(|scoring| scoring.round.waits_in(head.resource.intake));
        Ok(Turn {
            meeting: agenda.meeting,
            part: agenda.part,
            items: agenda.items,
            at,
            head,
            scoring,
            waits,
        })
    }

    /// Decides a priority in a meeting: signed by who writes, and by the other seat while its signature is lent; else it
    /// is proposed and waits as any proposal does.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] for who did not open the meeting; those of
    /// [`Services::decide_priority`].
    pub async fn decide_in_meeting(
        &self,
        cx: &Cx,
        id: MeetingId,
        place: i64,
        proposal: Proposal,
        once: &Once,
    ) -> Result<Outcome> {
        let meeting = self.written_meeting(cx, id).await?;
        let project = self.at_place(id, place).await?.0;
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let own = priority::hand(cx, &resource, Some(meeting.opener.seat))?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::hold(&tx, id).await?;
        let partner = lent(&tx, &meeting).await?;
        let (level, reason) = (proposal.level, proposal.reason.clone());
        let mut outcome = self
            .decide_as(&tx, cx, &resource, own, Step::Propose(proposal))
            .await?;
        if let (priority::Outcome::Proposed, Some(partner)) = (outcome, partner) {
            let open = store::priority::read::open(&*tx, project).await?;
            let open = open.ok_or(Error::Conflict)?;
            let hand = (meeting.opener.seat.other(), partner);
            outcome = self
                .decide_as(&tx, cx, &resource, hand, Step::Sign(open.id))
                .await?;
        }
        let outcome = match outcome {
            priority::Outcome::Proposed => Outcome::Proposed,
            priority::Outcome::Decided(_) => Outcome::Decided,
        };
        let written = Written {
            outcome,
            level: Some(level),
            note: &reason,
            at: self.clock.now(),
        };
        write::note(&tx, id, project, &written).await?;
        tx.commit().await?;
        Ok(outcome)
    }

    /// Writes a sentence of a project: put off, or looked at.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] for who did not open the meeting; [`Error::ImpossibleMove`] for
    /// what was decided in it.
    pub async fn note_in_meeting(
        &self,
        cx: &Cx,
        id: MeetingId,
        place: i64,
        note: &Note,
        once: &Once,
    ) -> Result<()> {
        self.written_meeting(cx, id).await?;
        let (project, outcome) = self.at_place(id, place).await?;
        policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::hold(&tx, id).await?;
        // What both seats signed stays what the minute tells.
        if outcome == Some(Outcome::Decided) {
            return Err(Error::ImpossibleMove);
        }
        let written = Written {
            outcome: note.outcome,
            level: None,
            note: &note.text,
            at: self.clock.now(),
        };
        write::note(&tx, id, project, &written).await?;
        Ok(tx.commit().await?)
    }

    /// The meeting, for the one who writes in it while it is open.
    async fn written_meeting(&self, cx: &Cx, id: MeetingId) -> Result<Meeting> {
        let (meeting, part) = self.meeting_of(cx, id).await?;
        policy::require_in(cx, Action::Prioritise, &meeting.departement)?;
        match (part.writes, meeting.closed_at) {
            (true, _) => Ok(meeting),
            (false, Some(_)) => Err(Error::ImpossibleMove),
            (false, None) => Err(Error::Forbidden),
        }
    }

    /// The project at a place of the agenda, and what came of it so far. One query.
    async fn at_place(&self, id: MeetingId, place: i64) -> Result<(ProjectId, Option<Outcome>)> {
        let items = read::items(self.db.read(), id).await?;
        let item = items.iter().find(|item| item.position == place);
        let item = item.ok_or(Error::NotFound)?;
        let outcome = item.outcome.as_deref().and_then(Outcome::parse);
        Ok((ProjectId(item.project_id), outcome))
    }
}

/// Who lends the other seat's signature now: read again inside the transaction, as is her place at the seat.
async fn lent(tx: &Tx, meeting: &Meeting) -> Result<Option<PersonId>> {
    let Some(partner) = meeting.partner.as_ref().filter(|partner| partner.signs) else {
        return Ok(None);
    };
    let person = partner.present.person;
    let seat: SeatKind = partner.present.seat;
    let line = read::meeting(&**tx, meeting.id).await?;
    let still = line
        .is_some_and(|line| line.partner_left_at.is_none() && line.partner_id == Some(person.0));
    let seats = store::pair::read::seats(&**tx, &meeting.departement).await?;
    let sits = seats
        .iter()
        .filter(|line| line.arrondissement_code.is_none())
        .any(|line| line.seat_kind == seat.code() && line.person_id == Some(person.0));
    Ok((still && sits).then_some(person))
}

//! The pair decides the priority: two seats score blind, then sign one decision.

pub mod escalation;
pub mod facts;
pub mod gaps;
pub mod round;
pub mod scoring;
pub mod weights;

use crate::intake::due_after;
use crate::journal::{self, Fact};
use crate::policy::{self, Resource};
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::{PersonId, ProjectId};
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::priority::Proposal;
use domain::project::{Audience, Priority, SeatKind};
use store::Tx;
use store::priority::read::{self, OpenDecision};
use store::priority::write::{self, NewProposal};
use uuid::Uuid;

/// What a seat does about the priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Proposes a level of its own; it is a signature when the other seat already proposes that level.
    Propose(Proposal),
    /// Signs what the other seat proposed: that very decision.
    Sign(Uuid),
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The proposal waits for the other seat.
    Proposed,
    /// Both seats have signed: the decision stands.
    Decided(Priority),
}

/// Who acts, for which seat.
pub(crate) type Hand = (SeatKind, PersonId);

impl Services {
    /// Proposes a priority or signs the proposal of the other seat.
    ///
    /// One signature a seat, by two different persons. `seat` chooses for a person who sits at both;
    /// the others' own seat is taken.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] when the same person signed for the other seat;
    /// [`Error::ImpossibleMove`] when the project does not wait for a priority; [`Error::Conflict`] when
    /// the proposal was replaced or signed in between.
    pub async fn decide_priority(
        &self,
        cx: &Cx,
        project: ProjectId,
        seat: Option<SeatKind>,
        step: Step,
        once: &Once,
    ) -> Result<Outcome> {
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let hand = hand(cx, &resource, seat)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let outcome = self.decide_as(&tx, cx, &resource, hand, step).await?;
        tx.commit().await?;
        Ok(outcome)
    }

    /// Proposes or signs with one hand, for a caller that has asked the policy.
    pub(crate) async fn decide_as(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        hand: Hand,
        step: Step,
    ) -> Result<Outcome> {
        if !resource.intake.may_be_decided() {
            return Err(Error::ImpossibleMove);
        }
        // Held before the round is read: who signs at the same moment may close it.
        store::project::write::hold(tx, resource.id, resource.intake).await?;
        if !round::of(&**tx, resource.id)
            .await?
            .waits_in(resource.intake)
        {
            return Err(Error::ImpossibleMove);
        }
        let open = read::open(&**tx, resource.id).await?;
        match (step, open) {
            (Step::Sign(id), Some(open)) if open.id == id => {
                self.sign(tx, cx, resource, open, hand).await
            }
            (Step::Sign(_), _) => Err(Error::Conflict),
            (Step::Propose(proposal), Some(open)) if agrees(&proposal, &open, hand.0) => {
                self.sign(tx, cx, resource, open, hand).await
            }
            (Step::Propose(proposal), open) => {
                self.propose(tx, cx, resource, &proposal, open, hand)
                    .await?;
                Ok(Outcome::Proposed)
            }
        }
    }

    async fn propose(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        proposal: &Proposal,
        open: Option<OpenDecision>,
        hand: Hand,
    ) -> Result<()> {
        let now = self.clock.now();
        let new = NewProposal {
            id: self.ids.uuid(),
            project: resource.id,
            proposal,
            escalated_at: open.as_ref().and_then(|open| open.escalated_at),
        };
        if let Some(open) = open {
            write::withdraw(tx, open.id, now).await?;
        }
        match write::propose(tx, new, hand, now).await {
            // Another proposal was written in between.
            Err(store::Error::Duplicate(_)) => return Err(Error::Conflict),
            other => other?,
        }
        let details = journal::details([
            ("level", proposal.level.code().to_owned()),
            ("reason", proposal.reason.clone()),
            ("seat", hand.0.code().to_owned()),
        ]);
        self.record(
            tx,
            cx,
            resource.id,
            Fact::PriorityProposed,
            Audience::StateOnly,
            details,
        )
        .await?;
        Ok(())
    }

    async fn sign(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        open: OpenDecision,
        hand: Hand,
    ) -> Result<Outcome> {
        if open.signed_by(hand.0.other()) == Some(hand.1.0) {
            return Err(Error::Forbidden);
        }
        let level = Priority::parse(&open.level)
            .ok_or(store::Error::Unreadable("priority_decision.level"))?;
        gaps::require_explained(tx, resource.id).await?;
        write::sign(tx, open.id, hand, self.clock.now()).await?;
        let decided = Proposal {
            level,
            reason: open.reason,
        };
        self.decided(tx, cx, resource, decided).await?;
        Ok(Outcome::Decided(level))
    }

    /// What follows from a decision, whoever took it: the priority, the state, the fact, the rule that assigns.
    pub(crate) async fn decided(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        decided: Proposal,
    ) -> Result<()> {
        let level = decided.level;
        let details = journal::details([
            ("level", level.code().to_owned()),
            ("reason", decided.reason),
        ]);
        let intake = if resource.intake == Intake::Acknowledged {
            self.make_intake_move(tx, cx, resource, Move::Prioritise, details)
                .await?
        } else {
            let fact = Fact::Prioritised;
            self.record(tx, cx, resource.id, fact, Audience::All, details)
                .await?;
            resource.intake
        };
        let now = self.clock.now();
        store::priority::round::close(tx, resource.id, now).await?;
        if intake == Intake::Prioritised {
            store::assignment::write::set_due(
                tx,
                resource.id,
                due_after(intake, now, &resource.departement),
            )
            .await?;
        }
        if level != Priority::Ecartee
            && let Some(due) = due_after(Intake::Assigned, now, &resource.departement)
        {
            store::assignment::write::taken_up_again(tx, resource.id, due).await?;
        }
        write::set(tx, resource.id, level).await?;
        // What is set aside is nobody's to follow.
        if level != Priority::Ecartee && intake == Intake::Prioritised {
            let prioritised = Resource {
                intake,
                ..resource.clone()
            };
            self.assign_by_rule(tx, &prioritised).await?;
        }
        Ok(())
    }
}

/// Whether a proposal says what the other seat already proposes.
fn agrees(proposal: &Proposal, open: &OpenDecision, seat: SeatKind) -> bool {
    open.level == proposal.level.code() && open.signed_by(seat).is_none()
}

/// The seat a person acts for.
pub(crate) fn hand(cx: &Cx, resource: &Resource, wanted: Option<SeatKind>) -> Result<Hand> {
    let person = cx.person()?;
    let mut seats = person
        .seats
        .iter()
        .filter(|seat| seat.answers_for(&resource.departement, resource.arrondissement.as_deref()))
        .map(|seat| seat.kind);
    let seat = match wanted {
        Some(wanted) if seats.any(|kind| kind == wanted) => wanted,
        Some(_) => return Err(Error::field("siege", Problem::NotAChoice)),
        None => seats.next().ok_or(Error::Forbidden)?,
    };
    Ok((seat, person.id))
}

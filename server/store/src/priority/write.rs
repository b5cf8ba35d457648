//! Proposals, signatures and scores.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId};
use domain::priority::{Assessment, Proposal};
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use sea_orm::Value;
use uuid::Uuid;

/// Takes a proposal back: it was replaced by another one. [`Error::VersionMismatch`] when it was signed
/// or replaced in between.
pub async fn withdraw(tx: &Tx, decision: Uuid, at: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE priority_decision SET withdrawn_at = $2 \
         WHERE id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL",
        [decision.into(), at.0.into()],
    )
    .await?;
    one_row(changed)
}

/// A proposal to write.
#[derive(Clone, Copy, Debug)]
pub struct NewProposal<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// Of which project.
    pub project: ProjectId,
    /// What is proposed.
    pub proposal: &'a Proposal,
    /// Since when the referent has been asked, should this replace a proposal that is with her.
    pub escalated_at: Option<i64>,
}

/// Writes a proposal, signed by the seat that makes it. [`Error::Duplicate`] when another one is open.
pub async fn propose(
    tx: &Tx,
    new: NewProposal<'_>,
    (seat, person): (SeatKind, PersonId),
    at: Timestamp,
) -> Result<()> {
    let columns = match seat {
        SeatKind::Ddt => "ddt_signed_by, ddt_signed_at",
        SeatKind::Prefecture => "prefecture_signed_by, prefecture_signed_at",
    };
    sql::run(
        &**tx,
        &format!(
            "INSERT INTO priority_decision (id, project_id, level, reason, proposed_by_seat, proposed_at, escalated_at, {columns}) \
             VALUES ($1, $2, $3, $4, $5, $6, $8, $7, $6)"
        ),
        [
            new.id.into(),
            new.project.0.into(),
            new.proposal.level.code().into(),
            new.proposal.reason.clone().into(),
            seat.code().into(),
            at.0.into(),
            person.0.into(),
            new.escalated_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The second signature: the decision stands. [`Error::VersionMismatch`] when it was signed or replaced
/// in between.
pub async fn sign(
    tx: &Tx,
    decision: Uuid,
    (seat, person): (SeatKind, PersonId),
    at: Timestamp,
) -> Result<()> {
    let (by, when) = match seat {
        SeatKind::Ddt => ("ddt_signed_by", "ddt_signed_at"),
        SeatKind::Prefecture => ("prefecture_signed_by", "prefecture_signed_at"),
    };
    let changed = sql::run(
        &**tx,
        &format!(
            "UPDATE priority_decision SET {by} = $2, {when} = $3, decided_at = $3 \
             WHERE id = $1 AND {by} IS NULL AND decided_at IS NULL AND withdrawn_at IS NULL"
        ),
        [decision.into(), person.0.into(), at.0.into()],
    )
    .await?;
    one_row(changed)
}

/// Sets the priority both seats signed. A project put aside (`ecartee`) waits for nobody any more: its
/// due date goes.
pub async fn set(tx: &Tx, project: ProjectId, level: domain::project::Priority) -> Result<()> {
    let due = match level {
        domain::project::Priority::Ecartee => ", intake_due_at = NULL",
        _ => "",
    };
    sql::run(
        &**tx,
        &format!("UPDATE project SET priority = $2{due} WHERE id = $1"),
        [project.0.into(), level.code().into()],
    )
    .await?;
    Ok(())
}

/// Writes a seat's scores, over its former ones of the same round.
pub async fn assess(
    tx: &Tx,
    project: ProjectId,
    round: i64,
    scores: &Assessment,
    (seat, person): (SeatKind, PersonId),
    at: Timestamp,
) -> Result<()> {
    let values: [Value; 12] = [
        project.0.into(),
        seat.code().into(),
        round.into(),
        i64::from(scores.maturity).into(),
        i64::from(scores.impact).into(),
        i64::from(scores.urgency).into(),
        i64::from(scores.territorial_need).into(),
        i64::from(scores.feasibility).into(),
        i64::from(scores.strategy_fit).into(),
        scores.note.clone().into(),
        person.0.into(),
        at.0.into(),
    ];
    sql::run(
        &**tx,
        "INSERT INTO assessment (project_id, seat_kind, round, maturity, impact, urgency, territorial_need, \
                feasibility, strategy_fit, note, scored_by, scored_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (project_id, seat_kind, round) DO UPDATE SET maturity = excluded.maturity, \
                impact = excluded.impact, urgency = excluded.urgency, \
                territorial_need = excluded.territorial_need, feasibility = excluded.feasibility, \
                strategy_fit = excluded.strategy_fit, note = excluded.note, \
                scored_by = excluded.scored_by, scored_at = excluded.scored_at",
        values,
    )
    .await?;
    Ok(())
}

const fn one_row(changed: u64) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

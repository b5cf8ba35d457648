//! Rounds: a decision that is opened again is scored and signed anew.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// The latest round that was opened after the first.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RoundLine {
    /// Its number, 2 or more.
    pub round: i64,
    /// Why it was opened.
    pub reason: String,
    /// When, milliseconds UTC.
    pub opened_at: i64,
    /// When its decision was signed; none while it is open.
    pub decided_at: Option<i64>,
    /// First name of who opened it.
    pub first_name: String,
    /// Last name of who opened it.
    pub last_name: String,
}

/// The latest round; none while there is the first one only.
pub async fn latest(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<RoundLine>> {
    sql::one(
        db,
        "SELECT r.round, r.reason, r.opened_at, r.decided_at, p.first_name, p.last_name \
         FROM priority_round r JOIN person p ON p.id = r.opened_by \
         WHERE r.project_id = $1 ORDER BY r.round DESC LIMIT 1",
        [project.0.into()],
    )
    .await
}

/// Opens a round, decided by `due` at the latest. [`crate::Error::Duplicate`] when somebody else did in between.
pub async fn open(
    tx: &Tx,
    project: ProjectId,
    round: i64,
    reason: &str,
    by: PersonId,
    (at, due): (Timestamp, Timestamp),
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO priority_round (project_id, round, reason, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5)",
        [
            project.0.into(),
            round.into(),
            reason.into(),
            by.0.into(),
            at.0.into(),
        ],
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE project SET round_due_at = $2 WHERE id = $1",
        [project.0.into(), due.0.into()],
    )
    .await?;
    Ok(())
}

/// The delay of an open round starts anew: the project comes back to the State. Nothing without one.
pub async fn restart(tx: &Tx, project: ProjectId, due: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE project SET round_due_at = $2 WHERE id = $1 AND round_due_at IS NOT NULL",
        [project.0.into(), due.0.into()],
    )
    .await?;
    Ok(())
}

/// Notes that the open round of a project is decided; nothing when there is none.
pub async fn close(tx: &Tx, project: ProjectId, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE priority_round SET decided_at = $2 WHERE project_id = $1 AND decided_at IS NULL",
        [project.0.into(), at.0.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE project SET round_due_at = NULL WHERE id = $1 AND round_due_at IS NOT NULL",
        [project.0.into()],
    )
    .await?;
    Ok(())
}

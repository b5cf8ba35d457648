//! Changes to projects.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::timestamp::Timestamp;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Last {
    last: i64,
}

/// The next public number. Numbers are given at deposit, in order, and never again.
pub async fn next_number(tx: &Tx) -> Result<i64> {
    let row: Option<Last> = sql::one(
        &**tx,
        "UPDATE project_number SET last = last + 1 WHERE id = 1 RETURNING last",
        [],
    )
    .await?;
    row.map(|row| row.last).ok_or(Error::NotFound)
}

/// A move of the intake, refused with [`Error::VersionMismatch`] when the project is no longer in `from`.
#[derive(Clone, Copy, Debug)]
pub struct IntakeMove {
    /// The project.
    pub project: ProjectId,
    /// The state it must be in.
    pub from: Intake,
    /// The state it goes to.
    pub to: Intake,
    /// The state to come back to, for a parked project.
    pub before: Option<Intake>,
    /// When.
    pub at: Timestamp,
    /// When the next move is due.
    pub due_at: Option<Timestamp>,
}

/// Writes a move of the intake. Nothing is due of a project that was set aside.
pub async fn move_intake(tx: &Tx, step: IntakeMove) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE project SET intake = $3, intake_before = $4, intake_since = $5, \
                intake_due_at = CASE WHEN priority = 'ecartee' THEN NULL ELSE CAST($6 AS bigint) END, \
                updated_at = $5, version = version + 1 \
         WHERE id = $1 AND intake = $2",
        [
            step.project.0.into(),
            step.from.code().into(),
            step.to.code().into(),
            step.before.map(Intake::code).into(),
            step.at.0.into(),
            step.due_at.map(|due| due.0).into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Holds a project in the state it was read in until the transaction ends: on PostgreSQL the row is
/// locked, on SQLite there is one writer. [`Error::VersionMismatch`] when somebody moved it in between.
pub async fn hold(tx: &Tx, project: ProjectId, intake: Intake) -> Result<()> {
    let held = sql::run(
        &**tx,
        "UPDATE project SET updated_at = updated_at WHERE id = $1 AND intake = $2",
        [project.0.into(), intake.code().into()],
    )
    .await?;
    if held == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

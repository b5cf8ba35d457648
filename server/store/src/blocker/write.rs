//! Raising and solving.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{BlockerId, PersonId, ProjectId};
use domain::timestamp::Timestamp;

/// A blocker to write.
#[derive(Clone, Debug)]
pub struct NewBlocker<'a> {
    /// Drawn by the caller.
    pub id: BlockerId,
    /// The project.
    pub project: ProjectId,
    /// Code of its kind.
    pub kind: &'a str,
    /// What stops the project.
    pub sentence: &'a str,
    /// Since when, ISO day.
    pub since_on: &'a str,
    /// Who raises it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// By when the State answers.
    pub due_at: Timestamp,
}

/// Writes a blocker.
pub async fn raise(tx: &Tx, new: &NewBlocker<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            new.id.0.into(),
            new.project.0.into(),
            new.kind.into(),
            new.sentence.into(),
            new.since_on.into(),
            new.by.0.into(),
            new.at.0.into(),
            new.due_at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Marks an open blocker solved; [`Error::VersionMismatch`] when it no longer is open.
pub async fn solve(
    tx: &Tx,
    project: ProjectId,
    blocker: BlockerId,
    solution: &str,
    by: PersonId,
    at: Timestamp,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE blocker SET solution = $3, solved_by = $4, solved_at = $5 \
         WHERE project_id = $1 AND id = $2 AND solved_at IS NULL",
        [
            project.0.into(),
            blocker.0.into(),
            solution.into(),
            by.0.into(),
            at.0.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// The State answers the open blockers of a project.
pub(crate) const ANSWERED: &str = "UPDATE blocker SET due_at = NULL WHERE project_id = $1 AND solved_at IS NULL AND due_at IS NOT NULL";

/// Notes that the State has answered the open blockers of a project: no answer is due any more.
pub async fn answered(tx: &Tx, project: ProjectId) -> Result<()> {
    sql::run(&**tx, ANSWERED, [project.0.into()]).await?;
    Ok(())
}

/// The delay of the answers still owed starts anew: the project comes back to the State.
pub async fn restart(tx: &Tx, project: ProjectId, due: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE blocker SET due_at = $2 WHERE project_id = $1 AND solved_at IS NULL AND due_at IS NOT NULL",
        [project.0.into(), due.0.into()],
    )
    .await?;
    Ok(())
}

/// Sets the project's `blocked_since` to the earliest day of its open blockers, or clears it.
///
/// Call it once the project's row is locked by this transaction (appending a fact does), so that two
/// who solve at the same time see each other.
pub async fn refresh_blocked_since(tx: &Tx, project: ProjectId) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE project SET blocked_since = \
           (SELECT MIN(b.since_on) FROM blocker b WHERE b.project_id = project.id AND b.solved_at IS NULL) \
         WHERE id = $1",
        [project.0.into()],
    )
    .await?;
    Ok(())
}

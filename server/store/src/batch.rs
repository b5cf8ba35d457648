//! Actions on several projects, and how they stand with each.

use crate::error::Result;
use crate::{Tx, bulk, sql};
use domain::batch::{BatchRefusal, BatchState};
use domain::ids::{BatchId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// An action.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Batch {
    /// The action's id.
    pub id: Uuid,
    /// Who asked for it.
    pub person_id: Uuid,
    /// Of which département the projects are.
    pub departement_code: String,
    /// What is done.
    pub action: String,
    /// What it says: JSON of the form's fields.
    pub fields: String,
    /// When it was asked for, milliseconds UTC.
    pub created_at: i64,
    /// When it was taken back, milliseconds UTC.
    pub undo_at: Option<i64>,
}

/// How it stands with one project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// The project.
    pub project_id: Uuid,
    /// A code of [`BatchState`].
    pub state: String,
    /// A code of [`BatchRefusal`]; empty without one.
    pub refusal: String,
    /// What an undo brings back: who followed the project before, or the tag that was put or taken off.
    pub before_id: Option<Uuid>,
}

/// How many projects stand so.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StateCount {
    /// A code of [`BatchState`].
    pub state: String,
    /// How many.
    pub n: i64,
    /// How many of them an undo brings back.
    pub undoable: i64,
}

/// Writes an action and its projects, in this order.
pub async fn insert(tx: &Tx, batch: &Batch, projects: &[Uuid]) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO batch (id, person_id, departement_code, action, fields, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            batch.id.into(),
            batch.person_id.into(),
            batch.departement_code.as_str().into(),
            batch.action.as_str().into(),
            batch.fields.as_str().into(),
            batch.created_at.into(),
        ],
    )
    .await?;
    let waiting = BatchState::Waiting.code();
    let rows = (0_i64..).zip(projects).map(|(position, project)| {
        vec![
            batch.id.into(),
            (*project).into(),
            position.into(),
            waiting.into(),
        ]
    });
    let columns = ["batch_id", "project_id", "position", "state"];
    bulk::insert(tx, "batch_project", &columns, rows.collect()).await?;
    Ok(())
}

/// An action, whosever it is.
pub async fn one(db: &impl ConnectionTrait, batch: BatchId) -> Result<Option<Batch>> {
    sql::one(
        db,
        "SELECT id, person_id, departement_code, action, fields, created_at, undo_at FROM batch WHERE id = $1",
        [batch.0.into()],
    )
    .await
}

/// The projects of an action that stand in one way, in their order.
pub async fn lines(
    db: &impl ConnectionTrait,
    batch: BatchId,
    state: BatchState,
    limit: u32,
) -> Result<Vec<Line>> {
    sql::all(
        db,
        "SELECT project_id, state, refusal, before_id FROM batch_project \
         WHERE batch_id = $1 AND state = $2 ORDER BY position LIMIT $3",
        [batch.0.into(), state.code().into(), i64::from(limit).into()],
    )
    .await
}

/// The projects that an undo brings back: done, with something to come back to.
pub async fn to_undo(db: &impl ConnectionTrait, batch: BatchId, limit: u32) -> Result<Vec<Line>> {
    sql::all(
        db,
        "SELECT project_id, state, refusal, before_id FROM batch_project \
         WHERE batch_id = $1 AND state = 'done' AND before_id IS NOT NULL ORDER BY position LIMIT $2",
        [batch.0.into(), i64::from(limit).into()],
    )
    .await
}

/// How many projects stand in each way.
pub async fn counts(db: &impl ConnectionTrait, batch: BatchId) -> Result<Vec<StateCount>> {
    sql::all(
        db,
        "SELECT state, COUNT(*) AS n, COUNT(before_id) AS undoable FROM batch_project \
         WHERE batch_id = $1 GROUP BY state",
        [batch.0.into()],
    )
    .await
}

/// What became of one project.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// How it stood: an outcome is written once.
    pub from: BatchState,
    /// How it stands now.
    pub to: BatchState,
    /// Why not.
    pub refusal: Option<BatchRefusal>,
    /// What an undo brings back.
    pub before: Option<Uuid>,
}

/// Writes what became of a project. What was done in the very moment when the action was taken back is done all the
/// same, for the undo to find.
pub async fn settle(tx: &Tx, batch: BatchId, project: ProjectId, outcome: Outcome) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE batch_project SET state = $4, refusal = $5, before_id = $6 \
         WHERE batch_id = $1 AND project_id = $2 AND (state = $3 OR ($4 = 'done' AND state = 'skipped'))",
        [
            batch.0.into(),
            project.0.into(),
            outcome.from.code().into(),
            outcome.to.code().into(),
            outcome.refusal.map_or("", BatchRefusal::code).into(),
            outcome.before.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Takes an action back: what is not done yet never is. False when it was taken back before.
pub async fn take_back(tx: &Tx, batch: BatchId, at: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE batch SET undo_at = $2 WHERE id = $1 AND undo_at IS NULL",
        [batch.0.into(), at.0.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE batch_project SET state = 'skipped' WHERE batch_id = $1 AND state = 'waiting'",
        [batch.0.into()],
    )
    .await?;
    Ok(changed > 0)
}

/// Forgets the actions asked for before a moment.
pub async fn forget(tx: &Tx, before: Timestamp) -> Result<()> {
    for statement in [
        "DELETE FROM batch_project WHERE batch_id IN (SELECT id FROM batch WHERE created_at < $1)",
        "DELETE FROM batch WHERE created_at < $1",
    ] {
        sql::run(&**tx, statement, [before.0.into()]).await?;
    }
    Ok(())
}

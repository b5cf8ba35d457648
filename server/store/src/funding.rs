//! The funding plan of a project: its lines, read and written.

pub use crate::entity::funding_line::Model as Line;

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::funding;
use domain::ids::{FundingLineId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::ConnectionTrait;

const COLUMNS: &str = "id, project_id, source, scheme, amount_cents, state, created_at";

/// The lines of a plan in the order they were added. At most 200.
pub async fn of_project(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Line>> {
    sql::all(
        db,
        &format!("SELECT {COLUMNS} FROM funding_line WHERE project_id = $1 ORDER BY created_at, id LIMIT 200"),
        [project.0.into()],
    )
    .await
}

/// One line of a plan.
pub async fn one(
    db: &impl ConnectionTrait,
    project: ProjectId,
    line: FundingLineId,
) -> Result<Option<Line>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} FROM funding_line WHERE project_id = $1 AND id = $2"),
        [project.0.into(), line.0.into()],
    )
    .await
}

/// Adds a line.
pub async fn insert(
    tx: &Tx,
    project: ProjectId,
    id: FundingLineId,
    line: &funding::Line,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO funding_line (id, project_id, source, scheme, amount_cents, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            id.0.into(),
            project.0.into(),
            line.source.clone().into(),
            line.scheme.clone().into(),
            line.amount.0.into(),
            line.state.code().into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Changes a line; [`Error::VersionMismatch`] when it was removed in between.
pub async fn update(
    tx: &Tx,
    project: ProjectId,
    id: FundingLineId,
    line: &funding::Line,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE funding_line SET source = $3, scheme = $4, amount_cents = $5, state = $6 \
         WHERE project_id = $1 AND id = $2",
        [
            project.0.into(),
            id.0.into(),
            line.source.clone().into(),
            line.scheme.clone().into(),
            line.amount.0.into(),
            line.state.code().into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Removes a line; [`Error::VersionMismatch`] when it was removed before.
pub async fn remove(tx: &Tx, project: ProjectId, id: FundingLineId) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "DELETE FROM funding_line WHERE project_id = $1 AND id = $2",
        [project.0.into(), id.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

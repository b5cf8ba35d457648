//! The indicators of a project: read and written.

pub use crate::entity::impact::Model as Indicator;

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{ImpactId, PersonId, ProjectId};
use domain::timestamp::Timestamp;
use domain::{date, impact};
use sea_orm::{ConnectionTrait, Value};

const COLUMNS: &str = "id, project_id, indicator, unit, baseline, target, measured, measured_on, source, updated_by, updated_at";

/// The indicators of a project, the oldest first. At most 100.
pub async fn of_project(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Indicator>> {
    sql::all(
        db,
        &format!("SELECT {COLUMNS} FROM impact WHERE project_id = $1 ORDER BY id LIMIT 100"),
        [project.0.into()],
    )
    .await
}

/// One indicator of a project.
pub async fn one(
    db: &impl ConnectionTrait,
    project: ProjectId,
    id: ImpactId,
) -> Result<Option<Indicator>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} FROM impact WHERE project_id = $1 AND id = $2"),
        [project.0.into(), id.0.into()],
    )
    .await
}

/// Who writes an indicator of which project, and when.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    /// The indicator.
    pub id: ImpactId,
    /// Its project.
    pub project: ProjectId,
    /// Who writes.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Adds an indicator.
pub async fn insert(tx: &Tx, writing: Writing, indicator: &impact::Indicator) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO impact (id, project_id, indicator, unit, baseline, target, measured, measured_on, source, \
             updated_by, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        values(writing, indicator),
    )
    .await?;
    Ok(())
}

/// Changes an indicator; [`Error::VersionMismatch`] when it was removed in between.
pub async fn update(tx: &Tx, writing: Writing, indicator: &impact::Indicator) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE impact SET indicator = $3, unit = $4, baseline = $5, target = $6, measured = $7, measured_on = $8, \
             source = $9, updated_by = $10, updated_at = $11 WHERE id = $1 AND project_id = $2",
        values(writing, indicator),
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Removes an indicator; [`Error::VersionMismatch`] when it was removed before.
pub async fn remove(tx: &Tx, project: ProjectId, id: ImpactId) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "DELETE FROM impact WHERE project_id = $1 AND id = $2",
        [project.0.into(), id.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

fn values(writing: Writing, indicator: &impact::Indicator) -> [Value; 11] {
    [
        writing.id.0.into(),
        writing.project.0.into(),
        indicator.name.clone().into(),
        indicator.unit.clone().into(),
        indicator.baseline.clone().into(),
        indicator.target.clone().into(),
        indicator.measured.clone().into(),
        indicator.measured_on.map(date::to_iso).into(),
        indicator.source.clone().into(),
        writing.by.0.into(),
        writing.at.0.into(),
    ]
}

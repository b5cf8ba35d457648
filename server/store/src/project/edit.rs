//! Writing what the sheet says.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::date;
use domain::edit::Edit;
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Writes the sheet, refused with [`Error::VersionMismatch`] when the project is no longer at `version`.
/// `search_text`: see [`crate::search::indexed`].
pub async fn save(
    tx: &Tx,
    project: ProjectId,
    version: i64,
    edit: &Edit,
    search_text: &str,
    at: Timestamp,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE project SET title = $3, summary = $4, main_theme = $5, phase = $6, phase_status = $7, \
                total_cost_cents = $8, start_on = $9, end_on = $10, needs = $11, search_text = $12, \
                updated_at = $13, version = version + 1 \
         WHERE id = $1 AND version = $2",
        [
            project.0.into(),
            version.into(),
            edit.title.clone().into(),
            edit.summary.clone().into(),
            edit.main_theme.code().into(),
            edit.phase.code().into(),
            edit.phase_status.code().into(),
            edit.total_cost.map(|cost| cost.0).into(),
            edit.start_on.map(date::to_iso).into(),
            edit.end_on.map(date::to_iso).into(),
            edit.needs.clone().into(),
            search_text.into(),
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

/// The main theme takes the place of the former one among the project's themes.
pub async fn swap_theme(tx: &Tx, project: ProjectId, from: &str, to: &str) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM project_theme WHERE project_id = $1 AND theme = $2",
        [project.0.into(), from.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "INSERT INTO project_theme (project_id, theme) VALUES ($1, $2) ON CONFLICT (project_id, theme) DO NOTHING",
        [project.0.into(), to.into()],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Code {
    commune_code: String,
}

/// The communes of a project, in their order.
pub async fn communes(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<String>> {
    let rows: Vec<Code> = sql::all(
        db,
        "SELECT commune_code FROM project_commune WHERE project_id = $1 ORDER BY position LIMIT 500",
        [project.0.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.commune_code).collect())
}

//! Why the two seats score a criterion so differently.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId};
use domain::priority::GapReason;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A reason that was given.
#[derive(Clone, Debug, FromQueryResult)]
pub struct GapLine {
    /// Code of the criterion.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// First name of who gave it.
    pub first_name: String,
    /// Last name of who gave it.
    pub last_name: String,
}

/// The reasons given in a round, at most one a criterion.
pub async fn reasons(
    db: &impl ConnectionTrait,
    project: ProjectId,
    round: i64,
) -> Result<Vec<GapLine>> {
    sql::all(
        db,
        "SELECT g.criterion, g.reason, p.first_name, p.last_name \
         FROM assessment_gap g JOIN person p ON p.id = g.given_by \
         WHERE g.project_id = $1 AND g.round = $2 ORDER BY g.criterion LIMIT 6",
        [project.0.into(), round.into()],
    )
    .await
}

/// Writes the reason of a gap, over a former one of the same round.
pub async fn explain(
    tx: &Tx,
    project: ProjectId,
    round: i64,
    reason: &GapReason,
    by: PersonId,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO assessment_gap (project_id, round, criterion, reason, given_by, given_at) \
         VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (project_id, round, criterion) DO UPDATE \
         SET reason = excluded.reason, given_by = excluded.given_by, given_at = excluded.given_at",
        [
            project.0.into(),
            round.into(),
            reason.criterion.code().into(),
            reason.reason.clone().into(),
            by.0.into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

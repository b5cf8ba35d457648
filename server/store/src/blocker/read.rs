//! The blockers of a project.

use crate::error::Result;
use crate::sql;
use domain::ids::{BlockerId, ProjectId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A blocker as the list shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// The blocker.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// What stops the project.
    pub sentence: String,
    /// Since when, ISO day.
    pub since_on: String,
    /// When it was raised, milliseconds UTC.
    pub raised_at: i64,
    /// When the State should have answered, milliseconds UTC.
    pub due_at: Option<i64>,
    /// When it was solved, milliseconds UTC.
    pub solved_at: Option<i64>,
    /// How it was solved.
    pub solution: String,
    /// First name of who raised it.
    pub raised_first_name: String,
    /// Last name of who raised it.
    pub raised_last_name: String,
    /// First name of who solved it.
    pub solved_first_name: Option<String>,
    /// Last name of who solved it.
    pub solved_last_name: Option<String>,
    /// Recommendations made for it.
    pub recommendations: i64,
}

const COLUMNS: &str = "b.id, b.kind, b.sentence, b.since_on, b.raised_at, b.due_at, b.solved_at, b.solution, \
     r.first_name AS raised_first_name, r.last_name AS raised_last_name, \
     s.first_name AS solved_first_name, s.last_name AS solved_last_name, \
     (SELECT COUNT(*) FROM recommendation n WHERE n.blocker_id = b.id) AS recommendations \
     FROM blocker b JOIN person r ON r.id = b.raised_by LEFT JOIN person s ON s.id = b.solved_by";

/// The blockers of a project: open ones first, the oldest of them first; then the solved ones, the
/// latest first. At most 200.
pub async fn of_project(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Line>> {
    sql::all(
        db,
        &format!(
            "SELECT {COLUMNS} WHERE b.project_id = $1 \
             ORDER BY CASE WHEN b.solved_at IS NULL THEN 0 ELSE 1 END, b.solved_at DESC, b.since_on, b.id LIMIT 200"
        ),
        [project.0.into()],
    )
    .await
}

/// One blocker of a project.
pub async fn one(
    db: &impl ConnectionTrait,
    project: ProjectId,
    blocker: BlockerId,
) -> Result<Option<Line>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} WHERE b.project_id = $1 AND b.id = $2"),
        [project.0.into(), blocker.0.into()],
    )
    .await
}

//! The moves of projects, as facts of their histories: the last of one project, and those of all since a moment.

use crate::error::Result;
use crate::sql;
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A move, with what the policy asks of its project as it stands now.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MoveLine {
    /// The fact.
    pub id: Uuid,
    /// The project.
    pub project_id: Uuid,
    /// When, milliseconds UTC.
    pub at: i64,
    /// Code of the fact.
    pub kind: String,
    /// JSON of the details.
    pub payload: String,
    /// Who did it.
    pub actor_id: Option<Uuid>,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
    /// The project's title.
    pub title: String,
    /// Where the project stands.
    pub intake: String,
    /// Where it comes back to when it is parked.
    pub intake_before: Option<String>,
    /// The département that answers for it.
    pub departement_code: String,
    /// Its arrondissement.
    pub arrondissement_code: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
    /// Who follows it for the State.
    pub assignee_id: Option<Uuid>,
}

/// The facts that move a card.
const MOVES: &str = "('submitted', 'acknowledged', 'redirected', 'prioritised', 'assigned', \
                      'handed_over', 'closed', 'withdrawn', 'reopened')";

const SELECT: &str = "SELECT e.id, e.project_id, e.at, e.kind, e.payload, e.actor_id, a.first_name, a.last_name, p.title, \
            p.intake, p.intake_before, p.departement_code, p.arrondissement_code, p.contract_code, p.assignee_id \
     FROM event e JOIN project p ON p.id = e.project_id LEFT JOIN person a ON a.id = e.actor_id";

/// The last move of a project. One query.
pub async fn last(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<MoveLine>> {
    let sql = format!(
        "{SELECT} WHERE e.project_id = $1 AND e.kind IN {MOVES} AND e.audience = 'all' \
         ORDER BY e.seq DESC LIMIT 1"
    );
    sql::one(db, &sql, [project.0.into()]).await
}

/// The newest moves made at this moment or later, the oldest of them first. One query.
pub async fn since(
    db: &impl ConnectionTrait,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<MoveLine>> {
    let sql = format!(
        "{SELECT} WHERE e.at >= $1 AND e.kind IN {MOVES} AND e.audience = 'all' ORDER BY e.at DESC LIMIT $2"
    );
    let mut lines: Vec<MoveLine> = sql::all(db, &sql, [since.0.into(), limit.into()]).await?;
    lines.reverse();
    Ok(lines)
}

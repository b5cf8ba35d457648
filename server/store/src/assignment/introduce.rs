//! What two people need to know of each other when one begins to follow the other's project.

use crate::error::Result;
use crate::sql;
use domain::ids::ProjectId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Who follows a project, and until when the first contact is due.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Follower {
    /// The person.
    pub person_id: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Function.
    pub job: String,
    /// Service.
    pub organisation: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// Name of the project's bearer.
    pub bearer_name: String,
    /// When the first contact is due, milliseconds UTC.
    pub due_at: Option<i64>,
}

/// Who follows a project now.
pub async fn follower(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Follower>> {
    sql::one(
        db,
        "SELECT w.id AS person_id, w.first_name, w.last_name, w.email, w.job, w.organisation, w.phone, \
                b.name AS bearer_name, a.first_contact_due_at AS due_at \
         FROM project p JOIN person w ON w.id = p.assignee_id JOIN collectivity b ON b.id = p.bearer_id \
         LEFT JOIN assignment a ON a.project_id = p.id AND a.person_id = p.assignee_id AND a.ended_at IS NULL \
         WHERE p.id = $1",
        [project.0.into()],
    )
    .await
}

/// Somebody to reach on a project's side.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Function.
    pub job: String,
    /// Collectivité.
    pub organisation: String,
    /// Telephone, may be empty.
    pub phone: String,
}

/// The leads of a project, the first ones first, at most three.
pub async fn leads(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Contact>> {
    sql::all(
        db,
        "SELECT w.first_name, w.last_name, w.email, w.job, w.organisation, w.phone \
         FROM member m JOIN person w ON w.id = m.person_id AND w.disabled_at IS NULL \
         WHERE m.project_id = $1 AND m.role = 'lead' ORDER BY m.since, w.id LIMIT 3",
        [project.0.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Sentence {
    sentence: String,
}

/// What stops a project, in its people's words, the oldest first, at most five.
pub async fn blockers(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<String>> {
    let rows: Vec<Sentence> = sql::all(
        db,
        "SELECT sentence FROM blocker WHERE project_id = $1 AND solved_at IS NULL AND sentence <> '' \
         ORDER BY raised_at, id LIMIT 5",
        [project.0.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.sentence).collect())
}

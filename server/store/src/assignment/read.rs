//! Who can follow a project, and who follows how many.

use crate::error::Result;
use crate::sql;
use domain::ids::{PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Somebody of a département who can be given a project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Candidate {
    /// The person.
    pub id: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
    /// Function.
    pub job: String,
    /// Service of an agent; empty for somebody of a seat.
    pub service: String,
    /// Codes of an agent's themes, between spaces or commas; empty when none is noted.
    pub themes: String,
    /// Projects followed now.
    pub load: i64,
    /// Those of them whose first contact is late.
    pub late: i64,
}

/// The agents of a département and those who sit on its pair, at most 200, by name. A person who is
/// both comes twice, the agent's line first.
pub async fn candidates(
    db: &impl ConnectionTrait,
    departement: &str,
    now: Timestamp,
) -> Result<Vec<Candidate>> {
    sql::all(
        db,
        "SELECT p.id, p.first_name, p.last_name, p.email, p.job, r.service, r.themes, \
                (SELECT COUNT(*) FROM project f WHERE f.assignee_id = p.id AND f.intake = 'assigned') AS load, \
                (SELECT COUNT(*) FROM project f WHERE f.assignee_id = p.id AND f.intake = 'assigned' \
                   AND f.intake_due_at < $2) AS late \
         FROM ( \
             SELECT g.person_id AS person_id, g.service AS service, g.themes AS themes, 1 AS place \
             FROM role_grant g WHERE g.kind = 'agent' AND g.scope = $1 AND g.ended_at IS NULL \
             UNION ALL \
             SELECT sp.person_id, '', '', 2 FROM seat_person sp \
             JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id \
             WHERE pair.departement_code = $1 AND sp.ended_at IS NULL \
         ) r JOIN person p ON p.id = r.person_id AND p.disabled_at IS NULL \
         ORDER BY p.last_name, p.first_name, p.id, r.place LIMIT 200",
        [departement.into(), now.0.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Whether a project has at least one indicator with a measured result.
pub async fn has_measured_impact(db: &impl ConnectionTrait, project: ProjectId) -> Result<bool> {
    let count: Option<Count> = sql::one(
        db,
        "SELECT COUNT(*) AS n FROM impact WHERE project_id = $1 AND measured <> ''",
        [project.0.into()],
    )
    .await?;
    Ok(count.is_some_and(|count| count.n > 0))
}

/// Whether the assignee still owes the project a first contact.
pub async fn owes_first_contact(
    db: &impl ConnectionTrait,
    project: ProjectId,
    person: PersonId,
) -> Result<bool> {
    let count: Option<Count> = sql::one(
        db,
        "SELECT COUNT(*) AS n FROM assignment \
         WHERE project_id = $1 AND person_id = $2 AND ended_at IS NULL AND first_contact_at IS NULL",
        [project.0.into(), person.0.into()],
    )
    .await?;
    Ok(count.is_some_and(|count| count.n > 0))
}

//! The people of a project.

use crate::error::Result;
use crate::sql;
use domain::ids::{InvitationId, PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A person of the project, whatever ties her to it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PersonLine {
    /// The person.
    pub id: Uuid,
    /// Her address.
    pub email: String,
    /// First name, may be empty.
    pub first_name: String,
    /// Last name, may be empty.
    pub last_name: String,
    /// Function.
    pub job: String,
    /// Collectivité or service.
    pub organisation: String,
    /// Her place: a member's role; `seat:ddt`, `seat:prefecture` or `assignee` for the State.
    pub role: String,
    /// Since when, milliseconds UTC.
    pub since: i64,
}

/// The members, those who answer for the project first; at most 200.
pub async fn members(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<PersonLine>> {
    sql::all(
        db,
        "SELECT p.id, p.email, p.first_name, p.last_name, p.job, p.organisation, m.role, m.since \
         FROM member m JOIN person p ON p.id = m.person_id WHERE m.project_id = $1 \
         ORDER BY CASE m.role WHEN 'lead' THEN 1 WHEN 'editor' THEN 2 WHEN 'expert' THEN 3 ELSE 4 END, \
                  m.since, p.id LIMIT 200",
        [project.0.into()],
    )
    .await
}

/// The State people who follow the project: who it is assigned to, and both seats, those of its arrondissement where
/// somebody sits there; at most 50.
pub async fn followers(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<PersonLine>> {
    sql::all(
        db,
        "SELECT p.id, p.email, p.first_name, p.last_name, p.job, p.organisation, \
                'assignee' AS role, j.intake_since AS since \
         FROM project j JOIN person p ON p.id = j.assignee_id WHERE j.id = $1 \
         UNION ALL \
         SELECT p.id, p.email, p.first_name, p.last_name, p.job, p.organisation, \
                'seat:' || s.kind AS role, sp.since AS since \
         FROM project j JOIN pair ON pair.departement_code = j.departement_code \
         JOIN seat s ON s.pair_id = pair.id JOIN seat_person sp ON sp.seat_id = s.id AND sp.ended_at IS NULL \
         JOIN person p ON p.id = sp.person_id AND p.disabled_at IS NULL \
         WHERE j.id = $2 AND j.intake <> 'draft' \
           AND (sp.arrondissement_code = j.arrondissement_code OR (sp.arrondissement_code IS NULL AND NOT EXISTS ( \
             SELECT 1 FROM seat_person a WHERE a.seat_id = sp.seat_id AND a.ended_at IS NULL \
               AND a.arrondissement_code = j.arrondissement_code))) LIMIT 50",
        [project.0.into(), project.0.into()],
    )
    .await
}

/// An invitation of the project's page.
#[derive(Clone, Debug, FromQueryResult)]
pub struct InvitationLine {
    /// The invitation.
    pub id: Uuid,
    /// Who is invited.
    pub email: String,
    /// The place offered.
    pub role: String,
    /// When it was sent, milliseconds UTC.
    pub created_at: i64,
    /// Until when it can be answered, milliseconds UTC.
    pub expires_at: i64,
    /// First name of who invites.
    pub first_name: String,
    /// Last name of who invites.
    pub last_name: String,
}

/// The invitations without an answer, the newest first, late ones too; at most 100.
pub async fn invitations(
    db: &impl ConnectionTrait,
    project: ProjectId,
) -> Result<Vec<InvitationLine>> {
    sql::all(
        db,
        "SELECT i.id, i.email, i.role, i.created_at, i.expires_at, p.first_name, p.last_name \
         FROM invitation i JOIN person p ON p.id = i.invited_by \
         WHERE i.project_id = $1 AND i.accepted_at IS NULL AND i.refused_at IS NULL AND i.revoked_at IS NULL \
         ORDER BY i.id DESC LIMIT 100",
        [project.0.into()],
    )
    .await
}

/// An invitation as the one who is invited meets it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Invitation {
    /// The invitation.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// The project's title.
    pub title: String,
    /// The name of who bears the project.
    pub bearer_name: String,
    /// Who is invited.
    pub email: String,
    /// The place offered.
    pub role: String,
    /// A word from who invites.
    pub message: String,
    /// Until when it can be answered, milliseconds UTC.
    pub expires_at: i64,
    /// When it was accepted.
    pub accepted_at: Option<i64>,
    /// Who accepted it.
    pub accepted_by: Option<Uuid>,
    /// When it was refused.
    pub refused_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
    /// Address of who invites.
    pub inviter_email: String,
    /// First name of who invites.
    pub inviter_first_name: String,
    /// Last name of who invites.
    pub inviter_last_name: String,
    /// Function of who invites.
    pub inviter_job: String,
    /// Collectivité or service of who invites.
    pub inviter_organisation: String,
}

const INVITATION: &str = "SELECT i.id, i.project_id, j.title, b.name AS bearer_name, i.email, i.role, i.message, \
    i.expires_at, i.accepted_at, i.accepted_by, i.refused_at, i.revoked_at, p.email AS inviter_email, \
    p.first_name AS inviter_first_name, p.last_name AS inviter_last_name, p.job AS inviter_job, \
    p.organisation AS inviter_organisation \
    FROM invitation i JOIN project j ON j.id = i.project_id JOIN collectivity b ON b.id = j.bearer_id \
    JOIN person p ON p.id = i.invited_by";

/// The invitation whose token has this hash.
pub async fn invitation_by_token(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Invitation>> {
    sql::one(
        db,
        &format!("{INVITATION} WHERE i.token_hash = $1"),
        [token_hash.into()],
    )
    .await
}

/// An invitation of a project; none when it belongs to another one.
pub async fn invitation(
    db: &impl ConnectionTrait,
    project: ProjectId,
    invitation: InvitationId,
) -> Result<Option<Invitation>> {
    sql::one(
        db,
        &format!("{INVITATION} WHERE i.id = $2 AND i.project_id = $1"),
        [project.0.into(), invitation.0.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// How many invitations a person has sent since a moment.
pub async fn sent_since(
    db: &impl ConnectionTrait,
    person: PersonId,
    since: Timestamp,
) -> Result<i64> {
    let row: Option<Count> = sql::one(
        db,
        "SELECT COUNT(*) AS count FROM invitation WHERE invited_by = $1 AND created_at > $2",
        [person.0.into(), since.0.into()],
    )
    .await?;
    Ok(row.map_or(0, |row| row.count))
}

/// Whether an address is a member of the project, or has an invitation that can still be answered.
pub async fn is_there(
    db: &impl ConnectionTrait,
    project: ProjectId,
    email: &str,
    now: Timestamp,
) -> Result<bool> {
    let row: Option<Count> = sql::one(
        db,
        "SELECT (SELECT COUNT(*) FROM member m JOIN person p ON p.id = m.person_id \
                  WHERE m.project_id = $1 AND p.email = $2) \
              + (SELECT COUNT(*) FROM invitation i WHERE i.project_id = $3 AND i.email = $4 \
                  AND i.accepted_at IS NULL AND i.refused_at IS NULL AND i.revoked_at IS NULL \
                  AND i.expires_at > $5) AS count",
        [
            project.0.into(),
            email.into(),
            project.0.into(),
            email.into(),
            now.0.into(),
        ],
    )
    .await?;
    Ok(row.is_some_and(|row| row.count > 0))
}

/// One member; none when the person is not on the project.
pub async fn member(
    db: &impl ConnectionTrait,
    project: ProjectId,
    person: PersonId,
) -> Result<Option<PersonLine>> {
    sql::one(
        db,
        "SELECT p.id, p.email, p.first_name, p.last_name, p.job, p.organisation, m.role, m.since \
         FROM member m JOIN person p ON p.id = m.person_id WHERE m.project_id = $1 AND m.person_id = $2",
        [project.0.into(), person.0.into()],
    )
    .await
}

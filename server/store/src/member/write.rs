//! Changes to the people of a project.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{InvitationId, PersonId, ProjectId};
use domain::project::MemberRole;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use uuid::Uuid;

/// An invitation to add.
#[derive(Clone, Debug)]
pub struct NewInvitation<'a> {
    /// Drawn by the caller.
    pub id: InvitationId,
    /// The project.
    pub project: ProjectId,
    /// Who is invited, in lower case.
    pub email: &'a str,
    /// The place offered.
    pub role: MemberRole,
    /// Hash of the token that the mail carries.
    pub token_hash: &'a str,
    /// A word from who invites.
    pub message: &'a str,
    /// Who invites.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Until when it can be answered.
    pub expires_at: Timestamp,
}

/// Adds an invitation.
pub async fn invite(tx: &Tx, invitation: &NewInvitation<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO invitation (id, project_id, email, role, token_hash, message, invited_by, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            invitation.id.0.into(),
            invitation.project.0.into(),
            invitation.email.into(),
            invitation.role.code().into(),
            invitation.token_hash.into(),
            invitation.message.into(),
            invitation.by.0.into(),
            invitation.at.0.into(),
            invitation.expires_at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The only states an invitation can be answered or changed in.
const OPEN: &str = "accepted_at IS NULL AND refused_at IS NULL AND revoked_at IS NULL";

/// Takes an invitation back; [`Error::NotFound`] when it has an answer already.
pub async fn revoke(tx: &Tx, invitation: InvitationId, at: Timestamp) -> Result<()> {
    let sql = format!("UPDATE invitation SET revoked_at = $2 WHERE id = $1 AND {OPEN}");
    one(sql::run(&**tx, &sql, [invitation.0.into(), at.0.into()]).await?)
}

/// Gives an invitation a new token and a new delay; the old token is worth nothing from then on.
pub async fn renew(
    tx: &Tx,
    invitation: InvitationId,
    token_hash: &str,
    expires_at: Timestamp,
) -> Result<()> {
    let sql =
        format!("UPDATE invitation SET token_hash = $2, expires_at = $3 WHERE id = $1 AND {OPEN}");
    one(sql::run(
        &**tx,
        &sql,
        [invitation.0.into(), token_hash.into(), expires_at.0.into()],
    )
    .await?)
}

/// Uses an invitation up; [`Error::NotFound`] when it is no longer open: of two at once, one wins.
pub async fn accept(
    tx: &Tx,
    invitation: InvitationId,
    token_hash: &str,
    by: PersonId,
    at: Timestamp,
) -> Result<()> {
    let sql = format!(
        "UPDATE invitation SET accepted_at = $3, accepted_by = $4 \
         WHERE id = $1 AND token_hash = $2 AND expires_at > $5 AND {OPEN}"
    );
    let values = [
        invitation.0.into(),
        token_hash.into(),
        at.0.into(),
        by.0.into(),
        at.0.into(),
    ];
    one(sql::run(&**tx, &sql, values).await?)
}

/// Notes that an invitation was declined; [`Error::NotFound`] when it is no longer open.
pub async fn decline(
    tx: &Tx,
    invitation: InvitationId,
    token_hash: &str,
    at: Timestamp,
) -> Result<()> {
    let sql = format!(
        "UPDATE invitation SET refused_at = $3 WHERE id = $1 AND token_hash = $2 AND {OPEN}"
    );
    one(sql::run(
        &**tx,
        &sql,
        [invitation.0.into(), token_hash.into(), at.0.into()],
    )
    .await?)
}

/// Puts a person on a project; one who is there already keeps the place she has.
pub async fn join(
    tx: &Tx,
    project: ProjectId,
    person: PersonId,
    role: MemberRole,
    invited_by: Option<PersonId>,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO member (project_id, person_id, role, since, invited_by) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (project_id, person_id) DO NOTHING",
        [
            project.0.into(),
            person.0.into(),
            role.code().into(),
            at.0.into(),
            invited_by.map(|id| id.0).into(),
        ],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Lead {
    person_id: Uuid,
}

/// The leads of a project, holding the project's row until the transaction ends: two leads who leave
/// at once are counted one after the other.
pub async fn leads(tx: &Tx, project: ProjectId) -> Result<Vec<PersonId>> {
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        sql::run(
            &**tx,
            "SELECT 1 FROM project WHERE id = $1 FOR UPDATE",
            [project.0.into()],
        )
        .await?;
    }
    let rows: Vec<Lead> = sql::all(
        &**tx,
        "SELECT person_id FROM member WHERE project_id = $1 AND role = 'lead' LIMIT 200",
        [project.0.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PersonId(row.person_id))
        .collect())
}

/// Takes a person off a project.
pub async fn remove(tx: &Tx, project: ProjectId, person: PersonId) -> Result<()> {
    let sql = "DELETE FROM member WHERE project_id = $1 AND person_id = $2";
    one(sql::run(&**tx, sql, [project.0.into(), person.0.into()]).await?)
}

/// Gives a member another place.
pub async fn set_role(
    tx: &Tx,
    project: ProjectId,
    person: PersonId,
    role: MemberRole,
) -> Result<()> {
    let sql = "UPDATE member SET role = $3 WHERE project_id = $1 AND person_id = $2";
    one(sql::run(
        &**tx,
        sql,
        [project.0.into(), person.0.into(), role.code().into()],
    )
    .await?)
}

fn one(changed: u64) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

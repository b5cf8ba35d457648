//! A person's own row and what she is entitled to.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::account::{MailFrequency, Profile};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// What is known of a person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PersonRow {
    /// The person.
    pub id: Uuid,
    /// Address, in lower case.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Function.
    pub job: String,
    /// Service or collectivity.
    pub organisation: String,
    /// Telephone.
    pub phone: String,
    /// `now`, `daily` or `never`.
    pub mail_frequency: String,
    /// First known, milliseconds UTC.
    pub created_at: i64,
    /// May not sign in since, milliseconds UTC.
    pub disabled_at: Option<i64>,
}

const COLUMNS: &str = "id, email, first_name, last_name, job, organisation, phone, mail_frequency, created_at, disabled_at";

/// The person with this id.
pub async fn by_id(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<PersonRow>> {
    let select = format!("SELECT {COLUMNS} FROM person WHERE id = $1");
    sql::one(db, &select, [person.0.into()]).await
}

/// The person with this address.
pub async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<PersonRow>> {
    let select = format!("SELECT {COLUMNS} FROM person WHERE email = $1");
    sql::one(db, &select, [email.into()]).await
}

/// The person with this address, made with `id` when there is none.
pub async fn find_or_make(tx: &Tx, id: PersonId, email: &str, now: Timestamp) -> Result<PersonRow> {
    sql::run(
        &**tx,
        "INSERT INTO person (id, email, created_at) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING",
        [id.0.into(), email.into(), now.0.into()],
    )
    .await?;
    by_email(&**tx, email).await?.ok_or(Error::NotFound)
}

/// Writes the profile.
pub async fn set_profile(tx: &Tx, person: PersonId, profile: &Profile) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE person SET first_name = $2, last_name = $3, job = $4, organisation = $5, phone = $6 WHERE id = $1",
        [
            person.0.into(),
            profile.first_name.as_str().into(),
            profile.last_name.as_str().into(),
            profile.job.as_str().into(),
            profile.organisation.as_str().into(),
            profile.phone.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes when mails are wanted.
pub async fn set_frequency(tx: &Tx, person: PersonId, frequency: MailFrequency) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE person SET mail_frequency = $2 WHERE id = $1",
        [person.0.into(), frequency.code().into()],
    )
    .await?;
    Ok(())
}

/// A collectivity a person belongs to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Belonging {
    /// The collectivity.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its département, for those that lie in one.
    pub departement_code: Option<String>,
    /// Since when, milliseconds UTC.
    pub since: i64,
}

/// The collectivities of a person, at most 50.
pub async fn collectivities(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Belonging>> {
    sql::all(
        db,
        "SELECT c.id, c.kind, c.name, c.departement_code, pc.since FROM person_collectivity pc \
         JOIN collectivity c ON c.id = pc.collectivity_id \
         WHERE pc.person_id = $1 ORDER BY c.name, c.id LIMIT 50",
        [person.0.into()],
    )
    .await
}

/// A role to give: `agent`, `contract_manager` or `national_admin`.
#[derive(Clone, Debug)]
pub struct NewGrant<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// To whom.
    pub person: PersonId,
    /// Which role.
    pub kind: &'a str,
    /// Code of the département or contract; empty for the nation.
    pub scope: &'a str,
    /// Codes of the themes followed, separated by spaces.
    pub themes: &'a str,
    /// The service an agent works in.
    pub service: &'a str,
    /// Since when.
    pub since: Timestamp,
}

/// Gives a role, unless the person holds it already. Gives whether it was written.
pub async fn grant(tx: &Tx, grant: &NewGrant<'_>) -> Result<bool> {
    let written = sql::run(
        &**tx,
        "INSERT INTO role_grant (id, person_id, kind, scope, themes, service, since) \
         SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS ( \
           SELECT 1 FROM role_grant WHERE person_id = $2 AND kind = $3 AND scope = $4 AND ended_at IS NULL)",
        [
            grant.id.into(),
            grant.person.0.into(),
            grant.kind.into(),
            grant.scope.into(),
            grant.themes.into(),
            grant.service.into(),
            grant.since.0.into(),
        ],
    )
    .await?;
    Ok(written == 1)
}

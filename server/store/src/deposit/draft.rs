//! The table `deposit_draft`: everything typed, before it is a project.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{DraftId, PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use uuid::Uuid;

/// One draft as it is kept.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DraftRow {
    /// The draft.
    pub id: Uuid,
    /// Whose it is, once somebody signed in.
    pub person_id: Option<Uuid>,
    /// Hash of the token of the browser it was last opened in.
    pub browser_hash: Option<String>,
    /// The address that was asked to confirm it.
    pub email: Option<String>,
    /// JSON of what was typed.
    pub form: String,
    /// When it was begun, milliseconds UTC.
    pub created_at: i64,
    /// Last save, milliseconds UTC.
    pub updated_at: i64,
    /// The project it became.
    pub project_id: Option<Uuid>,
}

const COLUMNS: &str =
    "id, person_id, browser_hash, email, form, created_at, updated_at, project_id";

/// A draft by its id, whoever asks.
pub async fn find(db: &impl ConnectionTrait, id: DraftId) -> Result<Option<DraftRow>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} FROM deposit_draft WHERE id = $1"),
        [id.0.into()],
    )
    .await
}

/// A draft, held until the end of the transaction: two sendings of the same draft wait for each other.
pub async fn lock(tx: &Tx, id: DraftId) -> Result<DraftRow> {
    let lock = match tx.get_database_backend() {
        DatabaseBackend::Postgres => " FOR UPDATE",
        _ => "",
    };
    let sql = format!("SELECT {COLUMNS} FROM deposit_draft WHERE id = $1{lock}");
    sql::one(&**tx, &sql, [id.0.into()])
        .await?
        .ok_or(Error::NotFound)
}

/// The drafts not sent yet of a person, of her address before it was confirmed, or of a browser where
/// nobody signed in; the last saved first.
pub async fn unfinished(
    db: &impl ConnectionTrait,
    person: Option<PersonId>,
    email: Option<&str>,
    browser_hash: Option<&str>,
    limit: u32,
) -> Result<Vec<DraftRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM deposit_draft WHERE project_id IS NULL \
         AND (person_id = $1 OR (person_id IS NULL AND (email = $2 OR browser_hash = $3))) \
         ORDER BY updated_at DESC, id DESC LIMIT $4"
    );
    let values = [
        person.map(|p| p.0).into(),
        email.map(str::to_owned).into(),
        browser_hash.map(str::to_owned).into(),
        i64::from(limit).into(),
    ];
    sql::all(db, &sql, values).await
}

/// A draft begun.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    /// Drawn by the caller.
    pub id: DraftId,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// Hash of the browser's token.
    pub browser_hash: Option<&'a str>,
    /// JSON of what is known already.
    pub form: &'a str,
    /// Now.
    pub at: Timestamp,
}

/// Begins a draft.
pub async fn insert(tx: &Tx, draft: &NewDraft<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO deposit_draft (id, person_id, browser_hash, form, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $5)",
        [
            draft.id.0.into(),
            draft.person.map(|p| p.0).into(),
            draft.browser_hash.map(str::to_owned).into(),
            draft.form.into(),
            draft.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps what was typed.
pub async fn save(tx: &Tx, id: DraftId, form: &str, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE deposit_draft SET form = $2, updated_at = $3, version = version + 1 WHERE id = $1",
        [id.0.into(), form.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Gives a draft to a person and ties it to the browser she has before her.
pub async fn claim(
    tx: &Tx,
    id: DraftId,
    person: PersonId,
    browser_hash: Option<&str>,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE deposit_draft SET person_id = $2, browser_hash = COALESCE($3, browser_hash) \
         WHERE id = $1 AND (person_id IS NULL OR person_id = $2)",
        [
            id.0.into(),
            person.0.into(),
            browser_hash.map(str::to_owned).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Notes the address that was asked to confirm the draft.
pub async fn set_email(tx: &Tx, id: DraftId, email: &str) -> Result<()> {
    let values = [id.0.into(), email.into()];
    sql::run(
        &**tx,
        "UPDATE deposit_draft SET email = $2 WHERE id = $1",
        values,
    )
    .await?;
    Ok(())
}

/// Notes the project that a draft became; [`Error::VersionMismatch`] when it had become one before.
pub async fn attach(tx: &Tx, id: DraftId, project: ProjectId, at: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE deposit_draft SET project_id = $2, updated_at = $3 WHERE id = $1 AND project_id IS NULL",
        [id.0.into(), project.0.into(), at.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Throws a draft away, unless it was sent.
pub async fn delete(tx: &Tx, id: DraftId) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM deposit_draft WHERE id = $1 AND project_id IS NULL",
        [id.0.into()],
    )
    .await?;
    Ok(())
}

/// Throws away the drafts that nobody signed in for and nobody touched since `before`. Gives their number.
pub async fn delete_forgotten(tx: &Tx, before: Timestamp) -> Result<u64> {
    sql::run(
        &**tx,
        "DELETE FROM deposit_draft WHERE person_id IS NULL AND project_id IS NULL AND updated_at < $1",
        [before.0.into()],
    )
    .await
}

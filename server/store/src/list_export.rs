//! Long lists that somebody asked for as files.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{ListExportId, PersonId};
use domain::list_export::ExportFailure;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// An export.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ListExport {
    /// Its id.
    pub id: Uuid,
    /// Who asked for it.
    pub person_id: Uuid,
    /// Whose projects: the code of a département, or one of the services' own words.
    pub ground: String,
    /// Which of them, in which order, with which columns: the query of an address.
    pub query: String,
    /// A code of [`domain::list_export::ExportFormat`].
    pub format: String,
    /// A code of [`domain::list_export::ExportState`].
    pub state: String,
    /// A code of [`ExportFailure`]; empty without one.
    pub failure: String,
    /// How many projects there are.
    pub rows_total: i64,
    /// How many are written.
    pub rows_done: i64,
    /// Where its content is, once it is ready.
    pub file_key: String,
    /// The size of the content.
    pub size_bytes: i64,
    /// When it was asked for, milliseconds UTC.
    pub created_at: i64,
    /// When it was ready or given up, milliseconds UTC.
    pub finished_at: Option<i64>,
    /// When it is forgotten, milliseconds UTC.
    pub expires_at: i64,
}

/// The columns of [`ListExport`].
const COLUMNS: &str = "id, person_id, ground, query, format, state, failure, rows_total, rows_done, file_key, \
     size_bytes, created_at, finished_at, expires_at";

/// Writes an export that waits for the worker.
pub async fn insert(tx: &Tx, new: &ListExport) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO list_export (id, person_id, ground, query, format, state, rows_total, file_key, created_at, \
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            new.id.into(),
            new.person_id.into(),
            new.ground.as_str().into(),
            new.query.as_str().into(),
            new.format.as_str().into(),
            new.state.as_str().into(),
            new.rows_total.into(),
            new.file_key.as_str().into(),
            new.created_at.into(),
            new.expires_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// An export, whosever it is.
pub async fn one(db: &impl ConnectionTrait, id: ListExportId) -> Result<Option<ListExport>> {
    let sql = format!("SELECT {COLUMNS} FROM list_export WHERE id = $1");
    sql::one(db, &sql, [id.0.into()]).await
}

/// The exports of a person that are not forgotten, the latest first.
pub async fn of(
    db: &impl ConnectionTrait,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<ListExport>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM list_export WHERE person_id = $1 AND expires_at > $2 \
         ORDER BY created_at DESC, id DESC LIMIT 100"
    );
    sql::all(db, &sql, [person.0.into(), now.0.into()]).await
}

/// Notes how far the worker is, for those who wait. False when the export is not waited for any more.
pub async fn progress(tx: &Tx, id: Uuid, done: i64, total: i64) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE list_export SET rows_done = $2, rows_total = $3 WHERE id = $1 AND state = 'waiting'",
        [id.into(), done.into(), total.into()],
    )
    .await?;
    Ok(changed == 1)
}

/// A file that is there.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// How many projects it holds.
    pub rows: i64,
    /// Its size.
    pub bytes: i64,
}

/// Notes that the file is there. False when the export is not waited for any more.
pub async fn ready(
    tx: &Tx,
    id: Uuid,
    made: Made,
    at: Timestamp,
    expires: Timestamp,
) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE list_export SET state = 'ready', rows_done = $2, rows_total = $2, size_bytes = $3, finished_at = $4, \
             expires_at = $5 WHERE id = $1 AND state = 'waiting'",
        [
            id.into(),
            made.rows.into(),
            made.bytes.into(),
            at.0.into(),
            expires.0.into(),
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// Notes that there will be no file. False when the export is not waited for any more.
pub async fn give_up(tx: &Tx, id: Uuid, why: ExportFailure, at: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE list_export SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1 AND state = 'waiting'",
        [id.into(), why.code().into(), at.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

/// Where the content of an export is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Content {
    /// The export.
    pub id: Uuid,
    /// Its content.
    pub file_key: String,
}

/// The exports that are to be forgotten, at most 100.
pub async fn expired(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<Content>> {
    sql::all(
        db,
        "SELECT id, file_key FROM list_export WHERE expires_at <= $1 ORDER BY expires_at LIMIT 100",
        [now.0.into()],
    )
    .await
}

/// Forgets an export.
pub async fn forget(tx: &Tx, id: Uuid) -> Result<()> {
    sql::run(&**tx, "DELETE FROM list_export WHERE id = $1", [id.into()]).await?;
    Ok(())
}

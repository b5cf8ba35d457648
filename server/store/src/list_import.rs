//! Lists of projects that seats bring in.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{ListImportId, PersonId};
use domain::list_import::{ImportFailure, ImportState};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// An import.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ListImport {
    /// Its id.
    pub id: Uuid,
    /// Where its projects lie.
    pub departement_code: String,
    /// Who asked for its latest step.
    pub person_id: Uuid,
    /// The cleaned name of the file.
    pub name: String,
    /// Its size.
    pub size_bytes: i64,
    /// Where its content is.
    pub file_key: String,
    /// Where the report is, once there is one.
    pub report_key: String,
    /// What was seen of the file when it came: JSON.
    pub look: String,
    /// What was said of its columns: JSON of the form's fields.
    pub fields: String,
    /// A code of [`ImportState`].
    pub state: String,
    /// A code of [`ImportFailure`]; empty without one.
    pub failure: String,
    /// Lines read so far.
    pub lines_done: i64,
    /// What came of it: JSON; empty before.
    pub result: String,
    /// When the file came, milliseconds UTC.
    pub created_at: i64,
    /// When its state last changed, milliseconds UTC.
    pub updated_at: i64,
}

/// A line of the list of imports.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ImportLine {
    /// The import.
    pub id: Uuid,
    /// The name of the file.
    pub name: String,
    /// A code of [`ImportState`].
    pub state: String,
    /// When the file came, milliseconds UTC.
    pub created_at: i64,
    /// Who asked for its latest step; may be empty.
    pub person_name: String,
}

/// Writes an import whose file came.
pub async fn insert(tx: &Tx, new: &ListImport) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO list_import (id, departement_code, person_id, name, size_bytes, file_key, report_key, look, \
             fields, state, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        [
            new.id.into(),
            new.departement_code.as_str().into(),
            new.person_id.into(),
            new.name.as_str().into(),
            new.size_bytes.into(),
            new.file_key.as_str().into(),
            new.report_key.as_str().into(),
            new.look.as_str().into(),
            new.fields.as_str().into(),
            new.state.as_str().into(),
            new.created_at.into(),
            new.updated_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// An import, whosever it is.
pub async fn one(db: &impl ConnectionTrait, id: ListImportId) -> Result<Option<ListImport>> {
    sql::one(
        db,
        "SELECT id, departement_code, person_id, name, size_bytes, file_key, report_key, look, fields, state, \
             failure, lines_done, result, created_at, updated_at FROM list_import WHERE id = $1",
        [id.0.into()],
    )
    .await
}

/// The latest imports of a département.
pub async fn latest(
    db: &impl ConnectionTrait,
    departement: &str,
    most: u32,
) -> Result<Vec<ImportLine>> {
    sql::all(
        db,
        "SELECT l.id, l.name, l.state, l.created_at, \
             TRIM(p.first_name || ' ' || p.last_name) AS person_name \
         FROM list_import l JOIN person p ON p.id = l.person_id \
         WHERE l.departement_code = $1 ORDER BY l.created_at DESC, l.id DESC LIMIT $2",
        [departement.into(), i64::from(most).into()],
    )
    .await
}

/// Hands an import over to the worker. False when it was not in the state it is to leave.
pub async fn hand_over(
    tx: &Tx,
    import: &ListImport,
    to: ImportState,
    by: PersonId,
    at: Timestamp,
) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE list_import SET state = $3, person_id = $4, fields = $5, updated_at = $6, failure = '', lines_done = 0 \
         WHERE id = $1 AND state = $2",
        [
            import.id.into(),
            import.state.as_str().into(),
            to.code().into(),
            by.0.into(),
            import.fields.as_str().into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// Notes how many lines were read, for those who wait.
pub async fn progress(tx: &Tx, id: ListImportId, lines: i64) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE list_import SET lines_done = $2 WHERE id = $1",
        [id.0.into(), lines.into()],
    )
    .await?;
    Ok(())
}

/// Notes what the worker came to.
///
/// Errors: [`Error::VersionMismatch`] when another worker was there first.
pub async fn finish(
    tx: &Tx,
    import: &ListImport,
    to: ImportState,
    failure: Option<ImportFailure>,
    result: &str,
    at: Timestamp,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE list_import SET state = $3, failure = $4, result = $5, updated_at = $6 WHERE id = $1 AND state = $2",
        [
            import.id.into(),
            import.state.as_str().into(),
            to.code().into(),
            failure.map_or("", ImportFailure::code).into(),
            result.into(),
            at.0.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Where the files of an import are.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Files {
    /// The import.
    pub id: Uuid,
    /// The list.
    pub file_key: String,
    /// The report.
    pub report_key: String,
}

/// The imports of before a moment, at most 100.
pub async fn old(db: &impl ConnectionTrait, before: Timestamp) -> Result<Vec<Files>> {
    sql::all(
        db,
        "SELECT id, file_key, report_key FROM list_import WHERE created_at < $1 ORDER BY created_at LIMIT 100",
        [before.0.into()],
    )
    .await
}

/// Forgets an import.
pub async fn forget(tx: &Tx, id: Uuid) -> Result<()> {
    sql::run(&**tx, "DELETE FROM list_import WHERE id = $1", [id.into()]).await?;
    Ok(())
}

//! Files as pages and downloads need them.
//!
//! A row with `deleted_at = 0` is a file received with a form that was refused: it waits for its sender
//! to send the form again, and nobody else sees it.

use crate::error::Result;
use crate::sql;
use domain::ids::{AttachmentId, PersonId, ProjectId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// One file of a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FileLine {
    /// The file.
    pub id: Uuid,
    /// The message it came with.
    pub message_id: Option<Uuid>,
    /// Who may see it.
    pub audience: String,
    /// Its cleaned name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// Where it stands with the antivirus.
    pub scan_state: String,
    /// Who sent it.
    pub uploaded_by: Uuid,
    /// When, milliseconds UTC.
    pub created_at: i64,
    /// First name of who sent it.
    pub first_name: String,
    /// Last name of who sent it.
    pub last_name: String,
}

const LINE: &str = "SELECT a.id, a.message_id, a.audience, a.name, a.media_type, a.size_bytes, a.scan_state, \
    a.uploaded_by, a.created_at, p.first_name, p.last_name \
    FROM attachment a JOIN person p ON p.id = a.uploaded_by WHERE a.project_id = $1";

/// The files of a project that a reader may see, the newest first, at most `limit` before `before`.
pub async fn files(
    db: &impl ConnectionTrait,
    project: ProjectId,
    state_only: bool,
    before: Option<AttachmentId>,
    limit: u32,
) -> Result<Vec<FileLine>> {
    let audience = if state_only { "state_only" } else { "all" };
    sql::all(
        db,
        &format!(
            "{LINE} AND a.deleted_at IS NULL AND a.audience IN ('all', $2) AND a.id < $3 ORDER BY a.id DESC LIMIT $4"
        ),
        [
            project.0.into(),
            audience.into(),
            before.map_or(Uuid::max(), |id| id.0).into(),
            i64::from(limit).into(),
        ],
    )
    .await
}

/// The files that came with the messages of a thread from `first` to `last`, at most 2,000.
pub async fn of_messages(
    db: &impl ConnectionTrait,
    project: ProjectId,
    audience: Audience,
    first: Uuid,
    last: Uuid,
) -> Result<Vec<FileLine>> {
    sql::all(
        db,
        &format!(
            "{LINE} AND a.deleted_at IS NULL AND a.audience = $2 AND a.message_id >= $3 AND a.message_id <= $4 \
             ORDER BY a.id LIMIT 2000"
        ),
        [project.0.into(), audience.code().into(), first.into(), last.into()],
    )
    .await
}

/// The files a person sent with a form that was refused, among those the form names again.
pub async fn waiting(
    db: &impl ConnectionTrait,
    project: ProjectId,
    audience: Audience,
    person: PersonId,
    ids: &[AttachmentId],
) -> Result<Vec<FileLine>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = sql::placeholders(4, ids.len());
    let mut values: Vec<Value> = vec![project.0.into(), audience.code().into(), person.0.into()];
    values.extend(ids.iter().map(|id| Value::from(id.0)));
    sql::all(
        db,
        &format!(
            "{LINE} AND a.audience = $2 AND a.uploaded_by = $3 AND a.deleted_at = 0 AND a.message_id IS NULL \
             AND a.id IN ({list}) ORDER BY a.id"
        ),
        values,
    )
    .await
}

/// A file with the place of its content.
#[derive(Clone, Debug, FromQueryResult)]
pub struct File {
    /// Who may see it.
    pub audience: String,
    /// Its cleaned name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Where its content is.
    pub storage_key: String,
    /// Where it stands with the antivirus.
    pub scan_state: String,
    /// Who sent it.
    pub uploaded_by: Uuid,
}

/// A file of a project that was not removed; none when it belongs to another project.
pub async fn file(
    db: &impl ConnectionTrait,
    project: ProjectId,
    file: AttachmentId,
) -> Result<Option<File>> {
    sql::one(
        db,
        "SELECT audience, name, media_type, size_bytes, sha256, storage_key, scan_state, uploaded_by \
         FROM attachment WHERE id = $2 AND project_id = $1 AND deleted_at IS NULL",
        [project.0.into(), file.0.into()],
    )
    .await
}

/// What the antivirus job needs of a file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Content {
    /// Where its content is.
    pub storage_key: String,
    /// Where it stands with the antivirus.
    pub scan_state: String,
}

/// The content of a file by its id alone: for jobs, never for a request.
pub async fn content(db: &impl ConnectionTrait, file: AttachmentId) -> Result<Option<Content>> {
    sql::one(
        db,
        "SELECT storage_key, scan_state FROM attachment WHERE id = $1",
        [file.0.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Forgotten {
    id: Uuid,
    storage_key: String,
}

/// Files received with a refused form that nobody sent again since `before`: id and place, at most 100.
pub async fn forgotten(
    db: &impl ConnectionTrait,
    before: Timestamp,
) -> Result<Vec<(AttachmentId, String)>> {
    let rows: Vec<Forgotten> = sql::all(
        db,
        "SELECT id, storage_key FROM attachment WHERE deleted_at = 0 AND created_at < $1 LIMIT 100",
        [before.0.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (AttachmentId(row.id), row.storage_key))
        .collect())
}

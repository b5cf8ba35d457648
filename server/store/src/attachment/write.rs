//! Changes to files.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{AttachmentId, MessageId, PersonId, ProjectId};
use domain::project::{Audience, ScanState};
use domain::timestamp::Timestamp;

/// A file whose content is in the file store.
#[derive(Clone, Debug)]
pub struct NewFile<'a> {
    /// Drawn by the caller.
    pub id: AttachmentId,
    /// Its project.
    pub project: ProjectId,
    /// The message it comes with.
    pub message: Option<MessageId>,
    /// Who may see it.
    pub audience: Audience,
    /// Its cleaned name.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: &'a str,
    /// Where its content is.
    pub storage_key: &'a str,
    /// Where it stands with the antivirus.
    pub scan: ScanState,
    /// Who sent it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Set for a file of a refused form: it waits, unseen, for the form to be sent again.
    pub waiting: bool,
}

/// Adds a file.
pub async fn add(tx: &Tx, file: &NewFile<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO attachment (id, project_id, message_id, audience, name, media_type, size_bytes, sha256, \
                storage_key, scan_state, uploaded_by, created_at, deleted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        [
            file.id.0.into(),
            file.project.0.into(),
            file.message.map(|id| id.0).into(),
            file.audience.code().into(),
            file.name.into(),
            file.media_type.into(),
            file.size_bytes.into(),
            file.sha256.into(),
            file.storage_key.into(),
            file.scan.code().into(),
            file.by.0.into(),
            file.at.0.into(),
            file.waiting.then_some(0_i64).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Gives a waiting file of the same sender to a message (or to the project alone). False when there is
/// no such file: it was sent twice, or forgotten for too long.
pub async fn claim(
    tx: &Tx,
    file: AttachmentId,
    project: ProjectId,
    audience: Audience,
    by: PersonId,
    message: Option<MessageId>,
) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE attachment SET deleted_at = NULL, message_id = $5 \
         WHERE id = $1 AND project_id = $2 AND audience = $3 AND uploaded_by = $4 \
           AND deleted_at = 0 AND message_id IS NULL",
        [
            file.0.into(),
            project.0.into(),
            audience.code().into(),
            by.0.into(),
            message.map(|id| id.0).into(),
        ],
    )
    .await?;
    Ok(changed == 1)
}

/// Takes a file away from the pages; its content is kept with the project's history.
pub async fn remove(tx: &Tx, project: ProjectId, file: AttachmentId, at: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE attachment SET deleted_at = $3 WHERE id = $2 AND project_id = $1 AND deleted_at IS NULL",
        [project.0.into(), file.0.into(), at.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Notes the antivirus' verdict.
pub async fn set_scan(tx: &Tx, file: AttachmentId, state: ScanState) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE attachment SET scan_state = $2 WHERE id = $1",
        [file.0.into(), state.code().into()],
    )
    .await?;
    Ok(())
}

/// Forgets a waiting file; false when it was claimed in between.
pub async fn forget(tx: &Tx, file: AttachmentId) -> Result<bool> {
    let gone = sql::run(
        &**tx,
        "DELETE FROM attachment WHERE id = $1 AND deleted_at = 0",
        [file.0.into()],
    )
    .await?;
    Ok(gone == 1)
}

//! The local mailbox: where mails go when no way out is set up.

use crate::error::Result;
use crate::{Tx, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A mail kept here.
#[derive(Clone, Debug, FromQueryResult)]
pub struct KeptMail {
    /// Its id, that of the job it comes from.
    pub id: Uuid,
    /// Address of the one it is for.
    pub recipient: String,
    /// One line.
    pub subject: String,
    /// The text part.
    pub text_body: String,
    /// The HTML part.
    pub html_body: String,
    /// When, milliseconds UTC.
    pub sent_at: i64,
}

/// Keeps a mail, once.
pub async fn keep(tx: &Tx, mail: &KeptMail) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO mailbox (id, recipient, subject, text_body, html_body, sent_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        [
            mail.id.into(),
            mail.recipient.as_str().into(),
            mail.subject.as_str().into(),
            mail.text_body.as_str().into(),
            mail.html_body.as_str().into(),
            mail.sent_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The latest mails; bodies included, so bound the list.
pub async fn latest(db: &impl ConnectionTrait, limit: u32) -> Result<Vec<KeptMail>> {
    sql::all(
        db,
        "SELECT id, recipient, subject, text_body, html_body, sent_at FROM mailbox \
         ORDER BY sent_at DESC, id DESC LIMIT $1",
        [i64::from(limit).into()],
    )
    .await
}

/// One mail.
pub async fn one(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<KeptMail>> {
    sql::one(
        db,
        "SELECT id, recipient, subject, text_body, html_body, sent_at FROM mailbox WHERE id = $1",
        [id.into()],
    )
    .await
}

/// Forgets the mails sent before a moment.
pub async fn forget(tx: &Tx, before: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM mailbox WHERE sent_at < $1",
        [before.0.into()],
    )
    .await?;
    Ok(())
}

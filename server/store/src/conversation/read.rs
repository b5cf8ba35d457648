//! What the page of a thread shows.

use crate::error::Result;
use crate::sql;
use domain::ids::{MessageId, PersonId, ProjectId};
use domain::project::Audience;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A thread and how far one reader has read it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Thread {
    /// The thread.
    pub id: Uuid,
    /// Messages ever posted in it.
    pub message_count: i64,
    /// The latest one, milliseconds UTC.
    pub last_message_at: Option<i64>,
    /// The latest moment the reader has seen, milliseconds UTC; none before her first visit.
    pub read_until: Option<i64>,
}

/// The thread of a project for one audience; none before its first message.
pub async fn thread(
    db: &impl ConnectionTrait,
    project: ProjectId,
    audience: Audience,
    reader: PersonId,
) -> Result<Option<Thread>> {
    sql::one(
        db,
        "SELECT t.id, t.message_count, t.last_message_at, r.read_until \
         FROM thread t LEFT JOIN read_mark r ON r.thread_id = t.id AND r.person_id = $3 \
         WHERE t.project_id = $1 AND t.audience = $2",
        [project.0.into(), audience.code().into(), reader.0.into()],
    )
    .await
}

/// One message with the name of its author.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MessageLine {
    /// The message.
    pub id: Uuid,
    /// Who wrote it.
    pub author_id: Uuid,
    /// Plain text; to be shown only while `deleted_at` is none.
    pub body: String,
    /// When, milliseconds UTC.
    pub created_at: i64,
    /// When it was last changed.
    pub edited_at: Option<i64>,
    /// When its author took it back.
    pub deleted_at: Option<i64>,
    /// The author's first name.
    pub first_name: String,
    /// The author's last name.
    pub last_name: String,
    /// The author's function.
    pub job: String,
    /// The author's collectivité or service.
    pub organisation: String,
}

/// The latest `limit` messages of a thread before `before`, the newest first.
pub async fn messages(
    db: &impl ConnectionTrait,
    thread: Uuid,
    before: Option<MessageId>,
    limit: u32,
) -> Result<Vec<MessageLine>> {
    sql::all(
        db,
        "SELECT m.id, m.author_id, m.body, m.created_at, m.edited_at, m.deleted_at, \
                p.first_name, p.last_name, p.job, p.organisation \
         FROM message m JOIN person p ON p.id = m.author_id \
         WHERE m.thread_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
        [
            thread.into(),
            before.map_or(Uuid::max(), |id| id.0).into(),
            i64::from(limit).into(),
        ],
    )
    .await
}

/// What the rules need to know of one message.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Message {
    /// Who wrote it.
    pub author_id: Uuid,
    /// Plain text.
    pub body: String,
    /// When, milliseconds UTC.
    pub created_at: i64,
    /// When its author took it back.
    pub deleted_at: Option<i64>,
    /// Who reads its thread.
    pub audience: String,
    /// Files that came with it and are still there.
    pub files: i64,
}

/// A message of a project; none when it belongs to another one.
pub async fn message(
    db: &impl ConnectionTrait,
    project: ProjectId,
    message: MessageId,
) -> Result<Option<Message>> {
    sql::one(
        db,
        "SELECT m.author_id, m.body, m.created_at, m.deleted_at, t.audience, \
                (SELECT COUNT(*) FROM attachment a WHERE a.message_id = m.id AND a.deleted_at IS NULL) AS files \
         FROM message m JOIN thread t ON t.id = m.thread_id \
         WHERE m.id = $2 AND t.project_id = $1",
        [project.0.into(), message.0.into()],
    )
    .await
}

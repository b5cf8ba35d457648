//! Changes to threads and messages.

use crate::blocker::write as blocker;
use crate::error::{Error, Result};
use crate::journal::{self, Key, NewEvent, NewJob};
use crate::{Tx, sql};
use domain::ids::{MessageId, PersonId, ProjectId, ThreadId};
use domain::project::Audience;
use domain::timestamp::Timestamp;

/// A message to add.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// Drawn by the caller.
    pub id: MessageId,
    /// Its project.
    pub project: ProjectId,
    /// Who reads its thread.
    pub audience: Audience,
    /// The id of the thread should this be its first message.
    pub new_thread: ThreadId,
    /// Who writes.
    pub author: PersonId,
    /// Plain text.
    pub body: &'a str,
    /// When.
    pub at: Timestamp,
}

/// A message and what goes with it.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// The message.
    pub message: NewMessage<'a>,
    /// The key of its form.
    pub key: Option<Key<'a>>,
    /// Whether the State answers with it what stops the project.
    pub answers_blockers: bool,
    /// The fact that it was posted.
    pub event: &'a NewEvent<'a>,
    /// The job that tells of it.
    pub job: NewJob<'a>,
}

/// Adds a message with its fact and its job, making its thread on first use and moving the thread's counters.
///
/// Gives whose first contact with the collectivité the State waits for, if it does. [`Error::Duplicate`] when the
/// form's key was taken before.
pub async fn post(tx: &Tx, posting: Posting<'_>) -> Result<Option<PersonId>> {
    let message = posting.message;
    let mut before = sql::Together::default();
    if let Some(key) = posting.key {
        let (insert, values) = key.statement();
        before = before.and(insert, values);
    }
    before = with_message(before, message);
    if posting.answers_blockers {
        // Blockers before the project, as whoever solves one locks them: two orders would stop each other.
        before = before.and(blocker::ANSWERED, [message.project.0.into()]);
    }
    journal::append_behind(tx, before, posting.event, posting.job).await
}

/// Adds a message alone, without its fact: what a measure fills a conversation with.
pub async fn add(tx: &Tx, message: NewMessage<'_>) -> Result<()> {
    with_message(sql::Together::default(), message)
        .run(&**tx)
        .await
}

fn with_message(before: sql::Together, message: NewMessage<'_>) -> sql::Together {
    before
        .and(
            "INSERT INTO thread (id, project_id, audience, created_at, message_count, last_message_at) \
             VALUES ($1, $2, $3, $4, 1, $4) \
             ON CONFLICT (project_id, audience) DO UPDATE \
             SET message_count = thread.message_count + 1, last_message_at = excluded.last_message_at",
            [
                message.new_thread.0.into(),
                message.project.0.into(),
                message.audience.code().into(),
                message.at.0.into(),
            ],
        )
        .and(
            "INSERT INTO message (id, thread_id, author_id, body, created_at) \
             SELECT $1, id, $2, $3, $4 FROM thread WHERE project_id = $5 AND audience = $6",
            [
                message.id.0.into(),
                message.author.0.into(),
                message.body.into(),
                message.at.0.into(),
                message.project.0.into(),
                message.audience.code().into(),
            ],
        )
}

/// Changes the words of one's own message posted at `oldest` or later; [`Error::NotFound`] otherwise.
pub async fn edit(
    tx: &Tx,
    message: MessageId,
    author: PersonId,
    body: &str,
    at: Timestamp,
    oldest: Timestamp,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE message SET body = $3, edited_at = $4 \
         WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL AND created_at >= $5",
        [
            message.0.into(),
            author.0.into(),
            body.into(),
            at.0.into(),
            oldest.0.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Takes back one's own message with its files; [`Error::NotFound`] when it was taken back before.
pub async fn take_back(tx: &Tx, message: MessageId, author: PersonId, at: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE message SET deleted_at = $3 WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL",
        [message.0.into(), author.0.into(), at.0.into()],
    )
    .await?;
    if changed != 1 {
        return Err(Error::NotFound);
    }
    sql::run(
        &**tx,
        "UPDATE attachment SET deleted_at = $2 WHERE message_id = $1 AND deleted_at IS NULL",
        [message.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Notes that a person has read a thread up to a moment; never moves back.
pub async fn mark_read(
    tx: &Tx,
    thread: ThreadId,
    person: PersonId,
    until: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO read_mark (thread_id, person_id, read_until) VALUES ($1, $2, $3) \
         ON CONFLICT (thread_id, person_id) DO UPDATE SET read_until = excluded.read_until \
         WHERE read_mark.read_until < excluded.read_until",
        [thread.0.into(), person.0.into(), until.0.into()],
    )
    .await?;
    Ok(())
}

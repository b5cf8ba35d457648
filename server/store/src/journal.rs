//! The append-only history of projects and the outbox that tells people of it.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{EventId, OutboxId, PersonId, ProjectId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use uuid::Uuid;

/// A fact to add to a project's history.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// Drawn by the caller.
    pub id: EventId,
    /// The project it happened on.
    pub project: ProjectId,
    /// When.
    pub at: Timestamp,
    /// Who; nobody when a rule or a job did it.
    pub actor: Option<PersonId>,
    /// A stable code; the sentence is chosen where it is shown.
    pub kind: &'a str,
    /// Who may read it.
    pub audience: Audience,
    /// JSON of the details.
    pub payload: &'a str,
}

/// Facts that are nobody's work on the project: it stays as silent as it was. Of the State's tags nobody else may see
/// as much as a movement.
const SILENT: &[&str] = &["reminded", "tagged", "untagged"];

#[derive(FromQueryResult)]
struct Head {
    event_seq: i64,
    event_chain: String,
    contact_of: Option<Uuid>,
}

/// Adds a fact at the end of the project's chain and moves its `last_activity_at`, but for a reminder
/// and a tag.
///
/// Each event carries SHA-256 over the previous chain value and its own content, so that `mec check`
/// can tell when a line was changed or taken out.
pub async fn append(tx: &Tx, event: &NewEvent<'_>) -> Result<()> {
    let (_, statements) = appended(tx, sql::Together::default(), event).await?;
    statements.run(&**tx).await
}

/// Adds a fact as [`append`] does and a job that follows from it.
pub async fn append_with_job(tx: &Tx, event: &NewEvent<'_>, job: NewJob<'_>) -> Result<()> {
    append_behind(tx, sql::Together::default(), event, job).await?;
    Ok(())
}

/// Runs `before`, then adds a fact and its job as [`append_with_job`] does, in as few trips as can be.
///
/// Gives whose first contact with the collectivité the State waits for, if it does.
pub(crate) async fn append_behind(
    tx: &Tx,
    before: sql::Together,
    event: &NewEvent<'_>,
    job: NewJob<'_>,
) -> Result<Option<PersonId>> {
    let (insert, values) = job.statement();
    let (head, statements) = appended(tx, before, event).await?;
    statements.and(insert, values).run(&**tx).await?;
    Ok(head.contact_of.map(PersonId))
}

async fn appended(
    tx: &Tx,
    before: sql::Together,
    event: &NewEvent<'_>,
) -> Result<(Head, sql::Together)> {
    let lock = match tx.get_database_backend() {
        // Rows that point at the project may be added meanwhile; its chain may not move.
        DatabaseBackend::Postgres => " FOR NO KEY UPDATE",
        _ => "",
    };
    let select = format!(
        "SELECT event_seq, event_chain, \
                CASE WHEN intake = 'assigned' AND intake_due_at IS NOT NULL THEN assignee_id END AS contact_of \
         FROM project WHERE id = $1{lock}"
    );
    let head: Head = before
        .then_one(&**tx, &select, [event.project.0.into()])
        .await?
        .ok_or(Error::NotFound)?;
    let seq = head.event_seq + 1;
    let chain = link(&head.event_chain, seq, event);
    let moves = !SILENT.contains(&event.kind);
    let statements = sql::Together::default()
        .and(
            "INSERT INTO event (id, project_id, seq, at, actor_id, kind, audience, payload, chain) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [
                event.id.0.into(),
                event.project.0.into(),
                seq.into(),
                event.at.0.into(),
                event.actor.map(|p| p.0).into(),
                event.kind.into(),
                event.audience.code().into(),
                event.payload.into(),
                chain.clone().into(),
            ],
        )
        .and(
            "UPDATE project SET event_seq = $2, event_chain = $3, \
                    last_activity_at = COALESCE(CAST($4 AS bigint), last_activity_at) WHERE id = $1",
            [
                event.project.0.into(),
                seq.into(),
                chain.into(),
                moves.then_some(event.at.0).into(),
            ],
        );
    Ok((head, statements))
}

/// The chain value of an event behind `previous`.
pub fn link(previous: &str, seq: i64, event: &NewEvent<'_>) -> String {
    let mut hash = Sha256::new();
    let actor = event.actor.map(|p| p.to_string()).unwrap_or_default();
    for part in [
        previous,
        &event.project.to_string(),
        &seq.to_string(),
        &event.at.0.to_string(),
        &actor,
        event.kind,
        event.audience.code(),
        event.payload,
    ] {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// A job to add.
#[derive(Clone, Copy, Debug)]
pub struct NewJob<'a> {
    /// Drawn by the caller.
    pub id: OutboxId,
    /// What is to be done.
    pub kind: &'a str,
    /// With what, as JSON.
    pub payload: &'a str,
    /// From when on.
    pub at: Timestamp,
}

impl NewJob<'_> {
    fn statement(self) -> (&'static str, [Value; 4]) {
        (
            "INSERT INTO outbox (id, kind, payload, created_at, available_at) VALUES ($1, $2, $3, $4, $4)",
            [
                self.id.0.into(),
                self.kind.into(),
                self.payload.into(),
                self.at.0.into(),
            ],
        )
    }
}

/// Adds a job in the same transaction as what it tells of.
pub async fn enqueue(tx: &Tx, job: NewJob<'_>) -> Result<()> {
    let (insert, values) = job.statement();
    sql::run(&**tx, insert, values).await?;
    Ok(())
}

/// The key of a form, which can be taken once.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Whose.
    pub scope: &'a str,
    /// The key itself.
    pub key: &'a str,
    /// Now.
    pub at: Timestamp,
}

impl Key<'_> {
    pub(crate) fn statement(self) -> (&'static str, [Value; 3]) {
        (
            "INSERT INTO idempotency_key (scope, key, location, created_at) VALUES ($1, $2, '', $3)",
            [self.scope.into(), self.key.into(), self.at.0.into()],
        )
    }
}

/// Takes an idempotency key; [`Error::Duplicate`] when it was taken before.
pub async fn claim_key(tx: &Tx, key: Key<'_>) -> Result<()> {
    let (insert, values) = key.statement();
    sql::run(&**tx, insert, values).await?;
    Ok(())
}

//! The append-only history of projects and the outbox that tells people of it.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{EventId, OutboxId, PersonId, ProjectId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

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

#[derive(FromQueryResult)]
struct Head {
    event_seq: i64,
    event_chain: String,
}

/// Adds a fact at the end of the project's chain and moves its `last_activity_at`.
///
/// Each event carries SHA-256 over the previous chain value and its own content, so that `mec check`
/// can tell when a line was changed or taken out.
pub async fn append(tx: &Tx, event: &NewEvent<'_>) -> Result<()> {
    appended(tx, event).await?.run(&**tx).await
}

/// Adds a fact as [`append`] does and a job that follows from it.
pub async fn append_with_job(tx: &Tx, event: &NewEvent<'_>, job: NewJob<'_>) -> Result<()> {
    let (insert, values) = job.statement();
    appended(tx, event)
        .await?
        .and(insert, values)
        .run(&**tx)
        .await
}

async fn appended(tx: &Tx, event: &NewEvent<'_>) -> Result<sql::Together> {
    let lock = match tx.get_database_backend() {
        // Rows that point at the project may be added meanwhile; its chain may not move.
        DatabaseBackend::Postgres => " FOR NO KEY UPDATE",
        _ => "",
    };
    let head: Head = sql::one(
        &**tx,
        &format!("SELECT event_seq, event_chain FROM project WHERE id = $1{lock}"),
        [event.project.0.into()],
    )
    .await?
    .ok_or(Error::NotFound)?;
    let seq = head.event_seq + 1;
    let chain = link(&head.event_chain, seq, event);
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
            "UPDATE project SET event_seq = $2, event_chain = $3, last_activity_at = $4 WHERE id = $1",
            [
                event.project.0.into(),
                seq.into(),
                chain.into(),
                event.at.0.into(),
            ],
        );
    Ok(statements)
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

/// Takes an idempotency key; [`Error::Duplicate`] when it was taken before.
pub async fn claim_key(tx: &Tx, scope: &str, key: &str, now: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO idempotency_key (scope, key, location, created_at) VALUES ($1, $2, '', $3)",
        [scope.into(), key.into(), now.0.into()],
    )
    .await?;
    Ok(())
}

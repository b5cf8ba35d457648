//! Jobs that wait in the same database as what they follow from.

use crate::error::{Error, Result};
use crate::{Db, Tx, sql};
use domain::ids::OutboxId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use uuid::Uuid;

/// A job taken by a worker. Until `locked_until` no other worker takes it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// How many times it was taken, this one included.
    pub attempts: i64,
    /// The lock's end, milliseconds UTC; it also proves, at the end, that the job is still this worker's.
    pub locked_until: i64,
}

/// Takes the oldest jobs that are due, at most `most`. A job whose worker died is due again when its
/// lock ends.
pub async fn claim(
    db: &Db,
    most: u32,
    now: Timestamp,
    locked_until: Timestamp,
) -> Result<Vec<Job>> {
    let skip = match db.backend() {
        DatabaseBackend::Postgres => " FOR UPDATE SKIP LOCKED",
        _ => "",
    };
    let statement = format!(
        "UPDATE outbox SET locked_until = $2, attempts = attempts + 1 WHERE id IN ( \
           SELECT id FROM outbox WHERE done_at IS NULL AND dead_at IS NULL AND available_at <= $1 \
             AND (locked_until IS NULL OR locked_until <= $1) \
           ORDER BY available_at, id LIMIT $3{skip}) \
         RETURNING id, kind, payload, attempts, locked_until"
    );
    let tx = db.begin().await?;
    let values = [now.0.into(), locked_until.0.into(), i64::from(most).into()];
    let mut jobs: Vec<Job> = sql::all(&*tx, &statement, values).await?;
    tx.commit().await?;
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

/// Whether a job is due, without taking it: a read, so that an idle worker writes nothing.
pub async fn is_due(db: &impl ConnectionTrait, now: Timestamp) -> Result<bool> {
    let row: Option<Id> = sql::one(
        db,
        "SELECT id FROM outbox WHERE done_at IS NULL AND dead_at IS NULL AND available_at <= $1 \
           AND (locked_until IS NULL OR locked_until <= $1) LIMIT 1",
        [now.0.into()],
    )
    .await?;
    Ok(row.is_some_and(|row| !row.id.is_nil()))
}

/// How many jobs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Jobs {
    /// Not done yet, those that will be tried again included.
    pub waiting: i64,
    /// Put aside after their last try.
    pub dead: i64,
}

/// Counts the jobs that are not done. Reads the two partial indexes only.
pub async fn count(db: &impl ConnectionTrait) -> Result<Jobs> {
    let jobs = sql::one(
        db,
        "SELECT (SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND dead_at IS NULL) AS waiting, \
                (SELECT COUNT(*) FROM outbox WHERE dead_at IS NOT NULL) AS dead",
        [],
    )
    .await?;
    Ok(jobs.unwrap_or_default())
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Adds a job for later, unless a job with the same id is there already.
pub async fn schedule(
    tx: &Tx,
    id: OutboxId,
    kind: &str,
    payload: &str,
    now: Timestamp,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO outbox (id, kind, payload, created_at, available_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO NOTHING",
        [id.0.into(), kind.into(), payload.into(), now.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Ends a job and forgets what it carried: a mail may hold a sign-in link.
///
/// Errors: [`Error::VersionMismatch`] when the lock ended and another worker took the job: the
/// transaction must then be dropped.
pub async fn done(tx: &Tx, job: &Job, note: &str, now: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE outbox SET done_at = $3, locked_until = NULL, payload = '{}', last_error = $4 \
         WHERE id = $1 AND locked_until = $2 AND done_at IS NULL",
        [
            job.id.into(),
            job.locked_until.into(),
            now.0.into(),
            note.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Gives a job back for later.
pub async fn retry(tx: &Tx, job: &Job, error: &str, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE outbox SET available_at = $3, locked_until = NULL, last_error = $4 \
         WHERE id = $1 AND locked_until = $2 AND done_at IS NULL",
        [
            job.id.into(),
            job.locked_until.into(),
            at.0.into(),
            error.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps a job that takes long for this worker until a later moment.
///
/// Errors: [`Error::VersionMismatch`] when the lock ended and another worker took the job.
pub async fn hold(tx: &Tx, job: &Job, until: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE outbox SET locked_until = $3 WHERE id = $1 AND locked_until = $2 AND done_at IS NULL",
        [job.id.into(), job.locked_until.into(), until.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Puts a job aside after its last try.
pub async fn bury(tx: &Tx, job: &Job, error: &str, now: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE outbox SET dead_at = $3, locked_until = NULL, last_error = $4 \
         WHERE id = $1 AND locked_until = $2 AND done_at IS NULL",
        [
            job.id.into(),
            job.locked_until.into(),
            now.0.into(),
            error.into(),
        ],
    )
    .await?;
    Ok(())
}

/// A job that was put aside.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DeadJob {
    /// Its id.
    pub id: Uuid,
    /// What was to be done.
    pub kind: String,
    /// With what, as JSON.
    pub payload: String,
    /// How many times it was tried.
    pub attempts: i64,
    /// When it was put aside, milliseconds UTC.
    pub dead_at: i64,
    /// Why the last try failed.
    pub last_error: String,
}

/// The jobs put aside, the latest first.
pub async fn dead(db: &impl ConnectionTrait, limit: u32) -> Result<Vec<DeadJob>> {
    sql::all(
        db,
        "SELECT id, kind, payload, attempts, dead_at, last_error FROM outbox \
         WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id DESC LIMIT $1",
        [i64::from(limit).into()],
    )
    .await
}

/// Gives a job put aside its tries back; the number of jobs, 0 when it is not there.
pub async fn revive(tx: &Tx, id: OutboxId, now: Timestamp) -> Result<u64> {
    sql::run(
        &**tx,
        "UPDATE outbox SET dead_at = NULL, attempts = 0, available_at = $2 WHERE id = $1 AND dead_at IS NOT NULL",
        [id.0.into(), now.0.into()],
    )
    .await
}

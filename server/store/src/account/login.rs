//! Demands for a sign-in link and code, and the counters that bound them.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A demand to write down. Of its secrets only hashes are here.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// The address that wants in.
    pub email: &'a str,
    /// Hash of the link's token.
    pub link_hash: &'a str,
    /// Hash of the code with the browser's token.
    pub code_hash: &'a str,
    /// Hash of the browser's token.
    pub browser_hash: &'a str,
    /// Local path to come back to; empty for the default.
    pub next: &'a str,
    /// Now.
    pub at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A demand as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Request {
    /// Its id.
    pub id: Uuid,
    /// The address that wants in.
    pub email: String,
    /// Hash of the code with the browser's token.
    pub code_hash: String,
    /// Local path to come back to.
    pub next_path: String,
    /// When it ends, milliseconds UTC.
    pub expires_at: i64,
    /// Wrong codes so far.
    pub tries: i64,
    /// When it was used, milliseconds UTC.
    pub consumed_at: Option<i64>,
}

/// Writes a demand down.
pub async fn insert(tx: &Tx, request: &NewRequest<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO login_request (id, email, link_hash, code_hash, browser_hash, next_path, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            request.id.into(),
            request.email.into(),
            request.link_hash.into(),
            request.code_hash.into(),
            request.browser_hash.into(),
            request.next.into(),
            request.at.0.into(),
            request.expires_at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

const COLUMNS: &str = "id, email, code_hash, next_path, expires_at, tries, consumed_at";

/// The demand behind a link.
pub async fn by_link(db: &impl ConnectionTrait, link_hash: &str) -> Result<Option<Request>> {
    let select = format!("SELECT {COLUMNS} FROM login_request WHERE link_hash = $1");
    sql::one(db, &select, [link_hash.into()]).await
}

/// The latest demand of a browser.
pub async fn by_browser(db: &impl ConnectionTrait, browser_hash: &str) -> Result<Option<Request>> {
    let select = format!(
        "SELECT {COLUMNS} FROM login_request WHERE browser_hash = $1 ORDER BY created_at DESC, id DESC LIMIT 1"
    );
    sql::one(db, &select, [browser_hash.into()]).await
}

/// Counts a try before its code is looked at, so that tries sent at once are all counted. `false` when
/// none is left or the demand is over.
pub async fn take_try(tx: &Tx, id: Uuid, most: i64, now: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE login_request SET tries = tries + 1 \
         WHERE id = $1 AND tries < $2 AND consumed_at IS NULL AND expires_at > $3",
        [id.into(), most.into(), now.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

/// Uses a demand up; `false` when it was used before or is over.
pub async fn consume(tx: &Tx, id: Uuid, now: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE login_request SET consumed_at = $2 WHERE id = $1 AND consumed_at IS NULL AND expires_at > $2",
        [id.into(), now.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

#[derive(FromQueryResult)]
struct Window {
    hits: i64,
    window_start: i64,
}

/// Counts one more of something in its window of time. `None` while it is within `most`, else the
/// seconds until the window ends.
pub async fn count(
    tx: &Tx,
    key: &str,
    most: i64,
    window_seconds: i64,
    now: Timestamp,
) -> Result<Option<u32>> {
    let over = now.plus_seconds(-window_seconds);
    let row: Option<Window> = sql::one(
        &**tx,
        "INSERT INTO rate_limit (key, window_start, hits) VALUES ($1, $2, 1) \
         ON CONFLICT (key) DO UPDATE SET \
           hits = CASE WHEN rate_limit.window_start <= $3 THEN 1 ELSE rate_limit.hits + 1 END, \
           window_start = CASE WHEN rate_limit.window_start <= $3 THEN $2 ELSE rate_limit.window_start END \
         RETURNING hits, window_start",
        [key.into(), now.0.into(), over.0.into()],
    )
    .await?;
    let window = row.ok_or(Error::NotFound)?;
    if window.hits <= most {
        return Ok(None);
    }
    let left = Timestamp(window.window_start)
        .plus_seconds(window_seconds)
        .since(now)
        / 1000;
    Ok(Some(u32::try_from(left.max(1)).unwrap_or(u32::MAX)))
}

/// Forgets demands, counters, sessions and form keys that serve no more.
pub async fn sweep(tx: &Tx, now: Timestamp) -> Result<()> {
    let day = now.plus_seconds(-86_400).0;
    let week = now.plus_seconds(-7 * 86_400).0;
    for (statement, before) in [
        ("DELETE FROM login_request WHERE expires_at < $1", day),
        ("DELETE FROM rate_limit WHERE window_start < $1", day),
        ("DELETE FROM session WHERE expires_at < $1", now.0),
        ("DELETE FROM idempotency_key WHERE created_at < $1", week),
        ("DELETE FROM outbox WHERE done_at < $1", week),
    ] {
        sql::run(&**tx, statement, [before.into()]).await?;
    }
    Ok(())
}

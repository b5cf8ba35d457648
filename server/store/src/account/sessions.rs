//! The signed-in browsers of a person.

use crate::error::Result;
use crate::{Db, Tx, sql};
use domain::ids::{PersonId, SessionId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Drawn by the caller.
    pub id: SessionId,
    /// Who signs in.
    pub person: PersonId,
    /// Hash of the cookie's token.
    pub token_hash: &'a str,
    /// Code of the browser and its system.
    pub device: &'a str,
    /// Now.
    pub at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenSession {
    /// Its id.
    pub id: Uuid,
    /// Code of the browser and its system.
    pub device: String,
    /// When it was opened, milliseconds UTC.
    pub created_at: i64,
    /// When it was last used, to five minutes, milliseconds UTC.
    pub last_seen_at: i64,
}

/// Opens a session.
pub async fn open(tx: &Tx, session: &NewSession<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO session (id, person_id, token_hash, device, created_at, last_seen_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        [
            session.id.0.into(),
            session.person.0.into(),
            session.token_hash.into(),
            session.device.into(),
            session.at.0.into(),
            session.expires_at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The open sessions of a person, the last used first, at most 100.
pub async fn of_person(
    db: &impl ConnectionTrait,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<OpenSession>> {
    sql::all(
        db,
        "SELECT id, device, created_at, last_seen_at FROM session \
         WHERE person_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC LIMIT 100",
        [person.0.into(), now.0.into()],
    )
    .await
}

/// Ends the session whose token has this hash.
pub async fn close_token(tx: &Tx, token_hash: &str) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM session WHERE token_hash = $1",
        [token_hash.into()],
    )
    .await?;
    Ok(())
}

/// Ends one session of a person; the number ended, 0 when it is nobody's or somebody else's.
pub async fn close(tx: &Tx, person: PersonId, session: SessionId) -> Result<u64> {
    sql::run(
        &**tx,
        "DELETE FROM session WHERE id = $1 AND person_id = $2",
        [session.0.into(), person.0.into()],
    )
    .await
}

/// Ends every session of a person, but the one to keep if any.
pub async fn close_all(tx: &Tx, person: PersonId, keep: Option<SessionId>) -> Result<u64> {
    let keep = keep.map_or(Uuid::nil(), |session| session.0);
    sql::run(
        &**tx,
        "DELETE FROM session WHERE person_id = $1 AND id <> $2",
        [person.0.into(), keep.into()],
    )
    .await
}

/// Notes that a session was used, unless that was noted since `stale`.
pub async fn touch(db: &Db, session: SessionId, stale: Timestamp, now: Timestamp) -> Result<()> {
    let tx = db.begin().await?;
    let changed = sql::run(
        &*tx,
        "UPDATE session SET last_seen_at = $3 WHERE id = $1 AND last_seen_at < $2",
        [session.0.into(), stale.0.into(), now.0.into()],
    )
    .await?;
    if changed == 0 {
        return Ok(());
    }
    sql::run(
        &*tx,
        "UPDATE person SET last_seen_at = $2 WHERE id = (SELECT person_id FROM session WHERE id = $1)",
        [session.0.into(), now.0.into()],
    )
    .await?;
    tx.commit().await
}

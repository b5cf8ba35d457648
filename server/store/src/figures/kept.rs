//! Figures that were counted and kept: one line an area, a period and an audience, as JSON.

use crate::error::Result;
use crate::{Tx, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Whose figures, of when, for whom.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// `nation`, `region` or `departement`.
    pub area_kind: &'a str,
    /// Its code; empty for the nation.
    pub area_code: &'a str,
    /// What the service calls the period.
    pub period: &'a str,
    /// `state` or `public`.
    pub audience: &'a str,
}

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Kept {
    /// JSON.
    pub content: String,
    /// When it was last counted and found so, milliseconds UTC.
    pub counted_at: i64,
}

/// What was kept under a key. One line, by its primary key.
pub async fn get(db: &impl ConnectionTrait, key: &Key<'_>) -> Result<Option<Kept>> {
    sql::one(
        db,
        "SELECT f.content, f.counted_at FROM figure f \
         WHERE f.area_kind = $1 AND f.area_code = $2 AND f.period = $3 AND f.audience = $4",
        [
            key.area_kind.into(),
            key.area_code.into(),
            key.period.into(),
            key.audience.into(),
        ],
    )
    .await
}

/// Keeps what was counted, in the place of what was there.
pub async fn put(tx: &Tx, key: &Key<'_>, content: &str, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO figure (area_kind, area_code, period, audience, content, counted_at) \
         VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (area_kind, area_code, period, audience) \
         DO UPDATE SET content = excluded.content, counted_at = excluded.counted_at",
        [
            key.area_kind.into(),
            key.area_code.into(),
            key.period.into(),
            key.audience.into(),
            content.into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Forgets what was not counted again: periods that are offered no more.
pub async fn forget_before(tx: &Tx, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM figure WHERE counted_at < $1",
        [at.0.into()],
    )
    .await?;
    Ok(())
}

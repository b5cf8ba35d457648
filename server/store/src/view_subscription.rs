//! Views that are sent by mail.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{PersonId, SavedViewId, SubscriptionId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A view somebody asked to be sent.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// The view.
    pub view_id: Uuid,
    /// Who asked.
    pub person_id: Uuid,
    /// `daily` or `weekly`.
    pub frequency: String,
    /// When it is looked at next, milliseconds UTC.
    pub next_at: i64,
    /// JSON of what it held the last time.
    pub seen: String,
    /// Stopped by the link of a mail.
    pub stopped_at: Option<i64>,
}

const SELECT: &str = "SELECT s.id, s.view_id, s.person_id, s.frequency, s.next_at, s.seen, s.stopped_at \
     FROM view_subscription s";

/// A person's subscription to a view.
pub async fn of(
    db: &impl ConnectionTrait,
    view: SavedViewId,
    person: PersonId,
) -> Result<Option<Line>> {
    let sql = format!("{SELECT} WHERE s.view_id = $1 AND s.person_id = $2");
    sql::one(db, &sql, [view.0.into(), person.0.into()]).await
}

/// A subscription, whosever it is.
pub async fn one(db: &impl ConnectionTrait, id: SubscriptionId) -> Result<Option<Line>> {
    sql::one(db, &format!("{SELECT} WHERE s.id = $1"), [id.0.into()]).await
}

/// Those whose moment has come, the longest waiting first, behind `after`.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Timestamp,
    after: (i64, Uuid),
    limit: u32,
) -> Result<Vec<Line>> {
    let sql = format!(
        "{SELECT} WHERE s.stopped_at IS NULL AND s.next_at <= $1 AND (s.next_at, s.id) > ($2, $3) \
         ORDER BY s.next_at, s.id LIMIT $4"
    );
    let values = [
        now.0.into(),
        after.0.into(),
        after.1.into(),
        i64::from(limit).into(),
    ];
    sql::all(db, &sql, values).await
}

/// Writes a subscription; the one of the same person to the same view is replaced.
pub async fn put(tx: &Tx, line: &Line) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO view_subscription (id, view_id, person_id, frequency, next_at, seen) \
         VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (view_id, person_id) DO UPDATE SET frequency = EXCLUDED.frequency, \
            next_at = EXCLUDED.next_at, seen = EXCLUDED.seen, stopped_at = NULL",
        [
            line.id.into(),
            line.view_id.into(),
            line.person_id.into(),
            line.frequency.as_str().into(),
            line.next_at.into(),
            line.seen.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Notes what a subscription holds now, and when it is looked at next; `false` when somebody else did since.
pub async fn looked_at(tx: &Tx, line: &Line, next: Timestamp, seen: &str) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE view_subscription SET next_at = $3, seen = $4 \
         WHERE id = $1 AND next_at = $2 AND stopped_at IS NULL",
        [
            line.id.into(),
            line.next_at.into(),
            next.0.into(),
            seen.into(),
        ],
    )
    .await?;
    Ok(changed > 0)
}

/// Stops a subscription, or lets it run again from this moment.
pub async fn stop(
    tx: &Tx,
    id: SubscriptionId,
    stopped: Option<Timestamp>,
    next: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE view_subscription SET stopped_at = $2, next_at = $3 WHERE id = $1",
        [id.0.into(), stopped.map(|at| at.0).into(), next.0.into()],
    )
    .await?;
    Ok(())
}

/// Ends a subscription.
pub async fn end(tx: &Tx, id: SubscriptionId) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM view_subscription WHERE id = $1",
        [id.0.into()],
    )
    .await?;
    Ok(())
}

//! When somebody looked at her desk, and the time before.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// The visits of a person.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Visit {
    /// The last look, milliseconds UTC.
    pub seen_at: i64,
    /// The end of the visit before this one; none for a first visit.
    pub before_at: Option<i64>,
}

/// The visits of a person; none when she never came.
pub async fn of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Visit>> {
    sql::one(
        db,
        "SELECT seen_at, before_at FROM desk_visit WHERE person_id = $1",
        [person.0.into()],
    )
    .await
}

/// Notes a look at `now`. A last look before `fresh` ended a visit: another one begins.
pub async fn note(tx: &Tx, person: PersonId, fresh: Timestamp, now: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO desk_visit (person_id, seen_at) VALUES ($1, $3) \
         ON CONFLICT (person_id) DO UPDATE SET seen_at = excluded.seen_at, \
           before_at = CASE WHEN desk_visit.seen_at < $2 THEN desk_visit.seen_at ELSE desk_visit.before_at END",
        [person.0.into(), fresh.0.into(), now.0.into()],
    )
    .await?;
    Ok(())
}

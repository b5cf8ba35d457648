//! What the seed asks before it fills a database.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::{EventId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// Whether the database holds no project yet.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool> {
    let row: Option<Count> = sql::one(db, "SELECT COUNT(*) AS count FROM project", []).await?;
    Ok(row.is_none_or(|row| row.count == 0))
}

/// A contract and one of its members.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ContractMember {
    /// The contract.
    pub contract_code: String,
    /// SIREN of the member.
    pub siren: String,
}

/// Every member of every contract: some 1,300 rows for the nation.
pub async fn contract_members(db: &impl ConnectionTrait) -> Result<Vec<ContractMember>> {
    sql::all(db, "SELECT contract_code, siren FROM contract_member", []).await
}

#[derive(FromQueryResult)]
struct EventOf {
    id: Uuid,
    project_id: Uuid,
}

/// The facts since a moment with their projects, in the order of time, at most 200.
pub async fn events_since(tx: &Tx, since: Timestamp) -> Result<Vec<(EventId, ProjectId)>> {
    let rows: Vec<EventOf> = sql::all(
        &**tx,
        "SELECT id, project_id FROM event WHERE at >= $1 ORDER BY at, id LIMIT 200",
        [since.0.into()],
    )
    .await?;
    let pair = |row: EventOf| (EventId(row.id), ProjectId(row.project_id));
    Ok(rows.into_iter().map(pair).collect())
}

/// The highest number given so far.
pub async fn last_number(tx: &Tx) -> Result<i64> {
    let row: Option<Count> = sql::one(
        &**tx,
        "SELECT last AS count FROM project_number WHERE id = 1",
        [],
    )
    .await?;
    Ok(row.map_or(0, |row| row.count))
}

/// Notes the highest number given.
pub async fn set_last_number(tx: &Tx, last: i64) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE project_number SET last = $1 WHERE id = 1",
        [last.into()],
    )
    .await?;
    Ok(())
}

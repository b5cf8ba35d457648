//! What the seed asks before it fills a database.

use crate::error::Result;
use crate::{Tx, sql};
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

/// An offer as recommendations name it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfferName {
    /// The offer.
    pub id: Uuid,
    /// Its title.
    pub title: String,
}

/// The whole catalogue, by code.
pub async fn offers(db: &impl ConnectionTrait) -> Result<Vec<OfferName>> {
    sql::all(
        db,
        "SELECT id, title FROM offer WHERE withdrawn_at IS NULL ORDER BY code LIMIT 1000",
        [],
    )
    .await
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

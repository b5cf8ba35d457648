//! The end of a role.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// Ends a grant or a place at a seat. [`Error::VersionMismatch`] when it ended before.
pub async fn end(tx: &Tx, id: Uuid, at: Timestamp) -> Result<()> {
    let mut ended = 0;
    for table in ["role_grant", "seat_person"] {
        let sql = format!("UPDATE {table} SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");
        ended += sql::run(&**tx, &sql, [id.into(), at.0.into()]).await?;
    }
    if ended == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// How many may act for the national administration. Until the transaction ends nobody else can end the role
/// of one of them, so that two do not take leave of each other.
pub async fn admins_held(tx: &Tx) -> Result<u64> {
    sql::run(
        &**tx,
        "UPDATE role_grant SET since = since WHERE kind = 'national_admin' AND ended_at IS NULL \
         AND person_id IN (SELECT id FROM person WHERE disabled_at IS NULL)",
        [],
    )
    .await
}

/// Keeps others from changing who sits at a seat until the transaction ends.
pub async fn hold_seat(tx: &Tx, seat: Uuid) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE seat SET name = name WHERE id = $1",
        [seat.into()],
    )
    .await?;
    Ok(())
}

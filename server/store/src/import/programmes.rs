//! Places of the national programmes, whole.

use crate::error::Result;
use crate::{Tx, bulk, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A place of a programme without its communes.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct PlaceRow {
    /// `pvd-01-971-1`.
    pub id: String,
    /// `pvd`, `va` or `acv`.
    pub programme: String,
    /// Name.
    pub name: String,
    /// ISO day.
    pub signed_on: Option<String>,
}

/// A commune of a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, FromQueryResult)]
pub struct CommuneRow {
    /// The place.
    pub territory_id: String,
    /// Its commune, by the code of today.
    pub commune_code: String,
}

/// Every place of every programme: some 4,400.
pub async fn places(db: &impl ConnectionTrait) -> Result<Vec<PlaceRow>> {
    sql::all(
        db,
        "SELECT id, programme, name, signed_on FROM programme_territory ORDER BY id",
        [],
    )
    .await
}

/// Every commune of every place.
pub async fn communes(db: &impl ConnectionTrait) -> Result<Vec<CommuneRow>> {
    let sql = "SELECT territory_id, commune_code FROM programme_commune ORDER BY territory_id, commune_code";
    sql::all(db, sql, []).await
}

/// Writes a place and its communes in the place of what was there.
pub async fn put(tx: &Tx, place: &PlaceRow, communes: &[CommuneRow], at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO programme_territory (id, programme, name, signed_on, imported_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO UPDATE SET programme = excluded.programme, name = excluded.name, \
           signed_on = excluded.signed_on, imported_at = excluded.imported_at",
        [
            place.id.clone().into(),
            place.programme.clone().into(),
            place.name.clone().into(),
            place.signed_on.clone().into(),
            at.0.into(),
        ],
    )
    .await?;
    sql::run(
        &**tx,
        "DELETE FROM programme_commune WHERE territory_id = $1",
        [place.id.clone().into()],
    )
    .await?;
    let rows = communes.iter().map(|row| {
        vec![
            row.territory_id.clone().into(),
            row.commune_code.clone().into(),
        ]
    });
    bulk::insert(
        tx,
        "programme_commune",
        &["territory_id", "commune_code"],
        rows.collect(),
    )
    .await?;
    Ok(())
}

/// Takes a place out.
pub async fn remove(tx: &Tx, id: &str) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM programme_territory WHERE id = $1",
        [id.into()],
    )
    .await?;
    Ok(())
}

//! People of the demonstration, with fixed ids: made once, never twice.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// Somebody one may sign in as.
#[derive(Clone, Debug)]
pub struct DemoRow<'a> {
    /// Fixed.
    pub id: PersonId,
    /// Address.
    pub email: &'a str,
    /// First name.
    pub first_name: &'a str,
    /// Last name.
    pub last_name: &'a str,
    /// Function.
    pub job: &'a str,
    /// Service or collectivity.
    pub organisation: &'a str,
    /// Telephone.
    pub phone: &'a str,
}

/// Makes the person unless the id or the address is there already.
pub async fn ensure_person(tx: &Tx, person: &DemoRow<'_>, now: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO person (id, email, first_name, last_name, job, organisation, phone, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        [
            person.id.0.into(),
            person.email.into(),
            person.first_name.into(),
            person.last_name.into(),
            person.job.into(),
            person.organisation.into(),
            person.phone.into(),
            now.0.into(),
        ],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The pair of a département, made with `id` when there is none.
pub async fn ensure_pair(tx: &Tx, id: Uuid, departement: &str, now: Timestamp) -> Result<Uuid> {
    sql::run(
        &**tx,
        "INSERT INTO pair (id, departement_code, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (departement_code) DO NOTHING",
        [id.into(), departement.into(), now.0.into()],
    )
    .await?;
    let row: Option<Id> = sql::one(
        &**tx,
        "SELECT id FROM pair WHERE departement_code = $1",
        [departement.into()],
    )
    .await?;
    Ok(row.map_or(id, |row| row.id))
}

/// A pair's seat, made with `id` when there is none.
pub async fn ensure_seat(tx: &Tx, id: Uuid, pair: Uuid, kind: &str, name: &str) -> Result<Uuid> {
    sql::run(
        &**tx,
        "INSERT INTO seat (id, pair_id, kind, name) VALUES ($1, $2, $3, $4) ON CONFLICT (pair_id, kind) DO NOTHING",
        [id.into(), pair.into(), kind.into(), name.into()],
    )
    .await?;
    let row: Option<Id> = sql::one(
        &**tx,
        "SELECT id FROM seat WHERE pair_id = $1 AND kind = $2",
        [pair.into(), kind.into()],
    )
    .await?;
    Ok(row.map_or(id, |row| row.id))
}

/// Puts a person on a seat as its holder, or as a deputy where somebody holds it already.
pub async fn ensure_on_seat(
    tx: &Tx,
    id: Uuid,
    seat: Uuid,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO seat_person (id, seat_id, person_id, position, since) \
         SELECT $1, $2, $3, CASE WHEN EXISTS ( \
             SELECT 1 FROM seat_person h WHERE h.seat_id = $2 AND h.position = 'holder' AND h.ended_at IS NULL) \
           THEN 'deputy' ELSE 'holder' END, $4 \
         WHERE NOT EXISTS (SELECT 1 FROM seat_person s WHERE s.seat_id = $2 AND s.person_id = $3 AND s.ended_at IS NULL)",
        [id.into(), seat.into(), person.0.into(), now.0.into()],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

/// The contract that a body has signed, if contracts were imported or made.
pub async fn contract_of(tx: &Tx, siren: &str) -> Result<Option<String>> {
    let row: Option<Code> = sql::one(
        &**tx,
        "SELECT contract_code AS code FROM contract_member WHERE siren = $1 \
         ORDER BY contract_code LIMIT 1",
        [siren.into()],
    )
    .await?;
    Ok(row.map(|row| row.code))
}

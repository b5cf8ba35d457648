//! Pairs made, people seated, absences.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// Writes a pair; nothing when the département has one. Gives whether it was written.
pub async fn add_pair(tx: &Tx, id: Uuid, departement: &str, at: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "INSERT INTO pair (id, departement_code, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (departement_code) DO NOTHING",
        [id.into(), departement.into(), at.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

/// Writes a seat of a pair.
pub async fn add_seat(tx: &Tx, id: Uuid, pair: Uuid, kind: SeatKind, name: &str) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO seat (id, pair_id, kind, name) VALUES ($1, $2, $3, $4)",
        [id.into(), pair.into(), kind.code().into(), name.into()],
    )
    .await?;
    Ok(())
}

/// A place at a seat.
#[derive(Clone, Copy, Debug)]
pub struct NewPlace<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// At which seat.
    pub seat: Uuid,
    /// Who.
    pub person: PersonId,
    /// `holder` or `deputy`.
    pub position: &'a str,
    /// For one arrondissement only.
    pub arrondissement: Option<&'a str>,
    /// Since when.
    pub at: Timestamp,
}

/// Seats a person.
pub async fn add_person(tx: &Tx, new: &NewPlace<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO seat_person (id, seat_id, person_id, position, arrondissement_code, since) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            new.id.into(),
            new.seat.into(),
            new.person.0.into(),
            new.position.into(),
            new.arrondissement.into(),
            new.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Ends a place that the holder of the seat gave: a deputy's, or one for an arrondissement.
/// [`Error::VersionMismatch`] when it ended before or is the holder's of the département.
pub async fn end_place(tx: &Tx, place: Uuid, at: Timestamp) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE seat_person SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL \
           AND (position = 'deputy' OR arrondissement_code IS NOT NULL)",
        [place.into(), at.0.into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Notes the days, ISO, during which somebody is away; `None` twice when she is back.
pub async fn set_absence(
    tx: &Tx,
    place: Uuid,
    from: Option<String>,
    until: Option<String>,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE seat_person SET absent_from = $2, absent_until = $3 WHERE id = $1 AND ended_at IS NULL",
        [place.into(), from.into(), until.into()],
    )
    .await?;
    Ok(())
}

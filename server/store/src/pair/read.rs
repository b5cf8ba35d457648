//! The seats of a département and who sits there.

use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// One person of one seat; a seat without anybody gives one line without person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SeatLine {
    /// The seat.
    pub seat_id: Uuid,
    /// `ddt` or `prefecture`.
    pub seat_kind: String,
    /// "Préfecture de Maine-et-Loire", for the arrondissements too.
    pub seat_name: String,
    /// The arrondissement that the place answers for; none for the whole département.
    pub arrondissement_code: Option<String>,
    /// The place at the seat.
    pub place_id: Option<Uuid>,
    /// Who sits there.
    pub person_id: Option<Uuid>,
    /// `holder` or `deputy`.
    pub position: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Telephone, may be empty.
    pub phone: Option<String>,
    /// Function, may be empty.
    pub job: Option<String>,
    /// First day away, ISO.
    pub absent_from: Option<String>,
    /// Last day away, ISO.
    pub absent_until: Option<String>,
}

/// The most lines read of one seat, and of it in one arrondissement: one more than are shown, which tells that there are others.
pub const SEAT_LINES: i64 = 101;

/// The two seats of a département with those who sit there now, for the département first, then for its
/// arrondissements, holders first; nothing when no pair was made. At most [`SEAT_LINES`] lines a seat, so that the many deputies of one never hide the other.
pub async fn seats(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<SeatLine>> {
    sql::all(
        db,
        "SELECT * FROM (SELECT s.id AS seat_id, s.kind AS seat_kind, s.name AS seat_name, \
                sp.arrondissement_code, sp.id AS place_id, p.id AS person_id, \
                sp.position, p.first_name, p.last_name, p.email, p.phone, p.job, sp.absent_from, sp.absent_until, \
                ROW_NUMBER() OVER (PARTITION BY s.id, sp.arrondissement_code \
                  ORDER BY CASE sp.position WHEN 'holder' THEN 0 ELSE 1 END, sp.since, sp.id) AS place_rank \
         FROM pair \
         JOIN seat s ON s.pair_id = pair.id \
         LEFT JOIN seat_person sp ON sp.seat_id = s.id AND sp.ended_at IS NULL \
         LEFT JOIN person p ON p.id = sp.person_id AND p.disabled_at IS NULL \
         WHERE pair.departement_code = $1) line \
         WHERE place_rank <= $2 ORDER BY seat_kind, COALESCE(arrondissement_code, ''), place_rank",
        [departement.into(), SEAT_LINES.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// The person who signs in with an address, unless disabled.
pub async fn person_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<PersonId>> {
    let found: Option<Found> = sql::one(
        db,
        "SELECT id FROM person WHERE email = $1 AND disabled_at IS NULL",
        [email.into()],
    )
    .await?;
    Ok(found.map(|found| PersonId(found.id)))
}

/// The pair of a département.
pub async fn pair_of(db: &impl ConnectionTrait, departement: &str) -> Result<Option<Uuid>> {
    let found: Option<Found> = sql::one(
        db,
        "SELECT id FROM pair WHERE departement_code = $1",
        [departement.into()],
    )
    .await?;
    Ok(found.map(|found| found.id))
}

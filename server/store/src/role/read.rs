//! Roles held today, whichever table they are in.

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// A role that somebody holds.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RoleLine {
    /// The grant, or the place at a seat.
    pub id: Uuid,
    /// `agent`, `contract_manager`, `national_admin`, `seat:ddt`, `seat:prefecture`.
    pub role: String,
    /// `holder` or `deputy` at a seat, empty otherwise.
    pub position: String,
    /// Code of the département or contract; empty for the nation.
    pub scope: String,
    /// The arrondissement that a place at a seat answers for; none for the whole département.
    pub arrondissement_code: Option<String>,
    /// Name of the seat, of the contract or of an agent's service; may be empty.
    pub place: String,
    /// Codes of the themes followed, separated by spaces.
    pub themes: String,
    /// Since when, milliseconds UTC.
    pub since: i64,
    /// Who.
    pub person_id: Uuid,
    /// First name, may be empty.
    pub first_name: String,
    /// Last name, may be empty.
    pub last_name: String,
    /// Address.
    pub email: String,
}

const LINES: &str = "SELECT r.id, r.role, r.position, r.scope, r.arrondissement_code, r.place, r.themes, r.since, r.person_id, \
            p.first_name, p.last_name, p.email \
     FROM (SELECT g.id, g.kind AS role, '' AS position, g.scope, \
                  CAST(NULL AS text) AS arrondissement_code, COALESCE(c.name, g.service) AS place, g.themes, \
                  g.since, g.person_id \
           FROM role_grant g \
           LEFT JOIN contract c ON c.code = g.scope AND g.kind = 'contract_manager' \
           WHERE g.ended_at IS NULL \
           UNION ALL \
           SELECT sp.id, 'seat:' || seat.kind, sp.position, pair.departement_code, \
                  sp.arrondissement_code, seat.name, '', sp.since, sp.person_id \
           FROM seat_person sp JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id \
           WHERE sp.ended_at IS NULL) r \
     JOIN person p ON p.id = r.person_id";

/// The roles behind a position, the latest given first; only those of a département when one is named, the
/// contracts that lie in it included.
pub async fn list(
    db: &impl ConnectionTrait,
    departement: Option<&str>,
    after: Option<(i64, Uuid)>,
    limit: u32,
) -> Result<Vec<RoleLine>> {
    let mut conditions = vec!["1 = 1".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    if let Some(code) = departement {
        values.push(code.into());
        conditions.push(
            "((r.role <> 'contract_manager' AND r.scope = $1) OR (r.role = 'contract_manager' AND r.scope IN \
             (SELECT contract_code FROM contract_departement WHERE departement_code = $1)))"
                .to_owned(),
        );
    }
    if let Some((since, id)) = after {
        values.push(since.into());
        values.push(id.into());
        let last = values.len();
        conditions.push(format!("(r.since, r.id) < (${}, ${last})", last - 1));
    }
    values.push(i64::from(limit).into());
    let sql = format!(
        "{LINES} WHERE {} ORDER BY r.since DESC, r.id DESC LIMIT ${}",
        conditions.join(" AND "),
        values.len()
    );
    sql::all(db, &sql, values).await
}

/// One role that is held today.
pub async fn one(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<RoleLine>> {
    sql::one(db, &format!("{LINES} WHERE r.id = $1"), [id.into()]).await
}

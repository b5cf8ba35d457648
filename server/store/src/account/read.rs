//! Who is behind a session.

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// One line per role of the person behind a session; exactly one line, with empty roles, for a
/// person without any.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SessionLine {
    /// The session.
    pub session_id: Uuid,
    /// When it was last seen, milliseconds UTC.
    pub last_seen_at: i64,
    /// When it ends at the latest, milliseconds UTC.
    pub expires_at: i64,
    /// The person.
    pub person_id: Uuid,
    /// The person's address.
    pub email: String,
    /// First name, may be empty.
    pub first_name: String,
    /// Last name, may be empty.
    pub last_name: String,
    /// `agent`, `contract_manager`, `national_admin`, `seat:ddt`, `seat:prefecture` or `referent`; `seat:ddt:492` for the seat of an
    /// arrondissement.
    pub role: Option<String>,
    /// Code of the département or contract the role holds for.
    pub scope: Option<String>,
    /// Unread lines of the bell.
    pub unread: i64,
}

/// The lines of the session whose token has this hash; none when it is unknown or the person disabled.
pub async fn session(db: &impl ConnectionTrait, token_hash: &str) -> Result<Vec<SessionLine>> {
    sql::all(
        db,
        "SELECT s.id AS session_id, s.last_seen_at, s.expires_at, p.id AS person_id, p.email, \
                p.first_name, p.last_name, r.role, r.scope, \
                (SELECT COUNT(*) FROM notification n WHERE n.person_id = p.id AND n.read_at IS NULL) AS unread \
         FROM session s \
         JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL \
         LEFT JOIN ( \
             SELECT g.person_id AS person_id, g.kind AS role, g.scope AS scope \
             FROM role_grant g WHERE g.ended_at IS NULL \
             UNION ALL \
             SELECT sp.person_id, 'seat:' || seat.kind || COALESCE(':' || sp.arrondissement_code, ''), pair.departement_code \
             FROM seat_person sp \
             JOIN seat ON seat.id = sp.seat_id \
             JOIN pair ON pair.id = seat.pair_id \
             WHERE sp.ended_at IS NULL \
             UNION ALL \
             SELECT pair.referent_id, 'referent', pair.departement_code FROM pair WHERE pair.referent_id IS NOT NULL \
         ) r ON r.person_id = p.id \
         WHERE s.token_hash = $1 LIMIT 100",
        [token_hash.into()],
    )
    .await
}

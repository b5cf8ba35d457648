//! What was proposed, signed and scored.

use crate::error::Result;
use crate::sql;
use domain::ids::ProjectId;
use domain::project::SeatKind;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A decision on the priority, open or signed by both, with the names of those who signed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DecisionLine {
    /// The decision.
    pub id: Uuid,
    /// The level.
    pub level: String,
    /// Why.
    pub reason: String,
    /// The seat that proposed it.
    pub proposed_by_seat: String,
    /// When, milliseconds UTC.
    pub proposed_at: i64,
    /// Who signed for the DDT.
    pub ddt_signed_by: Option<Uuid>,
    /// First name of the one who signed for the DDT.
    pub ddt_first_name: Option<String>,
    /// Last name of the one who signed for the DDT.
    pub ddt_last_name: Option<String>,
    /// Who signed for the préfecture.
    pub prefecture_signed_by: Option<Uuid>,
    /// First name of the one who signed for the préfecture.
    pub prefecture_first_name: Option<String>,
    /// Last name of the one who signed for the préfecture.
    pub prefecture_last_name: Option<String>,
    /// When both had signed, or the referent had settled, milliseconds UTC.
    pub decided_at: Option<i64>,
    /// When it was handed to the referent, milliseconds UTC.
    pub escalated_at: Option<i64>,
    /// First name of the referent who settled it.
    pub settled_first_name: Option<String>,
    /// Last name of the referent who settled it.
    pub settled_last_name: Option<String>,
}

/// The decisions of a project that were not replaced, the latest first; at most ten.
pub async fn decisions(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<DecisionLine>> {
    sql::all(
        db,
        "SELECT d.id, d.level, d.reason, d.proposed_by_seat, d.proposed_at, d.decided_at, \
                d.ddt_signed_by, a.first_name AS ddt_first_name, a.last_name AS ddt_last_name, \
                d.prefecture_signed_by, b.first_name AS prefecture_first_name, \
                b.last_name AS prefecture_last_name, d.escalated_at, \
                r.first_name AS settled_first_name, r.last_name AS settled_last_name \
         FROM priority_decision d \
         LEFT JOIN person a ON a.id = d.ddt_signed_by \
         LEFT JOIN person b ON b.id = d.prefecture_signed_by \
         LEFT JOIN person r ON r.id = d.settled_by \
         WHERE d.project_id = $1 AND d.withdrawn_at IS NULL \
         ORDER BY d.proposed_at DESC, d.id DESC LIMIT 10",
        [project.0.into()],
    )
    .await
}

/// The facts of a decision that another signature depends on.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OpenDecision {
    /// The decision.
    pub id: Uuid,
    /// The level.
    pub level: String,
    /// Why.
    pub reason: String,
    /// Who signed for the DDT.
    pub ddt_signed_by: Option<Uuid>,
    /// Who signed for the préfecture.
    pub prefecture_signed_by: Option<Uuid>,
    /// When it was handed to the referent, milliseconds UTC.
    pub escalated_at: Option<i64>,
}

impl OpenDecision {
    /// Who signed for a seat.
    pub const fn signed_by(&self, seat: SeatKind) -> Option<Uuid> {
        match seat {
            SeatKind::Ddt => self.ddt_signed_by,
            SeatKind::Prefecture => self.prefecture_signed_by,
        }
    }
}

/// The decision that waits for a signature, if any; the schema holds at most one a project.
pub async fn open(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<OpenDecision>> {
    sql::one(
        db,
        "SELECT id, level, reason, ddt_signed_by, prefecture_signed_by, escalated_at FROM priority_decision \
         WHERE project_id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL",
        [project.0.into()],
    )
    .await
}

/// One seat's scores, with who gave them.
#[derive(Clone, Debug, FromQueryResult)]
pub struct AssessmentLine {
    /// The seat.
    pub seat_kind: String,
    /// 0 to 3.
    pub maturity: i64,
    /// 0 to 3.
    pub impact: i64,
    /// 0 to 3.
    pub urgency: i64,
    /// 0 to 3.
    pub territorial_need: i64,
    /// 0 to 3.
    pub feasibility: i64,
    /// 0 to 3.
    pub strategy_fit: i64,
    /// The seat's words.
    pub note: String,
    /// Who scored.
    pub scored_by: Uuid,
    /// First name of who scored.
    pub first_name: String,
    /// Last name of who scored.
    pub last_name: String,
    /// When, milliseconds UTC.
    pub scored_at: i64,
}

/// The scores of a project in a round: at most one line a seat.
pub async fn assessments(
    db: &impl ConnectionTrait,
    project: ProjectId,
    round: i64,
) -> Result<Vec<AssessmentLine>> {
    sql::all(
        db,
        "SELECT s.seat_kind, s.maturity, s.impact, s.urgency, s.territorial_need, s.feasibility, \
                s.strategy_fit, s.note, s.scored_by, p.first_name, p.last_name, s.scored_at \
         FROM assessment s JOIN person p ON p.id = s.scored_by \
         WHERE s.project_id = $1 AND s.round = $2 ORDER BY s.seat_kind LIMIT 2",
        [project.0.into(), round.into()],
    )
    .await
}

/// The fact that parked a project: what was said when it was redirected, closed or withdrawn.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ParkingFact {
    /// Code of the fact.
    pub kind: String,
    /// JSON of the details.
    pub payload: String,
    /// When, milliseconds UTC.
    pub at: i64,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
}

/// The latest fact that redirected, closed or withdrew a project.
pub async fn parking_fact(
    db: &impl ConnectionTrait,
    project: ProjectId,
) -> Result<Option<ParkingFact>> {
    sql::one(
        db,
        "SELECT e.kind, e.payload, e.at, p.first_name, p.last_name \
         FROM event e LEFT JOIN person p ON p.id = e.actor_id \
         WHERE e.project_id = $1 AND e.kind IN ('redirected', 'closed', 'withdrawn') \
         ORDER BY e.seq DESC LIMIT 1",
        [project.0.into()],
    )
    .await
}

//! How many wait on a desk, and what happened since.

use super::SeatGround;
use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// How many wait in a group, and how many of them are late.
#[derive(Clone, Debug, FromQueryResult)]
pub struct GroupCount {
    /// Code of the group.
    pub kind: String,
    /// How many.
    pub n: i64,
    /// How many of them are past their due date.
    pub late: i64,
}

/// A blocker may come with the deposit: it is the pair's as soon as the project is.
pub(crate) const RUNNING: &str = "('submitted', 'acknowledged', 'prioritised', 'assigned')";

/// A decision that was opened again and waits.
pub(super) const REOPENED: &str =
    "p.round_due_at IS NOT NULL AND p.intake IN ('prioritised', 'assigned')";

const LATE: &str = "COALESCE(SUM(CASE WHEN p.intake_due_at < $2 THEN 1 ELSE 0 END), 0) AS late";

/// What waits for a seat in its département. One query, answered from indexes.
pub async fn of_seat(
    db: &impl ConnectionTrait,
    departement: &str,
    ground: &SeatGround,
    seat: SeatKind,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<GroupCount>> {
    let ground = ground.condition();
    let plain = |kind: &str, intake: &str| {
        format!(
            "SELECT '{kind}' AS kind, COUNT(*) AS n, {LATE} FROM project p \
             WHERE p.departement_code = $1{ground} AND p.intake = '{intake}' AND p.intake_due_at IS NOT NULL"
        )
    };
    let deciding = |kind: &str, condition: &str| {
        format!(
            "SELECT '{kind}' AS kind, COUNT(*) AS n, {LATE} FROM project p \
             LEFT JOIN priority_decision d \
               ON d.project_id = p.id AND d.decided_at IS NULL AND d.withdrawn_at IS NULL \
             WHERE p.departement_code = $1{ground} AND p.intake = 'acknowledged' AND p.intake_due_at IS NOT NULL AND {condition}"
        )
    };
    let reopened = |kind: &str, condition: &str| {
        format!(
            "SELECT '{kind}' AS kind, COUNT(*) AS n, \
                    COALESCE(SUM(CASE WHEN p.round_due_at < $2 THEN 1 ELSE 0 END), 0) AS late FROM project p \
             LEFT JOIN priority_decision d \
               ON d.project_id = p.id AND d.decided_at IS NULL AND d.withdrawn_at IS NULL \
             WHERE p.departement_code = $1{ground} AND {REOPENED} AND {condition}"
        )
    };
    const TO_SIGN: &str = "d.proposed_by_seat <> $3";
    let parts = [
        plain("acknowledge", "submitted"),
        deciding("prioritise", "d.id IS NULL"),
        reopened("prioritise", "d.id IS NULL"),
        deciding("sign", TO_SIGN),
        reopened("sign", TO_SIGN),
        plain("assign", "prioritised"),
        contact(),
        format!(
            "SELECT 'blocked' AS kind, COUNT(*) AS n, {LATE_BLOCKER} FROM project p \
             WHERE p.departement_code = $1{ground} AND p.blocked_since IS NOT NULL AND p.intake IN {RUNNING}"
        ),
    ];
    let counted = format!(
        "SELECT kind, CAST(SUM(n) AS bigint) AS n, CAST(SUM(late) AS bigint) AS late \
         FROM ({}) AS counted GROUP BY kind ORDER BY MIN(place)",
        numbered(&parts)
    );
    sql::all(
        db,
        &counted,
        [
            departement.into(),
            now.0.into(),
            seat.code().into(),
            person.0.into(),
        ],
    )
    .await
}

/// The counts in their order: two of one group become one.
fn numbered(parts: &[String]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| {
            format!("SELECT {place} AS place, c{place}.* FROM ({part}) AS c{place}")
        })
        .collect();
    parts.join(" UNION ALL ")
}

/// What waits for an agent among the projects she follows in a département.
pub async fn of_agent(
    db: &impl ConnectionTrait,
    departement: &str,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<GroupCount>> {
    let sql = format!(
        "{} UNION ALL \
         SELECT 'blocked' AS kind, COUNT(*) AS n, {LATE_BLOCKER} FROM project p \
         WHERE p.assignee_id = $4 AND p.intake = 'assigned' AND p.departement_code = $1 \
           AND p.blocked_since IS NOT NULL \
         UNION ALL \
         SELECT 'follow' AS kind, COUNT(*) AS n, 0 AS late FROM project p \
         WHERE p.assignee_id = $4 AND p.intake = 'assigned' AND p.departement_code = $1 \
           AND p.blocked_since IS NULL AND p.intake_due_at IS NULL",
        contact()
    );
    sql::all(
        db,
        &sql,
        [departement.into(), now.0.into(), "".into(), person.0.into()],
    )
    .await
}

/// Projects whose oldest open blocker should have been answered.
const LATE_BLOCKER: &str = "COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM blocker k WHERE k.project_id = p.id \
    AND k.solved_at IS NULL AND k.due_at < $2) THEN 1 ELSE 0 END), 0) AS late";

fn contact() -> String {
    format!(
        "SELECT 'contact' AS kind, COUNT(*) AS n, {LATE} FROM project p \
         WHERE p.assignee_id = $4 AND p.intake = 'assigned' AND p.departement_code = $1 \
           AND p.intake_due_at IS NOT NULL"
    )
}

/// How often something happened.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Happened {
    /// Code of the fact.
    pub kind: String,
    /// How often.
    pub n: i64,
}

/// What others did in a département since a moment: deposits, messages, blockers raised and solved.
///
/// Starts from the projects that moved, so that its cost follows the département and not the nation.
pub async fn since(
    db: &impl ConnectionTrait,
    departement: &str,
    reader: PersonId,
    since: Timestamp,
) -> Result<Vec<Happened>> {
    sql::all(
        db,
        "SELECT e.kind, COUNT(*) AS n \
         FROM project p CROSS JOIN event e \
         WHERE p.departement_code = $1 AND p.last_activity_at >= $2 AND p.intake <> 'draft' \
           AND e.project_id = p.id AND e.at >= $2 AND e.actor_id <> $3 \
           AND e.kind IN ('submitted', 'message_posted', 'blocker_raised', 'blocker_solved') \
         GROUP BY e.kind",
        [departement.into(), since.0.into(), reader.0.into()],
    )
    .await
}

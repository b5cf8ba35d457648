//! The lines of a desk: one line, one decision.
//!
//! Each group is read through an index in the order of its due date and cut before the groups are
//! merged, so that a page costs the same whatever the size of the département.

use super::SeatGround;
use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use domain::project::SeatKind;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// One line of a desk.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Item {
    /// Code of the group.
    pub kind: String,
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Its main theme.
    pub main_theme: String,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Day of deposit, milliseconds UTC.
    pub submitted_at: Option<i64>,
    /// When the decision is due, milliseconds UTC; [`NO_DUE`] when no date is set.
    pub due_at: i64,
    /// The level the other seat proposes, for what waits for a signature.
    pub proposed_level: Option<String>,
    /// That decision.
    pub decision_id: Option<Uuid>,
    /// Why no rule assigned it: a code of `assignment_wait`.
    pub wait_why: Option<String>,
    /// The rule that could not be followed.
    pub wait_rule: Option<String>,
}

/// Stands for "no due date", behind every real one.
pub const NO_DUE: i64 = 9_000_000_000_000_000;

/// Which desk, and which part of it.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The département.
    pub departement: &'a str,
    /// Whose projects wait for the seat.
    pub ground: &'a SeatGround,
    /// The seat; none for an agent.
    pub seat: Option<SeatKind>,
    /// The reader.
    pub person: PersonId,
    /// Only these groups.
    pub groups: &'a [&'a str],
    /// Only what is due before this moment, milliseconds UTC.
    pub before: i64,
    /// Lines behind this one: its due date and project.
    pub after: (i64, Uuid),
    /// At most so many lines.
    pub limit: i64,
}

/// The lines of a desk, by due date. One query.
pub async fn list(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Item>> {
    let parts: Vec<String> = asked
        .groups
        .iter()
        .flat_map(|group| {
            let ways = ways(group, asked.seat.is_some(), &asked.ground.condition());
            let parts = ways.into_iter().enumerate();
            parts.map(|(way, (condition, due))| part(group, way, &condition, due))
        })
        .collect();
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{} ORDER BY due_at, id LIMIT $5", parts.join(" UNION ALL "));
    let seat = asked.seat.map_or("", SeatKind::code);
    let (due, id) = asked.after;
    sql::all(
        db,
        &sql,
        [
            asked.departement.into(),
            due.into(),
            id.into(),
            asked.before.into(),
            asked.limit.into(),
            seat.into(),
            asked.person.0.into(),
        ],
    )
    .await
}

/// The conditions of a group and the due date that goes with each, every one in the order of an index.
fn ways(group: &str, of_seat: bool, ground: &str) -> Vec<(String, &'static str)> {
    const DUE: &str = "p.intake_due_at";
    let here = |condition: &str| format!("p.departement_code = $1{ground} AND {condition}");
    match group {
        "acknowledge" => vec![(here("p.intake = 'submitted'"), DUE)],
        "prioritise" => deciding(ground, "d.id IS NULL"),
        "sign" => deciding(ground, "d.proposed_by_seat <> $6"),
        "assign" => vec![(here("p.intake = 'prioritised'"), DUE)],
        "contact" => vec![(mine(), DUE)],
        "blocked" if of_seat => {
            let blocked = format!(
                "p.blocked_since IS NOT NULL AND p.intake IN {}",
                super::counts::RUNNING
            );
            vec![(here(&blocked), ANSWER)]
        }
        "blocked" => vec![(
            format!("{} AND p.blocked_since IS NOT NULL", mine()),
            ANSWER,
        )],
        "follow" => vec![(
            format!(
                "{} AND p.blocked_since IS NULL AND p.intake_due_at IS NULL",
                mine()
            ),
            "9000000000000000",
        )],
        _ => Vec::new(),
    }
}

/// A first decision, and one that was opened again.
fn deciding(ground: &str, condition: &str) -> Vec<(String, &'static str)> {
    vec![
        (
            format!(
                "p.departement_code = $1{ground} AND p.intake = 'acknowledged' AND {condition}"
            ),
            "p.intake_due_at",
        ),
        (
            format!(
                "p.departement_code = $1{ground} AND {} AND {condition}",
                super::counts::REOPENED
            ),
            "p.round_due_at",
        ),
    ]
}

/// Stands for the due date that is looked for in the blockers of each project.
const ANSWER: &str = "answer";

fn part(group: &str, way: usize, condition: &str, due: &str) -> String {
    const SHOWN: &str = "p.id, p.number, p.title, b.name AS bearer_name, p.main_theme, p.total_cost_cents, p.submitted_at";
    const BESIDE: &str = "d.level AS proposed_level, d.id AS decision_id, w.why AS wait_why, w.rule_name AS wait_rule";
    const JOINS: &str = "JOIN collectivity b ON b.id = p.bearer_id \
        LEFT JOIN priority_decision d ON d.project_id = p.id AND d.decided_at IS NULL AND d.withdrawn_at IS NULL \
        LEFT JOIN assignment_wait w ON w.project_id = p.id AND p.intake = 'prioritised'";
    if due == ANSWER {
        // Looked for once a project, and shown of those that are.
        return format!(
            "SELECT * FROM ( \
               WITH waiting AS MATERIALIZED (SELECT p.id, {BLOCKER_DUE} AS due_at FROM project p WHERE {condition}) \
               SELECT '{group}' AS kind, {SHOWN}, answer.due_at, {BESIDE} \
               FROM (SELECT id, due_at FROM waiting WHERE (due_at, id) > ($2, $3) AND due_at < $4 ORDER BY due_at, id LIMIT $5) AS answer \
               CROSS JOIN project p {JOINS} WHERE p.id = answer.id) AS lines_{group}_{way}"
        );
    }
    format!(
        "SELECT * FROM ( \
           SELECT '{group}' AS kind, {SHOWN}, {due} AS due_at, {BESIDE} FROM project p {JOINS} \
           WHERE {condition} AND ({due}, p.id) > ($2, $3) AND {due} < $4 \
           ORDER BY due_at, p.id LIMIT $5) AS lines_{group}_{way}"
    )
}

fn mine() -> String {
    "p.assignee_id = $7 AND p.intake = 'assigned' AND p.departement_code = $1".to_owned()
}

/// When the oldest answer to an open blocker is due.
const BLOCKER_DUE: &str = "COALESCE((SELECT MIN(k.due_at) FROM blocker k \
    WHERE k.project_id = p.id AND k.solved_at IS NULL), 9000000000000000)";

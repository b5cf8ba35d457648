//! What is late in a département: which step, since when, who owes it and why it waits.
//!
//! Every part starts from an index of the département, so that a page costs what is late there.

use super::counts::{REOPENED, RUNNING};
use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// One thing that is late.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LateLine {
    /// Code of the delay.
    pub delay: String,
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Since when, milliseconds UTC.
    pub due_at: i64,
    /// `ddt`, `prefecture`, `pair` for both, `agent`.
    pub owner: String,
    /// The agent.
    pub agent_id: Option<Uuid>,
    /// First name of the agent.
    pub agent_first_name: Option<String>,
    /// Last name of the agent.
    pub agent_last_name: Option<String>,
    /// The level proposed, for what waits for a signature.
    pub level: Option<String>,
    /// When the referent was asked to settle, milliseconds UTC.
    pub escalated_at: Option<i64>,
    /// The arrondissement it lies in, whose own seats answer for it where there are any.
    pub arrondissement_code: Option<String>,
    /// How many seats have scored, for what waits for a priority.
    pub scored: i64,
    /// Why no rule assigned it: a code of `assignment_wait`.
    pub wait_why: Option<String>,
    /// The rule that could not be followed.
    pub wait_rule: Option<String>,
}

/// How much is late with one owner.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OwnerCount {
    /// As [`LateLine::owner`].
    pub owner: String,
    /// The agent.
    pub agent_id: Option<Uuid>,
    /// First name of the agent.
    pub first_name: Option<String>,
    /// Last name of the agent.
    pub last_name: Option<String>,
    /// Code of the delay.
    pub delay: String,
    /// How many.
    pub n: i64,
    /// The oldest due date, milliseconds UTC.
    pub oldest: i64,
}

/// Whose lateness is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// `ddt`, `prefecture`, or `pair` for what either seat can do.
    Seat(&'static str),
    /// An agent.
    Agent(PersonId),
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The département.
    pub departement: &'a str,
    /// Now.
    pub now: Timestamp,
    /// Only this delay.
    pub delay: Option<&'a str>,
    /// Only this owner.
    pub owner: Option<Owner>,
    /// Lines behind this one: its due date and project.
    pub after: (i64, Uuid),
    /// At most so many lines.
    pub limit: i64,
}

/// What is late, the oldest first. One query.
pub async fn lines(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<LateLine>> {
    let mut values: Vec<Value> = vec![
        asked.departement.into(),
        asked.now.0.into(),
        asked.after.0.into(),
        asked.after.1.into(),
        asked.limit.into(),
    ];
    let mut conditions = vec!["(late.due_at, late.id) > ($3, $4)".to_owned()];
    if let Some(delay) = asked.delay {
        values.push(delay.into());
        conditions.push(format!("delay = ${}", values.len()));
    }
    match asked.owner {
        Some(Owner::Seat(seat)) => {
            values.push(seat.into());
            conditions.push(format!("owner = ${}", values.len()));
        }
        Some(Owner::Agent(person)) => {
            values.push(person.0.into());
            conditions.push(format!("owner = 'agent' AND agent_id = ${}", values.len()));
        }
        None => {}
    }
    let sql = format!(
        "SELECT late.*, b.name AS bearer_name, a.first_name AS agent_first_name, a.last_name AS agent_last_name \
         FROM ({}) AS late JOIN collectivity b ON b.id = late.bearer_id LEFT JOIN person a ON a.id = late.agent_id \
         WHERE {} ORDER BY due_at, late.id LIMIT $5",
        parts(),
        conditions.join(" AND "),
    );
    sql::all(db, &sql, values).await
}

/// How much is late, by owner and delay, whoever is looked at. One query.
pub async fn owners(
    db: &impl ConnectionTrait,
    departement: &str,
    now: Timestamp,
) -> Result<Vec<OwnerCount>> {
    let sql = format!(
        "SELECT late.owner, late.agent_id, a.first_name, a.last_name, late.delay, COUNT(*) AS n, \
                MIN(late.due_at) AS oldest \
         FROM ({}) AS late LEFT JOIN person a ON a.id = late.agent_id \
         GROUP BY late.owner, late.agent_id, a.first_name, a.last_name, late.delay \
         ORDER BY oldest, late.owner LIMIT 2000",
        parts()
    );
    sql::all(db, &sql, [departement.into(), now.0.into()]).await
}

/// Who follows the project, where somebody does; else both seats.
const FOLLOWER: &str =
    "CASE WHEN p.intake = 'assigned' AND p.assignee_id IS NOT NULL THEN 'agent' ELSE 'pair' END";

fn parts() -> String {
    let step = |delay: &str, owner: &str, condition: &str| {
        part(delay, owner, "p.intake_due_at", condition, "0")
    };
    let blocked = format!("p.blocked_since IS NOT NULL AND p.intake IN {RUNNING}");
    let parts = [
        step("'acknowledge'", "'pair'", "p.intake = 'submitted'"),
        deciding("p.intake_due_at", "p.intake = 'acknowledged'"),
        deciding("p.round_due_at", REOPENED),
        step("'assign'", "'pair'", "p.intake = 'prioritised'"),
        step("'contact'", "'agent'", "p.intake = 'assigned'"),
        part("'blocked'", FOLLOWER, BLOCKER_DUE, &blocked, "0"),
    ];
    parts.join(" UNION ALL ")
}

/// A decision: to be signed once a seat has proposed, to be proposed until then.
fn deciding(due: &str, condition: &str) -> String {
    let (ddt, prefecture) = (scored("ddt"), scored("prefecture"));
    let owner = format!(
        "CASE WHEN d.proposed_by_seat = 'ddt' THEN 'prefecture' WHEN d.proposed_by_seat = 'prefecture' THEN 'ddt' \
              WHEN {ddt} > {prefecture} THEN 'prefecture' WHEN {ddt} < {prefecture} THEN 'ddt' ELSE 'pair' END"
    );
    part(
        "CASE WHEN d.id IS NULL THEN 'prioritise' ELSE 'sign' END",
        &owner,
        due,
        condition,
        &format!("{ddt} + {prefecture}"),
    )
}

/// Whether a seat has scored in the round that runs: 0 or 1.
fn scored(seat: &str) -> String {
    format!(
        "(SELECT COUNT(*) FROM assessment x WHERE x.project_id = p.id AND x.seat_kind = '{seat}' AND x.round = \
           COALESCE((SELECT MAX(r.round) FROM priority_round r WHERE r.project_id = p.id), 1))"
    )
}

fn part(delay: &str, owner: &str, due: &str, condition: &str, scored: &str) -> String {
    format!(
        "SELECT found.*, CASE WHEN found.owner = 'agent' THEN found.assignee_id END AS agent_id FROM ( \
           SELECT {delay} AS delay, p.id, p.number, p.title, p.bearer_id, p.assignee_id, p.arrondissement_code, {due} AS due_at, \
                  {owner} AS owner, d.level, d.escalated_at, CAST({scored} AS bigint) AS scored, \
                  w.why AS wait_why, w.rule_name AS wait_rule \
           FROM project p \
           LEFT JOIN priority_decision d ON d.project_id = p.id AND d.decided_at IS NULL AND d.withdrawn_at IS NULL \
           LEFT JOIN assignment_wait w ON w.project_id = p.id AND p.intake = 'prioritised' \
           WHERE p.departement_code = $1 AND {condition} AND {due} < $2) AS found"
    )
}

/// When the oldest answer to an open blocker was due.
const BLOCKER_DUE: &str =
    "(SELECT MIN(k.due_at) FROM blocker k WHERE k.project_id = p.id AND k.solved_at IS NULL)";

//! What a portrait of a set is drawn from: its projects, its money, its blockers, its communes.
//!
//! A contract holds some dozens of projects, a département some hundreds: the lines are read, and counted above. The
//! nation is never asked this way.

use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// More projects than any département has; a bound, not a page.
const MOST: i64 = 20_000;

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Who bears it.
    pub bearer_name: String,
    /// Main theme.
    pub main_theme: String,
    /// What the contract counts it under.
    pub contract_orientation: Option<String>,
    /// The year of the contract it is counted in.
    pub contract_year: Option<i64>,
    /// When it was deposited, milliseconds UTC.
    pub submitted_at: Option<i64>,
    /// Phase.
    pub phase: String,
    /// How the phase goes.
    pub phase_status: String,
    /// Where it stands.
    pub intake: String,
    /// Since when it is blocked, ISO.
    pub blocked_since: Option<String>,
    /// Last event, milliseconds UTC.
    pub last_activity_at: i64,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
}

/// A line of a funding plan.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Money {
    /// Number of the project.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Who pays.
    pub source: String,
    /// Under which scheme; may be empty.
    pub scheme: String,
    /// Cents.
    pub amount_cents: i64,
    /// `planned`, `asked`, `granted` or `refused`.
    pub state: String,
    /// When it was written, milliseconds UTC.
    pub created_at: i64,
}

/// Blockers of one kind.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Blockers {
    /// Code of the kind.
    pub kind: String,
    /// Not solved.
    pub open: i64,
    /// Solved.
    pub solved: i64,
}

/// A commune that a project concerns.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Commune {
    /// Its code.
    pub code: String,
    /// How many projects concern it.
    pub n: i64,
}

/// The projects of a set. One query.
pub async fn lines(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Line>> {
    let mut wanted = Wanted::new(asked);
    let all = wanted.all();
    let most = wanted.bind(MOST);
    let sql = format!(
        "SELECT p.id, p.title, b.name AS bearer_name, p.main_theme, p.contract_orientation, p.contract_year, \
                p.submitted_at, p.phase, p.phase_status, p.intake, p.blocked_since, p.last_activity_at, \
                p.total_cost_cents \
         FROM project p LEFT JOIN collectivity b ON b.id = p.bearer_id \
         WHERE {all} ORDER BY p.last_activity_at DESC, p.id LIMIT {most}"
    );
    sql::all(db, &sql, wanted.values).await
}

/// The money of a set, the latest lines first. One query.
pub async fn money(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Money>> {
    let mut wanted = Wanted::new(asked);
    let all = wanted.all();
    let most = wanted.bind(MOST);
    let sql = format!(
        "SELECT p.number, p.title, m.source, m.scheme, m.amount_cents, m.state, m.created_at \
         FROM project p CROSS JOIN funding_line m WHERE m.project_id = p.id AND {all} \
         ORDER BY m.created_at DESC, m.id LIMIT {most}"
    );
    sql::all(db, &sql, wanted.values).await
}

/// The blockers of a set by kind. One query.
pub async fn blockers(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Blockers>> {
    let wanted = Wanted::new(asked);
    let sql = format!(
        "SELECT k.kind, COUNT(*) - COUNT(k.solved_at) AS open, COUNT(k.solved_at) AS solved \
         FROM project p CROSS JOIN blocker k WHERE k.project_id = p.id AND {} \
         GROUP BY k.kind ORDER BY open DESC, k.kind",
        wanted.all()
    );
    sql::all(db, &sql, wanted.values).await
}

/// The communes that the projects of a set concern, each once, and how many concern it. One query.
pub async fn communes(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Vec<Commune>> {
    let mut wanted = Wanted::new(asked);
    let all = wanted.all();
    let most = wanted.bind(MOST);
    let sql = format!(
        "SELECT c.commune_code AS code, COUNT(*) AS n FROM project p CROSS JOIN project_commune c \
         WHERE c.project_id = p.id AND {all} GROUP BY c.commune_code LIMIT {most}"
    );
    sql::all(db, &sql, wanted.values).await
}

/// Sums of a département, for those who compare. `cents` are of the projects that are there now.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Sums {
    /// Projects deposited and not withdrawn.
    pub projects: i64,
    /// Of them, with the State: not closed and not redirected.
    pub running: i64,
    /// Of those that run, blocked.
    pub blocked: i64,
    /// Of those that run, without news since `silent`.
    pub silent: i64,
    /// Closed.
    pub closed: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
    /// Money asked for, in cents.
    pub asked_cents: i64,
    /// Money granted, in cents.
    pub granted_cents: i64,
}

/// The sums of a département. One query, by index.
pub async fn sums(db: &impl ConnectionTrait, departement: &str, silent: Timestamp) -> Result<Sums> {
    let running = "p.intake IN ('submitted', 'acknowledged', 'prioritised', 'assigned')";
    let count = |condition: &str| {
        format!("CAST(COALESCE(SUM(CASE WHEN {condition} THEN 1 END), 0) AS bigint)")
    };
    let money = |state: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM(m.amount_cents), 0) AS bigint) FROM project p CROSS JOIN funding_line m \
              WHERE p.departement_code = $1 AND p.intake NOT IN ('draft', 'withdrawn') AND m.project_id = p.id \
                AND m.state = '{state}') AS {state}_cents"
        )
    };
    let sql = format!(
        "SELECT COUNT(*) AS projects, {} AS running, {} AS blocked, {} AS silent, {} AS closed, \
                CAST(COALESCE(SUM(p.total_cost_cents), 0) AS bigint) AS cost_cents, {}, {} \
         FROM project p WHERE p.departement_code = $1 AND p.intake NOT IN ('draft', 'withdrawn')",
        count(running),
        count(&format!("p.blocked_since IS NOT NULL AND {running}")),
        count(&format!("p.last_activity_at < $2 AND {running}")),
        count("p.intake = 'closed'"),
        money("asked"),
        money("granted"),
    );
    let sums = sql::one(db, &sql, [departement.into(), silent.0.into()]).await?;
    Ok(sums.unwrap_or_default())
}

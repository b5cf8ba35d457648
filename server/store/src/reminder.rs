//! What runs out of time, and what people were reminded of.
//!
//! A delay is known by its project, its kind and its due date: the same project given back to the State later has
//! another one. Each mark of it is told once.

use crate::error::Result;
use crate::{Tx, sql};
use domain::delay::{Delay, Mark};
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A delay that runs.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Running {
    /// The project.
    pub project_id: Uuid,
    /// The département that answers for it.
    pub departement_code: String,
    /// Code of what is waited for.
    pub delay: String,
    /// The project's intake state.
    pub intake: String,
    /// By when, milliseconds UTC; for a signature, since when it is waited for.
    pub at: i64,
    /// The last mark that was told, in percent; 0 for none.
    pub told: i64,
}

const STEP: &str = "CASE p.intake WHEN 'submitted' THEN 'acknowledge' WHEN 'acknowledged' THEN 'prioritise' \
    WHEN 'prioritised' THEN 'assign' ELSE 'contact' END";

/// A decision that waits for its second signature has a delay of its own.
const UNSIGNED: &str = "NOT EXISTS (SELECT 1 FROM priority_decision d WHERE d.project_id = p.id \
    AND d.decided_at IS NULL AND d.withdrawn_at IS NULL)";

const REOPENED: &str = "p.round_due_at IS NOT NULL AND p.intake IN ('prioritised', 'assigned')";

const FIRST_PROPOSED: &str = "(SELECT MIN(f.proposed_at) FROM priority_decision f WHERE f.project_id = d.project_id \
    AND f.proposed_at > COALESCE((SELECT MAX(o.decided_at) FROM priority_decision o \
      WHERE o.project_id = d.project_id), 0))";

const DECIDING: &str = "(p.intake = 'acknowledged' OR (p.round_due_at IS NOT NULL \
    AND p.intake IN ('prioritised', 'assigned')))";

/// A delay whose next mark may have come: half of it passes before the due date at the latest, all of it on it.
fn ready(project: &str, delay: &str, due: &str) -> String {
    let told = |mark: Mark| {
        format!(
            "EXISTS (SELECT 1 FROM reminder r WHERE r.project_id = {project} AND r.delay = {delay} \
               AND r.due_at = {due} AND r.mark >= {})",
            mark.percent()
        )
    };
    format!(
        "NOT {} AND ({due} < $1 OR NOT {})",
        told(Mark::Over),
        told(Mark::Half)
    )
}

fn told(project: &str, delay: &str, due: &str) -> String {
    format!(
        "COALESCE((SELECT MAX(r.mark) FROM reminder r WHERE r.project_id = {project} AND r.delay = {delay} \
           AND r.due_at = {due}), 0)"
    )
}

/// The steps and reopened decisions due before `until` of which something may have to be told, in the order of their
/// due dates behind `after`; at most `limit`. Reads the delays that run, through the index of due dates.
pub async fn steps(
    db: &impl ConnectionTrait,
    now: Timestamp,
    until: Timestamp,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Running>> {
    let part = |delay: &str, due: &str, condition: &str| {
        format!(
            "SELECT * FROM (SELECT p.id AS project_id, p.departement_code, {delay} AS delay, p.intake, {due} AS at, \
                    {} AS told \
             FROM project p WHERE {due} < $2 AND ({due}, p.id) > ($3, $4) AND {condition} AND {} \
             ORDER BY {due}, p.id LIMIT $5) AS {}",
            told("p.id", delay, due),
            ready("p.id", delay, due),
            due.replace('.', "_"),
        )
    };
    let running = super::desk::counts::RUNNING;
    let first = format!("p.intake IN {running} AND (p.intake <> 'acknowledged' OR {UNSIGNED})");
    let again = format!("{REOPENED} AND {UNSIGNED}");
    let sql = format!(
        "{} UNION ALL {} ORDER BY at, project_id LIMIT $5",
        part(STEP, "p.intake_due_at", &first),
        part("'prioritise'", "p.round_due_at", &again),
    );
    let values = [
        now.0.into(),
        until.0.into(),
        after.0.into(),
        after.1.into(),
        limit.into(),
    ];
    sql::all(db, &sql, values).await
}

/// The answers to blockers due before `until`, as [`steps`]: one line for those of a project that are due together.
pub async fn answers(
    db: &impl ConnectionTrait,
    now: Timestamp,
    until: Timestamp,
    after: (i64, Uuid),
    limit: i64,
) -> Result<Vec<Running>> {
    let sql = format!(
        "SELECT DISTINCT k.project_id, p.departement_code, 'blocked' AS delay, p.intake, k.due_at AS at, {} AS told \
         FROM blocker k JOIN project p ON p.id = k.project_id \
         WHERE k.solved_at IS NULL AND k.due_at < $2 AND (k.due_at, k.project_id) > ($3, $4) \
           AND p.intake IN {} AND {} \
         ORDER BY at, project_id LIMIT $5",
        told("k.project_id", "'blocked'", "k.due_at"),
        super::desk::counts::RUNNING,
        ready("k.project_id", "'blocked'", "k.due_at"),
    );
    let values = [
        now.0.into(),
        until.0.into(),
        after.0.into(),
        after.1.into(),
        limit.into(),
    ];
    sql::all(db, &sql, values).await
}

/// The second signatures waited for since before `before`, the oldest project first, behind `after`; at most `limit`.
/// `at` is the first proposal, or the return of the project to the pair. Reads the open decisions.
pub async fn signatures(
    db: &impl ConnectionTrait,
    before: Timestamp,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Running>> {
    let sql = format!(
        "SELECT * FROM (SELECT d.project_id, p.departement_code, 'sign' AS delay, p.intake, \
             CASE WHEN p.intake = 'acknowledged' AND p.intake_since > {FIRST_PROPOSED} THEN p.intake_since \
                  ELSE {FIRST_PROPOSED} END AS at, \
             CAST(0 AS bigint) AS told \
           FROM priority_decision d JOIN project p ON p.id = d.project_id \
           WHERE d.decided_at IS NULL AND d.withdrawn_at IS NULL AND {DECIDING} AND d.project_id > $2) AS waiting \
         WHERE at < $1 ORDER BY project_id LIMIT $3"
    );
    sql::all(db, &sql, [before.0.into(), after.into(), limit.into()]).await
}

/// The last mark told of a delay, in percent; 0 for none.
pub async fn last_told(
    db: &impl ConnectionTrait,
    project: ProjectId,
    delay: Delay,
    due: Timestamp,
) -> Result<i64> {
    let told: Option<Number> = sql::one(
        db,
        "SELECT COALESCE(MAX(mark), 0) AS n FROM reminder WHERE project_id = $1 AND delay = $2 AND due_at = $3",
        [project.0.into(), delay.code().into(), due.0.into()],
    )
    .await?;
    Ok(told.map_or(0, |told| told.n))
}

#[derive(FromQueryResult)]
struct Number {
    n: i64,
}

/// Whether a delay still runs towards this due date.
pub async fn runs(
    db: &impl ConnectionTrait,
    project: ProjectId,
    delay: Delay,
    due: Timestamp,
) -> Result<bool> {
    let condition = match delay {
        Delay::Prioritise => format!(
            "{UNSIGNED} AND ((p.intake = 'acknowledged' AND p.intake_due_at = $2) OR ({REOPENED} AND p.round_due_at = $2))"
        ),
        Delay::Sign => format!("$2 = $2 AND {DECIDING} AND NOT {UNSIGNED}"),
        Delay::Blocked => format!(
            "p.intake IN {} AND EXISTS (SELECT 1 FROM blocker k WHERE k.project_id = p.id AND k.solved_at IS NULL \
               AND k.due_at = $2)",
            super::desk::counts::RUNNING
        ),
        Delay::Acknowledge => "p.intake = 'submitted' AND p.intake_due_at = $2".to_owned(),
        Delay::Assign => "p.intake = 'prioritised' AND p.intake_due_at = $2".to_owned(),
        Delay::Contact => "p.intake = 'assigned' AND p.intake_due_at = $2".to_owned(),
    };
    let found: Option<Number> = sql::one(
        db,
        &format!("SELECT CAST(1 AS bigint) AS n FROM project p WHERE p.id = $1 AND {condition}"),
        [project.0.into(), due.0.into()],
    )
    .await?;
    Ok(found.is_some())
}

/// Notes that a mark is told, with the earlier ones that it makes pointless. Gives whether nobody had told it: who gets
/// `false` tells nothing.
pub async fn note(
    tx: &Tx,
    project: ProjectId,
    delay: Delay,
    due: Timestamp,
    mark: Mark,
    now: Timestamp,
) -> Result<bool> {
    let mut told = 0;
    for one in Mark::ALL.into_iter().filter(|one| *one <= mark) {
        told = sql::run(
            &**tx,
            "INSERT INTO reminder (project_id, delay, due_at, mark, told_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (project_id, delay, due_at, mark) DO NOTHING",
            [
                project.0.into(),
                delay.code().into(),
                due.0.into(),
                one.percent().into(),
                now.0.into(),
            ],
        )
        .await?;
    }
    Ok(told == 1)
}

/// Where the seats stand with the decision of a project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Seats {
    /// The seat whose proposal waits for the other's signature.
    pub proposed_by: Option<String>,
    /// Whether the DDT has scored in this round, as 0 or 1.
    pub ddt: i64,
    /// Whether the préfecture has.
    pub prefecture: i64,
}

/// Where the seats stand with the decision of a project.
pub async fn seats(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Seats>> {
    const SCORED: &str = "(SELECT COUNT(*) FROM assessment s WHERE s.project_id = $1 AND s.round = \
        COALESCE((SELECT MAX(r.round) FROM priority_round r WHERE r.project_id = $1), 1) AND s.seat_kind =";
    let sql = format!(
        "SELECT (SELECT d.proposed_by_seat FROM priority_decision d WHERE d.project_id = $1 \
             AND d.decided_at IS NULL AND d.withdrawn_at IS NULL) AS proposed_by, \
           {SCORED} 'ddt') AS ddt, {SCORED} 'prefecture') AS prefecture"
    );
    sql::one(db, &sql, [project.0.into()]).await
}

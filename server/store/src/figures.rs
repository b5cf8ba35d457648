//! What the figures of a département are counted from: one line a deposit, a blocker, a recommendation.
//!
//! Medians need the lines themselves. A département holds some hundreds of them a year, found by index; nothing here
//! reads more than one département.

pub mod kept;

use crate::error::Result;
use crate::sql;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// More lines than any département has in a year; a bound, not a page.
const MOST: i64 = 50_000;

/// Whose lines, of when.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    /// The département that answers.
    pub departement: &'a str,
    /// From this moment.
    pub from: Timestamp,
    /// Until just before this one.
    pub before: Timestamp,
}

impl Span<'_> {
    fn values(&self) -> [Value; 4] {
        [
            self.departement.into(),
            self.from.0.into(),
            self.before.0.into(),
            MOST.into(),
        ]
    }
}

/// Where a line is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Place {
    /// Main theme of the project.
    pub main_theme: String,
    /// Its EPCI.
    pub epci_siren: Option<String>,
    /// Its arrondissement.
    pub arrondissement_code: Option<String>,
}

/// A deposit and the moments of its answer, milliseconds UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Deposit {
    /// Where it is counted.
    #[sea_orm(nested)]
    pub place: Place,
    /// How it came: `deposit`, `import`, `demo`.
    pub origin: String,
    /// Where it stands.
    pub intake: String,
    /// When it was deposited.
    pub submitted_at: i64,
    /// When it was first acknowledged.
    pub acknowledged_at: Option<i64>,
    /// When it was first redirected.
    pub redirected_at: Option<i64>,
    /// When its priority was first decided.
    pub prioritised_at: Option<i64>,
    /// When it was first given to somebody.
    pub assigned_at: Option<i64>,
    /// When that person was in touch.
    pub contacted_at: Option<i64>,
    /// When that assignment ended.
    pub assignment_ended_at: Option<i64>,
}

const PLACE: &str = "p.main_theme, p.epci_siren, p.arrondissement_code";

/// The facts of a project's intake that the partial index of the facts holds.
const FIRST: &str = "(SELECT MIN(e.at) FROM event e WHERE e.project_id = p.id \
    AND e.kind IN ('acknowledged', 'redirected', 'prioritised') AND e.kind = ";

/// The deposits of a span. One query.
pub async fn deposits(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Vec<Deposit>> {
    let sql = format!(
        "SELECT {PLACE}, p.origin, p.intake, p.submitted_at, {FIRST}'acknowledged') AS acknowledged_at, \
                {FIRST}'redirected') AS redirected_at, {FIRST}'prioritised') AS prioritised_at, a.assigned_at, \
                a.first_contact_at AS contacted_at, \
                a.ended_at AS assignment_ended_at \
         FROM project p LEFT JOIN assignment a ON a.id = \
                (SELECT x.id FROM assignment x WHERE x.project_id = p.id ORDER BY x.assigned_at, x.id LIMIT 1) \
         WHERE p.departement_code = $1 AND p.submitted_at >= $2 AND p.submitted_at < $3 AND p.intake <> 'draft' \
         LIMIT $4"
    );
    sql::all(db, &sql, span.values()).await
}

/// A project that was closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Completed {
    /// Where it is counted.
    #[sea_orm(nested)]
    pub place: Place,
    /// When, milliseconds UTC.
    pub closed_at: i64,
}

/// The projects closed in a span, those that were given up left out. One query.
pub async fn completed(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Vec<Completed>> {
    let sql = format!(
        "SELECT {PLACE}, p.intake_since AS closed_at FROM project p WHERE p.departement_code = $1 \
           AND p.intake = 'closed' AND p.intake_since >= $2 AND p.intake_since < $3 \
           AND p.phase_status <> 'abandonne' LIMIT $4"
    );
    sql::all(db, &sql, span.values()).await
}

/// A blocker.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Blocker {
    /// Code of its kind.
    pub kind: String,
    /// When it was raised.
    pub raised_at: i64,
    /// When it was solved.
    pub solved_at: Option<i64>,
}

/// The blockers raised in a span. One query.
pub async fn blockers(db: &impl ConnectionTrait, span: &Span<'_>) -> Result<Vec<Blocker>> {
    sql::all(
        db,
        "SELECT k.kind, k.raised_at, k.solved_at FROM project p CROSS JOIN blocker k \
         WHERE p.departement_code = $1 AND p.intake <> 'draft' AND k.project_id = p.id \
           AND k.raised_at >= $2 AND k.raised_at < $3 LIMIT $4",
        span.values(),
    )
    .await
}

/// A recommendation.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Recommendation {
    /// Where it stands.
    pub state: String,
    /// When it was proposed.
    pub created_at: i64,
    /// When it was first accepted or done.
    pub taken_at: Option<i64>,
}

/// The recommendations proposed in a span. One query.
pub async fn recommendations(
    db: &impl ConnectionTrait,
    span: &Span<'_>,
) -> Result<Vec<Recommendation>> {
    sql::all(
        db,
        "SELECT r.state, r.created_at, r.taken_at FROM project p CROSS JOIN recommendation r \
         WHERE p.departement_code = $1 AND p.intake <> 'draft' AND r.project_id = p.id \
           AND r.created_at >= $2 AND r.created_at < $3 LIMIT $4",
        span.values(),
    )
    .await
}

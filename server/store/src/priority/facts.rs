//! What a seat looks at while it scores, and what the département's weights make of the scores.

use crate::error::Result;
use crate::sql;
use domain::ids::ProjectId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// The facts of a project beside its scores.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FactsLine {
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Its main theme.
    pub main_theme: String,
    /// Its EPCI.
    pub epci_siren: Option<String>,
    /// Name of its contract.
    pub contract_name: Option<String>,
    /// The orientation of the contract it serves.
    pub contract_orientation: Option<String>,
    /// When it was deposited, milliseconds UTC.
    pub submitted_at: Option<i64>,
    /// Blockers that are open.
    pub blockers: i64,
    /// Sums asked for, in cents.
    pub asked_cents: i64,
    /// Sums granted, in cents.
    pub granted_cents: i64,
    /// Other projects of its main theme in its EPCI that are under way.
    pub similar: i64,
    /// Weights of its département.
    pub weights: Option<String>,
}

/// The facts of a project. One query.
pub async fn facts(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<FactsLine>> {
    let sum = |state: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM(f.amount_cents), 0) AS bigint) FROM funding_line f \
              WHERE f.project_id = p.id AND f.state = '{state}')"
        )
    };
    let select = format!(
        "SELECT p.total_cost_cents, p.main_theme, p.epci_siren, c.name AS contract_name, p.contract_orientation, \
                p.submitted_at, pair.weights, \
                (SELECT COUNT(*) FROM blocker b WHERE b.project_id = p.id AND b.solved_at IS NULL) AS blockers, \
                {asked} AS asked_cents, {granted} AS granted_cents, \
                (SELECT COUNT(*) FROM project s WHERE s.epci_siren = p.epci_siren AND s.main_theme = p.main_theme \
                   AND s.id <> p.id AND s.departement_code = p.departement_code \
                   AND s.intake IN ('submitted', 'acknowledged', 'prioritised', 'assigned')) AS similar \
         FROM project p LEFT JOIN contract c ON c.code = p.contract_code \
         LEFT JOIN pair ON pair.departement_code = p.departement_code \
         WHERE p.id = $1",
        asked = sum("asked"),
        granted = sum("granted"),
    );
    sql::one(db, &select, [project.0.into()]).await
}

#[derive(FromQueryResult)]
struct Commune {
    commune_code: String,
}

/// The communes of a project, at most 200.
pub async fn communes(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<String>> {
    let rows: Vec<Commune> = sql::all(
        db,
        "SELECT commune_code FROM project_commune WHERE project_id = $1 ORDER BY position LIMIT 200",
        [project.0.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.commune_code).collect())
}

/// One seat's scores of one project of a département.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ScoredLine {
    /// The project.
    pub project_id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
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
}

/// The scores of the département's projects that are under way and were scored by both seats in their latest round, project
/// by project; the latest 200 projects. One query.
pub async fn scored(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<ScoredLine>> {
    sql::all(
        db,
        "SELECT a.project_id, p.number, p.title, a.maturity, a.impact, a.urgency, a.territorial_need, a.feasibility, \
                a.strategy_fit \
         FROM project p JOIN assessment a ON a.project_id = p.id \
         WHERE p.departement_code = $1 AND p.intake IN ('acknowledged', 'prioritised', 'assigned') \
           AND a.round = (SELECT MAX(l.round) FROM assessment l WHERE l.project_id = p.id) \
           AND 2 = (SELECT COUNT(*) FROM assessment b WHERE b.project_id = p.id AND b.round = a.round) \
         ORDER BY p.last_activity_at DESC, p.id LIMIT 400",
        [departement.into()],
    )
    .await
}

//! The recommendations of a project, and what the ranking needs to know of it.

use crate::error::Result;
use crate::sql;
use domain::ids::{ProjectId, RecommendationId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A recommendation as the page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    /// The recommendation.
    pub id: Uuid,
    /// The offer; none for a free advice.
    pub offer_id: Option<Uuid>,
    /// The blocker it answers.
    pub blocker_id: Option<Uuid>,
    /// The offer's name, or the advice's title.
    pub title: String,
    /// Words of the person who proposes it.
    pub advice: String,
    /// JSON of the reasons.
    pub reasons: String,
    /// Where it stands.
    pub state: String,
    /// JSON of why it was refused; empty otherwise.
    pub state_reason: String,
    /// When it was proposed, milliseconds UTC.
    pub created_at: i64,
    /// When it was answered, milliseconds UTC.
    pub answered_at: Option<i64>,
    /// The offer's family.
    pub family: Option<String>,
    /// What the offer does.
    pub summary: Option<String>,
    /// The body in charge of the offer.
    pub provider: Option<String>,
    /// The body's page.
    pub link: Option<String>,
    /// When the offer was withdrawn, milliseconds UTC.
    pub withdrawn_at: Option<i64>,
    /// First name of who proposes it; none for the rule.
    pub by_first_name: Option<String>,
    /// Last name of who proposes it.
    pub by_last_name: Option<String>,
    /// Function of who proposes it.
    pub by_job: Option<String>,
    /// First name of who answered.
    pub answered_first_name: Option<String>,
    /// Last name of who answered.
    pub answered_last_name: Option<String>,
}

const COLUMNS: &str = "r.id, r.offer_id, r.blocker_id, r.title, r.advice, r.reasons, r.state, r.state_reason, \
     r.created_at, r.answered_at, o.family, o.summary, o.provider, o.link, o.withdrawn_at, \
     p.first_name AS by_first_name, p.last_name AS by_last_name, p.job AS by_job, \
     a.first_name AS answered_first_name, a.last_name AS answered_last_name \
     FROM recommendation r LEFT JOIN offer o ON o.id = r.offer_id \
     LEFT JOIN person p ON p.id = r.proposed_by LEFT JOIN person a ON a.id = r.answered_by";

/// The recommendations of a project, the best first. At most 300.
pub async fn of_project(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Line>> {
    sql::all(
        db,
        &format!("SELECT {COLUMNS} WHERE r.project_id = $1 ORDER BY r.score DESC, r.created_at DESC, r.id LIMIT 300"),
        [project.0.into()],
    )
    .await
}

/// One recommendation of a project.
pub async fn one(
    db: &impl ConnectionTrait,
    project: ProjectId,
    id: RecommendationId,
) -> Result<Option<Line>> {
    sql::one(
        db,
        &format!("SELECT {COLUMNS} WHERE r.project_id = $1 AND r.id = $2"),
        [project.0.into(), id.0.into()],
    )
    .await
}

/// What the ranking asks of a project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Facts {
    /// Kind of the bearer.
    pub bearer_kind: String,
    /// Code of the bearer (INSEE for a commune, SIREN for an EPCI).
    pub bearer_code: String,
    /// Département.
    pub departement_code: String,
    /// EPCI.
    pub epci_siren: Option<String>,
    /// Contract.
    pub contract_code: Option<String>,
    /// Main theme.
    pub main_theme: String,
    /// Phase.
    pub phase: String,
}

/// The facts of a project.
pub async fn facts(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Facts>> {
    sql::one(
        db,
        "SELECT b.kind AS bearer_kind, b.code AS bearer_code, p.departement_code, p.epci_siren, p.contract_code, \
                p.main_theme, p.phase \
         FROM project p JOIN collectivity b ON b.id = p.bearer_id WHERE p.id = $1",
        [project.0.into()],
    )
    .await
}

/// A fact that a project has several of: `kind` is `theme`, `commune` or `programme`.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Tag {
    /// Of what kind.
    pub kind: String,
    /// Its code.
    pub code: String,
}

/// The themes and communes of a project, and the programmes its communes are part of. One query.
pub async fn tags(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<Tag>> {
    sql::all(
        db,
        "SELECT 'theme' AS kind, t.theme AS code FROM project_theme t WHERE t.project_id = $1 \
         UNION SELECT 'commune', c.commune_code FROM project_commune c WHERE c.project_id = $1 \
         UNION SELECT 'programme', g.programme FROM project_commune c \
           JOIN programme_commune m ON m.commune_code = c.commune_code \
           JOIN programme_territory g ON g.id = m.territory_id WHERE c.project_id = $1 \
         ORDER BY 1, 2 LIMIT 1000",
        [project.0.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// Whether an offer was already proposed to a project for the same blocker (or for none) and still
/// waits or was taken up.
pub async fn already_there(
    db: &impl ConnectionTrait,
    project: ProjectId,
    offer: Uuid,
    blocker: Option<Uuid>,
) -> Result<bool> {
    let same = if blocker.is_some() {
        "blocker_id = $3"
    } else {
        "blocker_id IS NULL"
    };
    let sql = format!(
        "SELECT id FROM recommendation WHERE project_id = $1 AND offer_id = $2 AND {same} LIMIT 1"
    );
    let mut values = vec![project.0.into(), offer.into()];
    values.extend(blocker.map(sea_orm::Value::from));
    let found: Option<Found> = sql::one(db, &sql, values).await?;
    Ok(found.map(|found| found.id).is_some())
}

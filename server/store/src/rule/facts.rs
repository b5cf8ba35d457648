//! What rules look at in projects.

use crate::error::Result;
use crate::sql;
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A project as rules see it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Deposited {
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
    /// How far it is.
    pub phase: String,
    /// Arrondissement of its bearer.
    pub arrondissement_code: Option<String>,
    /// EPCI of its bearer.
    pub epci_siren: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
}

const PROJECT: &str = "SELECT p.id, p.number, p.title, b.name AS bearer_name, p.main_theme, p.phase, \
            p.arrondissement_code, p.epci_siren, p.contract_code \
     FROM project p JOIN collectivity b ON b.id = p.bearer_id";

const PLACE: &str = "SELECT pc.project_id, pc.commune_code, g.programme \
     FROM project p JOIN project_commune pc ON pc.project_id = p.id \
     LEFT JOIN programme_commune m ON m.commune_code = pc.commune_code \
     LEFT JOIN programme_territory g ON g.id = m.territory_id";

/// One project.
pub async fn project(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Deposited>> {
    sql::one(
        db,
        &format!("{PROJECT} WHERE p.id = $1"),
        [project.0.into()],
    )
    .await
}

/// A commune of a project, once for each programme it is part of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PlaceLine {
    /// The project.
    pub project_id: Uuid,
    /// The commune.
    pub commune_code: String,
    /// The programme.
    pub programme: Option<String>,
}

/// The communes of one project.
pub async fn places(db: &impl ConnectionTrait, project: ProjectId) -> Result<Vec<PlaceLine>> {
    let select = format!("{PLACE} WHERE p.id = $1 LIMIT 2000");
    sql::all(db, &select, [project.0.into()]).await
}

/// The projects deposited in a département since a moment, the latest first.
pub async fn deposited(
    db: &impl ConnectionTrait,
    departement: &str,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<Deposited>> {
    let select = format!(
        "{PROJECT} WHERE p.departement_code = $1 AND p.submitted_at >= $2 AND p.intake <> 'draft' \
         ORDER BY p.submitted_at DESC, p.id DESC LIMIT $3"
    );
    sql::all(
        db,
        &select,
        [departement.into(), since.0.into(), i64::from(limit).into()],
    )
    .await
}

/// The communes of those projects, in the same order.
pub async fn places_deposited(
    db: &impl ConnectionTrait,
    departement: &str,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<PlaceLine>> {
    let select = format!(
        "{PLACE} WHERE p.departement_code = $1 AND p.submitted_at >= $2 AND p.intake <> 'draft' \
         ORDER BY p.submitted_at DESC, p.id DESC LIMIT $3"
    );
    sql::all(
        db,
        &select,
        [departement.into(), since.0.into(), i64::from(limit).into()],
    )
    .await
}

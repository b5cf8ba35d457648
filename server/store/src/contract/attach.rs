//! Projects that may be attached to a contract, and attaching them.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// A project without a contract.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Candidate {
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Who bears it.
    pub bearer_name: String,
}

/// The projects of a département that have no contract and lie where `contract` was signed, in the order of their ids,
/// behind `after`. One query.
pub async fn candidates(
    db: &impl ConnectionTrait,
    contract: &str,
    departement: &str,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Candidate>> {
    sql::all(
        db,
        "SELECT p.id, p.number, p.title, b.name AS bearer_name \
         FROM project p LEFT JOIN collectivity b ON b.id = p.bearer_id \
         WHERE p.departement_code = $1 AND p.contract_code IS NULL AND p.intake NOT IN ('draft', 'withdrawn') \
           AND (p.epci_siren IN (SELECT m.siren FROM contract_member m WHERE m.contract_code = $2) \
             OR EXISTS (SELECT 1 FROM project_commune c JOIN contract_member n ON n.commune_code = c.commune_code \
                        WHERE c.project_id = p.id AND n.contract_code = $2)) \
           AND p.id > $3 ORDER BY p.id LIMIT $4",
        [
            departement.into(),
            contract.into(),
            after.unwrap_or(Uuid::nil()).into(),
            i64::from(limit).into(),
        ],
    )
    .await
}

/// A contract that a project's EPCI or one of its communes signed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Possible {
    /// The project.
    pub project_id: Uuid,
    /// The contract.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The contracts each of these projects may belong to. One query.
pub async fn possible(db: &impl ConnectionTrait, projects: &[Uuid]) -> Result<Vec<Possible>> {
    if projects.is_empty() {
        return Ok(Vec::new());
    }
    let names = sql::placeholders(1, projects.len());
    let sql = format!(
        "SELECT p.id AS project_id, t.code AS code, t.name AS name FROM project p \
           JOIN contract_member m ON m.siren = p.epci_siren JOIN contract t ON t.code = m.contract_code \
         WHERE p.id IN ({names}) \
         UNION SELECT c.project_id, t.code AS code, t.name AS name FROM project_commune c \
           JOIN contract_member m ON m.commune_code = c.commune_code JOIN contract t ON t.code = m.contract_code \
         WHERE c.project_id IN ({names}) ORDER BY name, code"
    );
    let values = projects.iter().map(|id| Value::from(*id));
    sql::all(db, &sql, values).await
}

#[derive(FromQueryResult)]
struct Title {
    title: String,
}

/// The title of a project; empty for none. One query.
pub async fn title(db: &impl ConnectionTrait, project: ProjectId) -> Result<String> {
    let sql = "SELECT title FROM project WHERE id = $1";
    let row: Option<Title> = sql::one(db, sql, [project.0.into()]).await?;
    Ok(row.map(|row| row.title).unwrap_or_default())
}

/// Attaches a project that has no contract; whether it had none.
pub async fn attach(tx: &Tx, project: ProjectId, contract: &str, at: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE project SET contract_code = $2, updated_at = $3, version = version + 1 \
         WHERE id = $1 AND contract_code IS NULL",
        [project.0.into(), contract.into(), at.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

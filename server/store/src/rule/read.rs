//! The rules of a département.

use crate::error::Result;
use crate::project::read::Access;
use crate::{Tx, sql};
use domain::ids::{ProjectId, RuleId};
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult};
use uuid::Uuid;

/// A rule with the name of the one it gives to.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RuleLine {
    /// The rule.
    pub id: Uuid,
    /// Whose rule.
    pub departement_code: String,
    /// Place in the order, from 1 on.
    pub position: i64,
    /// What people call it.
    pub name: String,
    /// Codes between commas; empty for all.
    pub themes: String,
    /// What kind of territory.
    pub ground_kind: String,
    /// Their codes between commas.
    pub ground_codes: String,
    /// Codes of programmes and contracts between commas; empty for all.
    pub programmes: String,
    /// Codes between commas; empty for all.
    pub phases: String,
    /// Who gets the project.
    pub person_id: Option<Uuid>,
    /// Or which service.
    pub service: String,
    /// Switched on.
    pub enabled: bool,
    /// When it was last changed, milliseconds UTC.
    pub updated_at: i64,
    /// Grows with each change.
    pub version: i64,
    /// First name of who gets it.
    pub first_name: Option<String>,
    /// Last name of who gets it.
    pub last_name: Option<String>,
    /// Address of who gets it.
    pub email: Option<String>,
    /// First name of who changed it last.
    pub by_first_name: Option<String>,
    /// Last name of who changed it last.
    pub by_last_name: Option<String>,
}

const LINES: &str = "SELECT r.id, r.departement_code, r.position, r.name, r.themes, r.ground_kind, r.ground_codes, \
            r.programmes, r.phases, r.person_id, r.service, r.enabled, r.updated_at, r.version, \
            p.first_name, p.last_name, p.email, u.first_name AS by_first_name, u.last_name AS by_last_name \
     FROM assignment_rule r LEFT JOIN person p ON p.id = r.person_id LEFT JOIN person u ON u.id = r.updated_by";

/// The rules of a département in their order, at most 200.
pub async fn list(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<RuleLine>> {
    let select =
        format!("{LINES} WHERE r.departement_code = $1 ORDER BY r.position, r.id LIMIT 200");
    sql::all(db, &select, [departement.into()]).await
}

/// One rule.
pub async fn one(db: &impl ConnectionTrait, rule: RuleId) -> Result<Option<RuleLine>> {
    sql::one(db, &format!("{LINES} WHERE r.id = $1"), [rule.0.into()]).await
}

/// A rule and its place.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Placed {
    /// The rule.
    pub id: Uuid,
    /// Place in the order.
    pub position: i64,
}

/// The order of a département's rules, held until the transaction ends: whoever moves another one waits.
pub async fn order(tx: &Tx, departement: &str) -> Result<Vec<Placed>> {
    let lock = match tx.get_database_backend() {
        DatabaseBackend::Postgres => " FOR UPDATE",
        _ => "",
    };
    let select = format!(
        "SELECT id, position FROM assignment_rule WHERE departement_code = $1 \
         ORDER BY position, id LIMIT 200{lock}"
    );
    sql::all(&**tx, &select, [departement.into()]).await
}

/// Why a project waits for a hand, and since when.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Wait {
    /// Code of the reason.
    pub why: String,
    /// Name of the rule that could not be followed; may be empty.
    pub rule_name: String,
}

/// Why a project was left to a hand when its priority was decided; nothing when rules were not asked.
pub async fn wait(db: &impl ConnectionTrait, project: ProjectId) -> Result<Option<Wait>> {
    sql::one(
        db,
        "SELECT why, rule_name FROM assignment_wait WHERE project_id = $1",
        [project.0.into()],
    )
    .await
}

/// A contract of a département.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ContractName {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The contracts that lie in a département, by name, at most 100.
pub async fn contracts(db: &impl ConnectionTrait, departement: &str) -> Result<Vec<ContractName>> {
    sql::all(
        db,
        "SELECT c.code, c.name FROM contract_departement d JOIN contract c ON c.code = d.contract_code \
         WHERE d.departement_code = $1 ORDER BY c.name, c.code LIMIT 100",
        [departement.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// How many projects of a département wait for a hand, those set aside left out.
pub async fn waiting(db: &impl ConnectionTrait, departement: &str) -> Result<i64> {
    let count: Option<Count> = sql::one(
        db,
        "SELECT COUNT(*) AS n FROM project \
         WHERE departement_code = $1 AND intake = 'prioritised' AND intake_due_at IS NOT NULL",
        [departement.into()],
    )
    .await?;
    Ok(count.map_or(0, |count| count.n))
}

/// The access facts of the projects of a département that wait for a hand: those that the rules were asked about longest ago,
/// then those due first, so that asking again goes on where it stopped.
pub async fn waiting_projects(
    db: &impl ConnectionTrait,
    departement: &str,
    limit: u32,
) -> Result<Vec<Access>> {
    sql::all(
        db,
        "SELECT p.id, p.intake, p.intake_before, p.departement_code, p.arrondissement_code, p.contract_code, p.assignee_id, p.version, \
                NULL AS member_role \
         FROM project p LEFT JOIN assignment_wait w ON w.project_id = p.id \
         WHERE p.departement_code = $1 AND p.intake = 'prioritised' AND p.intake_due_at IS NOT NULL \
         ORDER BY COALESCE(w.since, 0), p.intake_due_at, p.id LIMIT $2",
        [departement.into(), i64::from(limit).into()],
    )
    .await
}

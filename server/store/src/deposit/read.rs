//! What the screens of a deposit show of the rest of the database.

use crate::error::Result;
use crate::sql;
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// A contract one may choose.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ContractChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The contracts that hold one of these EPCI or communes, at most 10, by name.
pub async fn contracts_of(
    db: &impl ConnectionTrait,
    sirens: &[String],
    communes: &[String],
) -> Result<Vec<ContractChoice>> {
    let sirens = list(sirens);
    let communes = list(communes);
    let sql = format!(
        "SELECT DISTINCT c.code, c.name FROM contract_member m JOIN contract c ON c.code = m.contract_code \
         WHERE m.siren IN ({}) OR m.commune_code IN ({}) ORDER BY c.name, c.code LIMIT 10",
        sql::placeholders(1, sirens.len()),
        sql::placeholders(1 + sirens.len(), communes.len()),
    );
    sql::all(db, &sql, sirens.into_iter().chain(communes)).await
}

/// At least one value, so that `IN ()` never stands empty; no code is the empty text.
fn list(codes: &[String]) -> Vec<Value> {
    if codes.is_empty() {
        return vec![String::new().into()];
    }
    codes.iter().map(|code| code.clone().into()).collect()
}

/// What is known of a person, to fill the contact in.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Profile {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Function.
    pub job: String,
    /// Telephone.
    pub phone: String,
}

/// What is known of a person.
pub async fn profile(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<Profile>> {
    let sql = "SELECT first_name, last_name, job, phone FROM person WHERE id = $1";
    sql::one(db, sql, [person.0.into()]).await
}

/// A project that a deposit may be the same as, with the access facts of the one who asks.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Neighbour {
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// Its cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Its intake state.
    pub intake: String,
    /// The state to come back to.
    pub intake_before: Option<String>,
    /// The département that answers for it.
    pub departement_code: String,
    /// Arrondissement.
    pub arrondissement_code: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
    /// Who follows it.
    pub assignee_id: Option<Uuid>,
    /// Grows with each edit.
    pub version: i64,
    /// The asker's membership.
    pub member_role: Option<String>,
}

/// The projects of these communes or of this EPCI, those the person is a member of first, at most 300.
pub async fn neighbours(
    db: &impl ConnectionTrait,
    person: PersonId,
    communes: &[String],
    epci: Option<&str>,
) -> Result<Vec<Neighbour>> {
    let communes = list(communes);
    let sql = format!(
        "SELECT p.id, p.number, p.title, b.name AS bearer_name, p.total_cost_cents, p.intake, p.intake_before, \
                p.departement_code, p.arrondissement_code, p.contract_code, p.assignee_id, p.version, m.role AS member_role \
         FROM project p JOIN collectivity b ON b.id = p.bearer_id \
         LEFT JOIN member m ON m.project_id = p.id AND m.person_id = $1 \
         WHERE p.id IN (SELECT project_id FROM project_commune WHERE commune_code IN ({})) OR p.epci_siren = $2 \
         ORDER BY CASE WHEN m.role IS NULL THEN 1 ELSE 0 END, p.last_activity_at DESC, p.id DESC LIMIT 300",
        sql::placeholders(3, communes.len()),
    );
    let first = [person.0.into(), epci.unwrap_or_default().into()];
    sql::all(db, &sql, first.into_iter().chain(communes)).await
}

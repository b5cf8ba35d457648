//! The project a deposit becomes.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{CollectivityId, PersonId, ProjectId};
use domain::project::BearerKind;
use domain::timestamp::Timestamp;
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// A body that bears projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCollectivity {
    /// Its kind.
    pub kind: BearerKind,
    /// Its official code: INSEE for communes, départements and régions, SIREN for the others.
    pub code: String,
    /// Its SIREN, where known.
    pub siren: Option<String>,
    /// Its name.
    pub name: String,
    /// The département that answers for it.
    pub departement: Option<String>,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The row of a body, made when it is the first time. A body there already keeps its name.
pub async fn collectivity(
    tx: &Tx,
    fresh: CollectivityId,
    body: &NewCollectivity,
    at: Timestamp,
) -> Result<CollectivityId> {
    sql::run(
        &**tx,
        "INSERT INTO collectivity (id, kind, code, siren, name, departement_code, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, code) DO NOTHING",
        [
            fresh.0.into(),
            body.kind.code().into(),
            body.code.clone().into(),
            body.siren.clone().into(),
            body.name.clone().into(),
            body.departement.clone().into(),
            at.0.into(),
        ],
    )
    .await?;
    let row: Option<Id> = sql::one(
        &**tx,
        "SELECT id FROM collectivity WHERE kind = $1 AND code = $2",
        [body.kind.code().into(), body.code.clone().into()],
    )
    .await?;
    row.map(|row| CollectivityId(row.id)).ok_or(Error::NotFound)
}

/// A project as it is when its deposit is sent: still a draft, moved on in the same transaction.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// Drawn by the caller.
    pub id: ProjectId,
    /// Public number.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Bearer.
    pub bearer: CollectivityId,
    /// The département that answers for it.
    pub departement: String,
    /// Arrondissement.
    pub arrondissement: Option<String>,
    /// EPCI.
    pub epci: Option<String>,
    /// Contract.
    pub contract: Option<String>,
    /// Code of the main theme.
    pub main_theme: String,
    /// Code of the phase.
    pub phase: String,
    /// Code of how the phase goes.
    pub phase_status: String,
    /// Total cost in cents.
    pub cost: Option<i64>,
    /// First day, ISO.
    pub start_on: Option<String>,
    /// Last day, ISO.
    pub end_on: Option<String>,
    /// What is missing.
    pub needs: String,
    /// Address of the site.
    pub site_address: String,
    /// Who deposits.
    pub by: PersonId,
    /// Now.
    pub at: Timestamp,
    /// First day of the oldest blocker, ISO.
    pub blocked_since: Option<String>,
    /// Stems of what is searched.
    pub search_text: String,
}

/// Writes the project's row.
pub async fn project(tx: &Tx, new: NewProject) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO project (id, number, title, summary, bearer_id, departement_code, arrondissement_code, \
           epci_siren, contract_code, main_theme, phase, phase_status, intake, intake_since, total_cost_cents, \
           start_on, end_on, needs, site_address, origin, created_by, created_at, submitted_at, updated_at, \
           last_activity_at, blocked_since, search_text) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', $13, $14, $15, $16, $17, $18, \
           'deposit', $19, $13, $13, $13, $13, $20, $21)",
        [
            new.id.0.into(),
            new.number.into(),
            new.title.into(),
            new.summary.into(),
            new.bearer.0.into(),
            new.departement.into(),
            new.arrondissement.into(),
            new.epci.into(),
            new.contract.into(),
            new.main_theme.into(),
            new.phase.into(),
            new.phase_status.into(),
            new.at.0.into(),
            new.cost.into(),
            new.start_on.into(),
            new.end_on.into(),
            new.needs.into(),
            new.site_address.into(),
            new.by.0.into(),
            new.blocked_since.into(),
            new.search_text.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Makes a person the lead of a project.
pub async fn lead(tx: &Tx, project: ProjectId, person: PersonId, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'lead', $3)",
        [project.0.into(), person.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Adds a theme.
pub async fn theme(tx: &Tx, project: ProjectId, theme: &str) -> Result<()> {
    let sql = "INSERT INTO project_theme (project_id, theme) VALUES ($1, $2)";
    sql::run(&**tx, sql, [project.0.into(), theme.into()]).await?;
    Ok(())
}

/// Adds a commune, at its place in the order chosen.
pub async fn commune(tx: &Tx, project: ProjectId, code: &str, position: i64) -> Result<()> {
    let sql =
        "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, $2, $3)";
    sql::run(&**tx, sql, [project.0.into(), code.into(), position.into()]).await?;
    Ok(())
}

/// A source of money.
#[derive(Clone, Debug)]
pub struct NewFunding {
    /// Drawn by the caller.
    pub id: Uuid,
    /// Who gives, or which scheme.
    pub source: String,
    /// Cents.
    pub amount: i64,
    /// Code of the state.
    pub state: String,
}

/// Adds a source of money.
pub async fn funding(tx: &Tx, project: ProjectId, line: NewFunding, at: Timestamp) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO funding_line (id, project_id, source, amount_cents, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            line.id.into(),
            project.0.into(),
            line.source.into(),
            line.amount.into(),
            line.state.into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// A person to call.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// Drawn by the caller.
    pub id: Uuid,
    /// First and last name.
    pub name: String,
    /// Function.
    pub job: String,
    /// Address.
    pub email: String,
    /// Telephone.
    pub phone: String,
}

/// Adds a person to call.
pub async fn contact(tx: &Tx, project: ProjectId, person: NewContact) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO project_contact (id, project_id, name, job, email, phone) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            person.id.into(),
            project.0.into(),
            person.name.into(),
            person.job.into(),
            person.email.into(),
            person.phone.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Fills in what the account of a person does not know yet of her.
pub async fn introduce(
    tx: &Tx,
    person: PersonId,
    first: &str,
    last: &str,
    job: &str,
    phone: &str,
) -> Result<()> {
    sql::run(
        &**tx,
        "UPDATE person SET first_name = $2, last_name = $3, \
                job = CASE WHEN job = '' THEN $4 ELSE job END, phone = CASE WHEN phone = '' THEN $5 ELSE phone END \
         WHERE id = $1 AND first_name = '' AND last_name = ''",
        [person.0.into(), first.into(), last.into(), job.into(), phone.into()],
    )
    .await?;
    Ok(())
}

/// Notes that a person works for a collectivité; nothing when it is known.
pub async fn belong(
    tx: &Tx,
    person: PersonId,
    collectivity: CollectivityId,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO person_collectivity (person_id, collectivity_id, since) VALUES ($1, $2, $3) \
         ON CONFLICT DO NOTHING",
        [person.0.into(), collectivity.0.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

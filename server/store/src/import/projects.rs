//! Imported projects: what is known of them, many new ones at once, and one that changed.

use crate::error::{Error, Result};
use crate::{Tx, bulk, sql};
use domain::ids::ProjectId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

/// A project found by its reference in another system.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Known {
    /// The other system.
    pub system: String,
    /// The reference there.
    pub identifier: String,
    /// The project.
    pub project_id: Uuid,
    /// The département that answers for it.
    pub departement_code: String,
    /// Details of one of its imports, if it was ever imported.
    pub payload: Option<String>,
}

/// What is known of these references, the oldest import of each first; at most 1,000 references.
pub async fn known(db: &impl ConnectionTrait, identifiers: Vec<Value>) -> Result<Vec<Known>> {
    if identifiers.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT r.system, r.identifier, r.project_id, p.departement_code, e.payload FROM external_reference r \
         JOIN project p ON p.id = r.project_id \
         LEFT JOIN event e ON e.project_id = r.project_id AND e.kind = 'imported' \
         WHERE r.identifier IN ({}) ORDER BY e.seq",
        sql::placeholders(1, identifiers.len())
    );
    sql::all(db, &sql, identifiers).await
}

#[derive(FromQueryResult)]
struct Last {
    last: i64,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Takes `count` public numbers; gives the first.
pub async fn take_numbers(tx: &Tx, count: i64) -> Result<i64> {
    let sql = "UPDATE project_number SET last = last + $1 WHERE id = 1 RETURNING last";
    let row: Option<Last> = sql::one(&**tx, sql, [count.into()]).await?;
    row.map(|row| row.last - count + 1).ok_or(Error::NotFound)
}

/// A body that bears projects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bearer {
    /// Code of its kind.
    pub kind: &'static str,
    /// Official code; SIREN for EPCI and syndicats.
    pub code: String,
    /// SIREN, where known.
    pub siren: Option<String>,
    /// Name.
    pub name: String,
    /// The département that answers for it.
    pub departement: Option<String>,
}

/// The row of a bearer, made when it is the first time. A bearer there already keeps its name.
pub async fn bearer(tx: &Tx, fresh: Uuid, body: &Bearer, at: Timestamp) -> Result<Uuid> {
    sql::run(
        &**tx,
        "INSERT INTO collectivity (id, kind, code, siren, name, departement_code, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, code) DO NOTHING",
        [
            fresh.into(),
            body.kind.into(),
            body.code.clone().into(),
            body.siren.clone().into(),
            body.name.clone().into(),
            body.departement.clone().into(),
            at.0.into(),
        ],
    )
    .await?;
    let sql = "SELECT id FROM collectivity WHERE kind = $1 AND code = $2";
    let row: Option<Id> =
        sql::one(&**tx, sql, [body.kind.into(), body.code.clone().into()]).await?;
    row.map(|row| row.id).ok_or(Error::NotFound)
}

/// Rows of new projects, table by table, in the columns of [`COLUMNS`].
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Projects.
    pub projects: Vec<Vec<Value>>,
    /// Their communes.
    pub communes: Vec<Vec<Value>>,
    /// Their themes.
    pub themes: Vec<Vec<Value>>,
    /// Their sources of money.
    pub funding: Vec<Vec<Value>>,
    /// Their references elsewhere.
    pub references: Vec<Vec<Value>>,
    /// The first facts of their histories.
    pub events: Vec<Vec<Value>>,
}

/// Tables and columns of a [`Batch`], in its order.
pub const COLUMNS: [(&str, &[&str]); 6] = [
    (
        "project",
        &[
            "id",
            "number",
            "title",
            "summary",
            "bearer_id",
            "departement_code",
            "arrondissement_code",
            "epci_siren",
            "contract_code",
            "contract_year",
            "main_theme",
            "phase",
            "phase_status",
            "intake",
            "intake_since",
            "intake_due_at",
            "total_cost_cents",
            "start_on",
            "end_on",
            "needs",
            "site_address",
            "origin",
            "created_at",
            "submitted_at",
            "updated_at",
            "last_activity_at",
            "event_seq",
            "event_chain",
            "search_text",
        ],
    ),
    (
        "project_commune",
        &["project_id", "commune_code", "position"],
    ),
    ("project_theme", &["project_id", "theme"]),
    ("funding_line", FUNDING),
    (
        "external_reference",
        &["id", "project_id", "system", "identifier"],
    ),
    (
        "event",
        &[
            "id",
            "project_id",
            "seq",
            "at",
            "actor_id",
            "kind",
            "audience",
            "payload",
            "chain",
        ],
    ),
];

const FUNDING: &[&str] = &[
    "id",
    "project_id",
    "source",
    "scheme",
    "amount_cents",
    "state",
    "created_at",
];

/// Writes new projects.
pub async fn insert(tx: &Tx, batch: Batch) -> Result<()> {
    let tables = [
        batch.projects,
        batch.communes,
        batch.themes,
        batch.funding,
        batch.references,
        batch.events,
    ];
    for ((table, columns), rows) in COLUMNS.iter().zip(tables) {
        bulk::insert(tx, table, columns, rows).await?;
    }
    Ok(())
}

/// Writes some columns of a project. The names are ours, never from a file.
pub async fn update(
    tx: &Tx,
    project: ProjectId,
    sets: Vec<(&'static str, Value)>,
    at: Timestamp,
) -> Result<()> {
    let names: Vec<String> = sets
        .iter()
        .zip(3..)
        .map(|((column, _), n)| format!(", {column} = ${n}"))
        .collect();
    let sql = format!(
        "UPDATE project SET updated_at = $2, version = version + 1{} WHERE id = $1",
        names.concat()
    );
    let values = [project.0.into(), at.0.into()]
        .into_iter()
        .chain(sets.into_iter().map(|(_, value)| value));
    sql::run(&**tx, &sql, values).await?;
    Ok(())
}

/// Puts other communes in the place of a project's.
pub async fn replace_communes(tx: &Tx, project: ProjectId, rows: Vec<Vec<Value>>) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM project_commune WHERE project_id = $1",
        [project.0.into()],
    )
    .await?;
    bulk::insert(
        tx,
        "project_commune",
        &["project_id", "commune_code", "position"],
        rows,
    )
    .await?;
    Ok(())
}

/// Puts another main theme in the place of a project's, also among its themes.
pub async fn replace_theme(tx: &Tx, project: ProjectId, theme: &str) -> Result<()> {
    sql::run(
        &**tx,
        "DELETE FROM project_theme WHERE project_id = $1 \
           AND theme = (SELECT p.main_theme FROM project p WHERE p.id = $2)",
        [project.0.into(), project.0.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "INSERT INTO project_theme (project_id, theme) VALUES ($1, $2) ON CONFLICT (project_id, theme) DO NOTHING",
        [project.0.into(), theme.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE project SET main_theme = $2 WHERE id = $1",
        [project.0.into(), theme.into()],
    )
    .await?;
    Ok(())
}

/// Puts other sums in the place of those of the same sources, schemes and states; other lines stay.
pub async fn replace_funding(
    tx: &Tx,
    project: ProjectId,
    keys: &[(String, String, &'static str)],
    rows: Vec<Vec<Value>>,
) -> Result<()> {
    for (source, scheme, state) in keys {
        sql::run(
            &**tx,
            "DELETE FROM funding_line WHERE project_id = $1 AND source = $2 AND scheme = $3 AND state = $4",
            [project.0.into(), source.clone().into(), scheme.clone().into(), (*state).into()],
        )
        .await?;
    }
    bulk::insert(tx, "funding_line", FUNDING, rows).await?;
    Ok(())
}

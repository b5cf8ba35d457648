//! The reference data in force, and moving what hangs on a commune that merged.

use crate::desk::counts::RUNNING;
use crate::error::Result;
use crate::{Tx, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// Reference data as it was imported.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Stored {
    /// Package and version.
    pub version: String,
    /// The compact file.
    pub content: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Moment {
    imported_at: i64,
}

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// The reference data of a kind, if any was imported.
pub async fn stored(db: &impl ConnectionTrait, kind: &str) -> Result<Option<Stored>> {
    sql::one(
        db,
        "SELECT version, content FROM reference_data WHERE kind = $1",
        [kind.into()],
    )
    .await
}

/// When the reference data of a kind was imported: cheap to ask, changes with each import.
pub async fn stored_at(db: &impl ConnectionTrait, kind: &str) -> Result<Option<Timestamp>> {
    let sql = "SELECT imported_at FROM reference_data WHERE kind = $1";
    let row: Option<Moment> = sql::one(db, sql, [kind.into()]).await?;
    Ok(row.map(|row| Timestamp(row.imported_at)))
}

/// Keeps reference data in the place of what was there.
pub async fn store(
    tx: &Tx,
    kind: &str,
    version: &str,
    content: Vec<u8>,
    at: Timestamp,
) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO reference_data (kind, version, content, imported_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (kind) DO UPDATE SET version = excluded.version, content = excluded.content, \
           imported_at = excluded.imported_at",
        [kind.into(), version.into(), content.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// Every commune code that something hangs on: projects, contracts, programmes, bearers. Sorted.
pub async fn codes_in_use(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let rows: Vec<Code> = sql::all(
        db,
        "SELECT commune_code AS code FROM project_commune \
         UNION SELECT commune_code FROM contract_member WHERE commune_code IS NOT NULL \
         UNION SELECT commune_code FROM programme_commune \
         UNION SELECT code FROM collectivity WHERE kind = 'commune' ORDER BY 1",
        [],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.code).collect())
}

/// What a commune's projects carry of it, before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Département.
    pub departement: String,
    /// Arrondissement.
    pub arrondissement: Option<String>,
    /// EPCI.
    pub epci: Option<String>,
}

/// The projects under way whose first commune this is and that lie where it lay before.
pub async fn under_way(tx: &Tx, commune: &str, before: &Ground) -> Result<Vec<Uuid>> {
    let sql = format!(
        "SELECT id FROM project WHERE departement_code = $2 AND COALESCE(arrondissement_code, '') = $3 \
           AND intake IN {RUNNING} AND {FIRST}"
    );
    let values = [
        commune.into(),
        before.departement.clone().into(),
        before.arrondissement.clone().unwrap_or_default().into(),
    ];
    let rows: Vec<Found> = sql::all(&**tx, &sql, values).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
}

/// Projects whose first commune has the code `$1`.
const FIRST: &str = "id IN (SELECT c.project_id FROM project_commune c WHERE c.commune_code = $1 AND c.position = \
    (SELECT MIN(f.position) FROM project_commune f WHERE f.project_id = c.project_id))";

/// Gives the projects whose first commune this is the codes of today, where they carried those of
/// before: a code that somebody chose otherwise stays. Gives the number of projects.
pub async fn regroup(tx: &Tx, commune: &str, before: &Ground, after: &Ground) -> Result<u64> {
    let mut changed = 0;
    if before.departement != after.departement {
        let sql = format!(
            "UPDATE project SET departement_code = $2 WHERE departement_code = $3 AND {FIRST}"
        );
        let values = [
            commune.into(),
            after.departement.clone().into(),
            before.departement.clone().into(),
        ];
        changed = changed.max(sql::run(&**tx, &sql, values).await?);
    }
    for (column, old, new) in [
        (
            "arrondissement_code",
            &before.arrondissement,
            &after.arrondissement,
        ),
        ("epci_siren", &before.epci, &after.epci),
    ] {
        if old == new {
            continue;
        }
        let sql = format!(
            "UPDATE project SET {column} = $2 WHERE COALESCE({column}, '') = $3 AND {FIRST}"
        );
        let values = [
            commune.into(),
            new.clone().into(),
            old.clone().unwrap_or_default().into(),
        ];
        changed = changed.max(sql::run(&**tx, &sql, values).await?);
    }
    Ok(changed)
}

/// The commune that another becomes.
#[derive(Clone, Debug)]
pub struct Merge<'a> {
    /// Code that is no longer a commune's.
    pub from: &'a str,
    /// Code of the commune of today.
    pub to: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its SIREN.
    pub siren: Option<String>,
    /// Its département.
    pub departement: &'a str,
}

/// Moves everything that hangs on a commune to the one it became. Gives the number of projects that
/// were attached to it.
pub async fn merge(tx: &Tx, merge: &Merge<'_>) -> Result<u64> {
    let both = || [merge.from.into(), merge.to.into()];
    let projects = move_list(tx, "project_commune", "project_id", merge).await?;
    move_list(tx, "programme_commune", "territory_id", merge).await?;
    sql::run(
        &**tx,
        "UPDATE contract_member SET commune_code = $2 WHERE commune_code = $1",
        both(),
    )
    .await?;
    move_bearer(tx, merge).await?;
    Ok(projects)
}

/// In a list with one line an owner and commune, an owner that has both keeps the line of today.
async fn move_list(tx: &Tx, table: &str, owner: &str, merge: &Merge<'_>) -> Result<u64> {
    let moved = sql::run(
        &**tx,
        &format!(
            "UPDATE {table} SET commune_code = $2 WHERE commune_code = $1 AND NOT EXISTS \
             (SELECT 1 FROM {table} other WHERE other.{owner} = {table}.{owner} AND other.commune_code = $3)"
        ),
        [merge.from.into(), merge.to.into(), merge.to.into()],
    )
    .await?;
    let sql = format!("DELETE FROM {table} WHERE commune_code = $1");
    Ok(moved + sql::run(&**tx, &sql, [merge.from.into()]).await?)
}

/// The bearer becomes the commune of today; where that one bears projects already, its own join them.
async fn move_bearer(tx: &Tx, merge: &Merge<'_>) -> Result<()> {
    let find = "SELECT id FROM collectivity WHERE kind = 'commune' AND code = $1";
    let old: Option<Id> = sql::one(&**tx, find, [merge.from.into()]).await?;
    let Some(old) = old else { return Ok(()) };
    let today: Option<Id> = sql::one(&**tx, find, [merge.to.into()]).await?;
    let Some(today) = today else {
        sql::run(
            &**tx,
            "UPDATE collectivity SET code = $2, name = $3, siren = $4, departement_code = $5 WHERE id = $1",
            [
                old.id.into(),
                merge.to.into(),
                merge.name.into(),
                merge.siren.clone().into(),
                merge.departement.into(),
            ],
        )
        .await?;
        return Ok(());
    };
    let both = || [old.id.into(), today.id.into()];
    sql::run(
        &**tx,
        "UPDATE project SET bearer_id = $2 WHERE bearer_id = $1",
        both(),
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE person_collectivity SET collectivity_id = $2 WHERE collectivity_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM person_collectivity o WHERE o.person_id = person_collectivity.person_id \
            AND o.collectivity_id = $3)",
        [old.id.into(), today.id.into(), today.id.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "DELETE FROM person_collectivity WHERE collectivity_id = $1",
        [old.id.into()],
    )
    .await?;
    sql::run(
        &**tx,
        "DELETE FROM collectivity WHERE id = $1",
        [old.id.into()],
    )
    .await?;
    Ok(())
}

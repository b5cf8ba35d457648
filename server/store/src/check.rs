//! What `mec check` reads: pages of rows, so that memory stays bounded whatever the size.

use crate::error::Result;
use crate::{Db, sql};
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult, Value};
use uuid::Uuid;

/// A fact of a project's history, with what the project says its last one is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ChainedEvent {
    /// The event.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// Who.
    pub actor_id: Option<Uuid>,
    /// What.
    pub kind: String,
    /// Who may read it.
    pub audience: String,
    /// Details.
    pub payload: String,
    /// The chain's value here.
    pub chain: String,
    /// Place of the last fact, says the project.
    pub last_seq: i64,
    /// The chain's value at the last fact, says the project.
    pub last_chain: String,
}

/// The facts behind `after` (project, place), by project and place, at most `limit`.
pub async fn events(
    db: &impl ConnectionTrait,
    after: Option<(Uuid, i64)>,
    limit: u32,
) -> Result<Vec<ChainedEvent>> {
    let (project, seq) = after.unwrap_or((Uuid::nil(), 0));
    sql::all(
        db,
        "SELECT e.id, e.project_id, e.seq, e.at, e.actor_id, e.kind, e.audience, e.payload, e.chain, \
                p.event_seq AS last_seq, p.event_chain AS last_chain \
         FROM event e JOIN project p ON p.id = e.project_id \
         WHERE (e.project_id, e.seq) > ($1, $2) ORDER BY e.project_id, e.seq LIMIT $3",
        [project.into(), seq.into(), i64::from(limit).into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Projects that say they have facts and have none, at most 1,000.
pub async fn projects_without_events(db: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let rows: Vec<Id> = sql::all(
        db,
        "SELECT p.id FROM project p WHERE p.event_seq > 0 \
           AND NOT EXISTS (SELECT 1 FROM event e WHERE e.project_id = p.id) ORDER BY p.id LIMIT 1000",
        [],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A thread whose counter is wrong.
#[derive(Clone, Debug, FromQueryResult)]
pub struct WrongCounter {
    /// Its project.
    pub project_id: Uuid,
    /// `all` or `state_only`.
    pub audience: String,
    /// What it says.
    pub message_count: i64,
    /// What there is; messages taken back count.
    pub found: i64,
}

/// Threads whose counter is wrong, at most 1,000.
pub async fn wrong_counters(db: &impl ConnectionTrait) -> Result<Vec<WrongCounter>> {
    sql::all(
        db,
        "SELECT t.project_id, t.audience, t.message_count, COUNT(m.id) AS found \
         FROM thread t LEFT JOIN message m ON m.thread_id = t.id \
         GROUP BY t.id, t.project_id, t.audience, t.message_count \
         HAVING COUNT(m.id) <> t.message_count ORDER BY t.project_id LIMIT 1000",
        [],
    )
    .await
}

/// A file as the database knows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FileRow {
    /// The attachment.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// Where its content is.
    pub storage_key: String,
    /// Its size.
    pub size_bytes: i64,
}

/// Files that were not taken back, behind `after`, at most `limit`.
pub async fn files(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<FileRow>> {
    sql::all(
        db,
        "SELECT id, project_id, storage_key, size_bytes FROM attachment \
         WHERE deleted_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
        [after.unwrap_or(Uuid::nil()).into(), i64::from(limit).into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Key {
    storage_key: String,
}

/// Which of these places hold the content of a file the database knows, taken back or not.
pub async fn known_keys(db: &impl ConnectionTrait, keys: &[String]) -> Result<Vec<String>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let one = keys.len();
    let sql = format!(
        "SELECT storage_key FROM attachment WHERE storage_key IN ({}) \
         UNION ALL SELECT file_key FROM list_import WHERE file_key IN ({}) \
         UNION ALL SELECT report_key FROM list_import WHERE report_key IN ({}) \
         UNION ALL SELECT file_key FROM list_export WHERE file_key IN ({})",
        sql::placeholders(1, one),
        sql::placeholders(1 + one, one),
        sql::placeholders(1 + 2 * one, one),
        sql::placeholders(1 + 3 * one, one)
    );
    let each = [keys; 4].concat();
    let values: Vec<Value> = each.into_iter().map(Value::from).collect();
    let rows: Vec<Key> = sql::all(db, &sql, values).await?;
    Ok(rows.into_iter().map(|row| row.storage_key).collect())
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// Projects whose public number is above the last one given.
pub async fn numbers_ahead(db: &impl ConnectionTrait) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS count FROM project WHERE number > (SELECT last FROM project_number WHERE id = 1)";
    let row: Option<Count> = sql::one(db, sql, []).await?;
    Ok(row.map_or(0, |row| row.count))
}

/// What SQLite itself finds wrong: its pages and its foreign keys. Nothing on PostgreSQL, which
/// enforces its keys always.
pub async fn engine_troubles(db: &Db) -> Result<Vec<String>> {
    if db.backend() != DatabaseBackend::Sqlite {
        return Ok(Vec::new());
    }
    let mut troubles = Vec::new();
    for row in db
        .read()
        .query_all_raw(statement("PRAGMA quick_check(100)"))
        .await?
    {
        let text: String = row.try_get_by_index(0)?;
        if text != "ok" {
            troubles.push(text);
        }
    }
    for row in db
        .read()
        .query_all_raw(statement("PRAGMA foreign_key_check"))
        .await?
        .iter()
        .take(1000)
    {
        let table: String = row.try_get_by_index(0)?;
        let parent: String = row.try_get_by_index(2)?;
        troubles.push(format!("{table} -> {parent}"));
    }
    Ok(troubles)
}

fn statement(sql: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(DatabaseBackend::Sqlite, sql)
}

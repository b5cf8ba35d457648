//! The few words in which the two engines differ.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// Runs SQL statements separated by `;`, with `{uuid}`, `{big}`, `{bool}`, `{blob}` and `{json}`
/// replaced by the engine's own types.
///
/// Types that agree on both engines: ids as `uuid` (16 bytes on SQLite), moments as integer
/// milliseconds UTC, days as ISO text, sums as integer cents, enums as text with a CHECK.
pub async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let sql = translate(connection.get_database_backend(), sql);
    for statement in sql.split(';').map(str::trim).filter(|s| !s.is_empty()) {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

fn translate(backend: DatabaseBackend, sql: &str) -> String {
    let words: [(&str, &str); 5] = match backend {
        DatabaseBackend::Postgres => [
            ("{uuid}", "uuid"),
            ("{big}", "bigint"),
            ("{bool}", "boolean"),
            ("{blob}", "bytea"),
            ("{json}", "text"),
        ],
        _ => [
            ("{uuid}", "blob"),
            ("{big}", "integer"),
            ("{bool}", "boolean"),
            ("{blob}", "blob"),
            ("{json}", "text"),
        ],
    };
    words
        .iter()
        .fold(sql.to_owned(), |sql, (word, kind)| sql.replace(word, kind))
}

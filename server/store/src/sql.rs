//! Hand-written SQL that reads the same on both engines: parameters are `$1`, `$2`, … in order.

use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

/// All the rows of a query. Bound it in the SQL.
pub async fn all<R: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<R>> {
    let rows = db.query_all_raw(statement(db, sql, values)).await?;
    rows.iter()
        .map(|row| R::from_query_result(row, "").map_err(Error::from))
        .collect()
}

/// The first row of a query, if any.
pub async fn one<R: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<R>> {
    let row = db.query_one_raw(statement(db, sql, values)).await?;
    row.map(|row| R::from_query_result(&row, "").map_err(Error::from))
        .transpose()
}

/// Runs a statement and gives the number of rows it changed.
pub async fn run(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64> {
    Ok(db
        .execute_raw(statement(db, sql, values))
        .await?
        .rows_affected())
}

/// `$n, $n+1, …` for a list of `count` values that starts at parameter `first`.
pub fn placeholders(first: usize, count: usize) -> String {
    let names: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    names.join(", ")
}

fn statement(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

//! Hand-written SQL that reads the same on both engines: parameters are `$1`, `$2`, … in order.

use crate::error::{Error, Result};
use sea_orm::{ConnectionTrait, DatabaseBackend, FromQueryResult, Statement, Value};

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

/// Several statements that follow from each other and whose rows nobody waits for. On SQLite they go to the connection's thread in one trip,
/// which costs more than the statement itself; on PostgreSQL one after the other.
#[derive(Default)]
pub struct Together(Vec<(String, Vec<Value>)>);

impl Together {
    /// Adds a statement with its own `$1`, `$2`, …
    #[must_use]
    pub fn and(mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
        self.0.push((sql.into(), values.into_iter().collect()));
        self
    }

    /// Runs them in order; the first that fails ends it.
    pub async fn run(self, db: &impl ConnectionTrait) -> Result<()> {
        if db.get_database_backend() == DatabaseBackend::Sqlite {
            let (text, all) = self.joined();
            run(db, &text, all).await?;
            return Ok(());
        }
        for (sql, values) in self.0 {
            run(db, &sql, values).await?;
        }
        Ok(())
    }

    /// Runs them in order, then a statement whose first row is wanted. Those before it must give no rows.
    pub async fn then_one<R: FromQueryResult>(
        mut self,
        db: &impl ConnectionTrait,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<R>> {
        if db.get_database_backend() == DatabaseBackend::Sqlite {
            self = self.and(sql, values);
            let (text, all) = self.joined();
            return one(db, &text, all).await;
        }
        self.run(db).await?;
        one(db, sql, values).await
    }

    /// One text of all statements, and their values.
    fn joined(self) -> (String, Vec<Value>) {
        let (mut text, mut all) = (String::new(), Vec::new());
        for (sql, values) in self.0 {
            if !text.is_empty() {
                text.push(';');
            }
            shift(&sql, all.len(), &mut text);
            all.extend(values);
        }
        (text, all)
    }
}

/// Copies a statement with its parameters moved up by `by`: over several statements SQLite counts them through.
fn shift(sql: &str, by: usize, into: &mut String) {
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at + 1);
        into.push_str(before);
        let end = after
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len());
        let (number, tail) = after.split_at(end);
        match number.parse::<usize>() {
            Ok(n) => into.push_str(&(n + by).to_string()),
            Err(_) => into.push_str(number),
        }
        rest = tail;
    }
    into.push_str(rest);
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

#[cfg(test)]
mod tests {
    use super::shift;

    #[test]
    fn parameters_of_later_statements_are_counted_through() {
        let mut text = String::new();
        shift("UPDATE a SET b = $2, c = $10 WHERE d = $1", 3, &mut text);
        assert_eq!(text, "UPDATE a SET b = $5, c = $13 WHERE d = $4");
        let mut text = String::new();
        shift("SELECT '$' || $1", 1, &mut text);
        assert_eq!(text, "SELECT '$' || $2");
    }
}

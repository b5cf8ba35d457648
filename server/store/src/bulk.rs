//! Many rows at once, for the seed and the importers.

use crate::error::Result;
use crate::{Tx, sql};
use sea_orm::Value;

/// Bind parameters of one statement. Both engines take many more, but SQLite looks each `$n` up in the list of those
/// before it, so that the work grows with the square: with 30,000 a nation of 40,000 projects took nine minutes to fill.
const MAX_PARAMETERS: usize = 600;

/// Inserts rows of one table, as many a statement as the engine takes. Every row holds one value a column.
pub async fn insert(tx: &Tx, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Result<u64> {
    let width = columns.len().max(1);
    let mut inserted = 0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<Vec<Value>> = rows
            .by_ref()
            .take((MAX_PARAMETERS / width).max(1))
            .collect();
        let places: Vec<String> = (0..chunk.len())
            .map(|row| format!("({})", sql::placeholders(row * width + 1, width)))
            .collect();
        let statement = format!(
            "INSERT INTO {table} ({}) VALUES {}",
            columns.join(", "),
            places.join(", ")
        );
        inserted += sql::run(&**tx, &statement, chunk.into_iter().flatten()).await?;
    }
    Ok(inserted)
}

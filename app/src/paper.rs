//! Documents as PDF: what the papers of all areas share.

use crate::http::AppState;
use crate::sheet;
use axum::body::Body;
use axum::response::Response;
use services::Result;
use services::ports::{Block, Paper, Table};

/// Characters of numbers that fit beside the names of lines, on a page that stands and on one that lies.
const UPRIGHT: usize = 70;
const LYING: usize = 130;
/// What a column takes beyond its characters.
const BETWEEN: usize = 2;

/// The paper as a file.
///
/// Errors: [`services::Error::Outside`] when it cannot be made.
pub async fn answer(state: &AppState, paper: Paper, file_name: &str) -> Result<Response> {
    let pdf = state.services.press.pdf(paper).await?;
    let body = Body::from(pdf);
    Ok(sheet::packed(body, "application/pdf", file_name))
}

/// A table whose first column names its lines; several of them with the same first column where it is too wide for a page
/// that lies.
pub fn tables(heads: &[String], rows: &[Vec<String>]) -> Vec<Block> {
    let widths: Vec<usize> = (1..heads.len())
        .map(|column| width(column, heads, rows))
        .collect();
    let wide = widths.iter().sum::<usize>() > UPRIGHT;
    let room = if wide { LYING } else { UPRIGHT };
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for (place, own) in widths.iter().enumerate() {
        if used + own > room && used > 0 {
            groups.push(Vec::new());
            used = 0;
        }
        used += own;
        if let Some(group) = groups.last_mut() {
            group.push(place + 1);
        }
    }
    groups
        .iter()
        .map(|columns| {
            let pick = |row: &Vec<String>| -> Vec<String> {
                let cell = |column: &usize| row.get(*column).cloned().unwrap_or_default();
                std::iter::once(&0).chain(columns).map(cell).collect()
            };
            Block::Table(Table {
                heads: pick(&heads.to_vec()),
                rows: rows.iter().map(pick).collect(),
                wide,
            })
        })
        .collect()
}

fn width(column: usize, heads: &[String], rows: &[Vec<String>]) -> usize {
    let own = rows.iter().filter_map(|row| row.get(column));
    let lines = own.chain(heads.get(column)).flat_map(|text| text.lines());
    let longest = lines.map(|line| line.chars().count()).max();
    longest.unwrap_or(0) + BETWEEN
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn made(columns: usize) -> Vec<Table> {
        let heads: Vec<String> = (0..columns).map(|n| format!("{n:08}")).collect();
        let tables = tables(&heads, std::slice::from_ref(&heads));
        let table = |block| match block {
            Block::Table(table) => table,
            other => panic!("{other:?}"),
        };
        tables.into_iter().map(table).collect()
    }

    #[test]
    fn a_table_lies_down_and_then_is_parted() {
        let of = |columns| {
            let tables = made(columns);
            let sizes: Vec<usize> = tables.iter().map(|table| table.heads.len()).collect();
            (tables[0].wide, sizes)
        };
        assert_eq!(of(1), (false, vec![1]));
        assert_eq!(of(8), (false, vec![8]));
        assert_eq!(of(9), (true, vec![9]));
        assert_eq!(of(16), (true, vec![14, 3]));
        let parted = made(16);
        assert_eq!(parted[1].heads, ["00000000", "00000014", "00000015"]);
        assert_eq!(parted[1].rows[0], parted[1].heads);
    }
}

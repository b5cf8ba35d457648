//! Lines as French offices' spreadsheets read them: semicolons, commas in sums, a mark that says UTF-8.

use super::{Cell, Rows, Sheet};
use domain::text;
use futures::{Stream, StreamExt};
use services::Error;
use std::fmt::Write;

/// What tells a spreadsheet that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// The file, a few hundred lines at a time.
pub fn lines(sheet: Sheet) -> impl Stream<Item = Result<String, std::io::Error>> + Send {
    let heads: Vec<Cell> = sheet
        .heads
        .into_iter()
        .map(|head| Cell::Text(head.name))
        .collect();
    let first = format!("{MARK}{}", line(&heads));
    let first = futures::stream::once(std::future::ready(Ok(first)));
    first.chain(written_rows(sheet.rows))
}

fn written_rows(rows: Rows) -> impl Stream<Item = Result<String, std::io::Error>> + Send {
    rows.map(|lines| {
        let lines = lines.map_err(broken)?;
        Ok(lines.iter().map(|cells| line(cells)).collect())
    })
}

fn broken(error: Error) -> std::io::Error {
    tracing::error!(%error, "an export broke off");
    std::io::Error::other("the export broke off")
}

fn line(cells: &[Cell]) -> String {
    let mut line = String::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            line.push(';');
        }
        line.push_str(&written(cell));
    }
    line.push_str("\r\n");
    line
}

fn written(cell: &Cell) -> String {
    let mut out = String::new();
    // Writing into a text does not fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Money(cents) => write!(out, "{},{:02}", cents / 100, cents.unsigned_abs() % 100),
        Cell::Day(day) => write!(
            out,
            "{:02}/{:02}/{:04}",
            day.day(),
            u8::from(day.month()),
            day.year()
        ),
        Cell::Text(words) => write!(out, "\"{}\"", defused(words).replace('"', "\"\"")),
    };
    out
}

/// A value that a spreadsheet would take for a formula gets an apostrophe before it; what would act on a screen is a
/// space.
fn defused(words: &str) -> String {
    let words = text::inert(words);
    match words.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{words}"),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_a_french_spreadsheet_reads() {
        let day = domain::date::parse("01/09/2026").map_or(Cell::Empty, Cell::Day);
        let cells = [
            Cell::Number(4127),
            Cell::Text("=cmd|' /C calc'!A0; \"École\"\n".to_owned()),
            Cell::Money(125_000_050),
            day,
            Cell::Empty,
        ];
        assert_eq!(
            line(&cells),
            "4127;\"'=cmd|' /C calc'!A0; \"\"École\"\" \";1250000,50;01/09/2026;\r\n"
        );
    }
}

//! The whole report of an import, as a file.

use super::words;
use crate::sheet::{self, Cell, Lines, Rows, Sheet, heads};
use axum::response::Response;
use futures::StreamExt;
use services::import::lists::Told;
use services::import::{Reason, Remark};
use services::ports::ByteStream;

/// The report as CSV: every remark on a line of its own, as the command writes it.
pub fn as_csv(content: ByteStream) -> Response {
    let sheet = Sheet {
        name: "Remarques",
        heads: heads([
            ("Ligne", 10.0),
            ("Gravité", 15.0),
            ("Raison", 20.0),
            ("Colonne", 30.0),
            ("Valeur", 40.0),
            ("Explication", 60.0),
        ]),
        rows: rows(content),
    };
    sheet::as_csv(sheet, "rapport.csv")
}

/// What was kept, as a remark again.
pub fn remark(told: &Told) -> Option<Remark> {
    let reason = Reason::parse(&told.reason)?;
    Some(Remark::new(
        told.line,
        &told.column,
        told.value.as_str(),
        reason,
    ))
}

/// The lines of the content, piece by piece: a piece may end in the middle of one.
fn rows(content: ByteStream) -> Rows {
    let mut rest: Vec<u8> = Vec::new();
    Box::pin(content.map(move |piece| {
        rest.extend_from_slice(&piece?);
        let end = rest
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let whole: Vec<u8> = rest.drain(..end).collect();
        let lines: Lines = whole
            .split(|byte| *byte == b'\n')
            .filter_map(|line| serde_json::from_slice(line).ok())
            .filter_map(|told| remark(&told))
            .map(cells)
            .collect();
        Ok(lines)
    }))
}

fn cells(remark: Remark) -> Vec<Cell> {
    vec![
        Cell::number(i64::try_from(remark.line).ok().filter(|line| *line > 0)),
        Cell::text(words::severity(remark.reason.severity())),
        Cell::text(remark.reason.code()),
        Cell::text(remark.column),
        Cell::text(remark.value),
        Cell::text(words::reason(&remark.reason)),
    ]
}

//! What a list holds at first sight: its columns with some of their values, before anybody says what they are.

use super::header::{self, Column, guess};
use super::mapping::{Mapping, Role};
use super::source::{HEADER_WITHIN, Row, Source};
use domain::project::FundingState;
use domain::territory::fold;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Columns of a list that are looked at.
const COLUMNS: usize = 60;
/// Values of a column that are shown.
const SAMPLES: usize = 3;
/// Lines behind the header in which they are looked for.
const SAMPLE_LINES: usize = 40;
/// Longest value shown, in characters.
const SAMPLE_CHARS: usize = 60;

/// A list at first sight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The sheet that was taken, of a workbook.
    pub sheet: Option<String>,
    /// Its columns; one without a header, or with the header of one before it, is not among them.
    pub columns: Vec<LookColumn>,
}

/// A column at first sight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookColumn {
    /// Its header as it stands. Hostile text: from a file.
    pub header: String,
    /// Some of its values. Hostile text as well.
    pub samples: Vec<String>,
    /// The role that its header tells.
    pub role: Option<Role>,
    /// Who gives the sums that its header tells, under which scheme, and where that stands.
    pub sum: Option<(String, String, FundingState)>,
}

/// Looks at a list; `None` when nothing in it can be a header with a line behind it.
///
/// # Errors
/// What the reader says of a file that it cannot read.
pub fn look(path: &Path) -> Result<Option<Look>, String> {
    let mapping = Mapping::default();
    let mut source = Source::open(path, &mapping)?;
    let rows: Vec<Row> = source.peek(HEADER_WITHIN + SAMPLE_LINES).cloned().collect();
    let Some(at) = header_of(&rows, &mapping) else {
        return Ok(None);
    };
    let (before, behind) = rows.split_at(at + 1);
    let Some(header) = before.last().filter(|_| !behind.is_empty()) else {
        return Ok(None);
    };
    let is_book = path.extension().is_some_and(|extension| extension != "csv");
    let columns = columns(&header.cells, behind);
    Ok((!columns.is_empty()).then_some(Look {
        sheet: is_book.then(|| source.read_as.clone()),
        columns,
    }))
}

/// The line whose words are known best; where none is known, the first one that fills the most columns.
fn header_of(rows: &[Row], mapping: &Mapping) -> Option<usize> {
    let filled = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| !fold(cell).is_empty())
            .count()
    };
    let scored = rows
        .iter()
        .take(HEADER_WITHIN)
        .enumerate()
        .map(|(at, row)| {
            let score = header::score(&row.cells, mapping);
            let known = if score >= super::HEADER_COLUMNS {
                score
            } else {
                0
            };
            (known, filled(row), std::cmp::Reverse(at))
        });
    scored.max().map(|(_, _, at)| at.0)
}

fn columns(headers: &[String], behind: &[Row]) -> Vec<LookColumn> {
    let guessed = header::columns(0, headers, &Mapping::default(), &mut |_| {});
    let mut seen: Vec<String> = Vec::new();
    let mut columns = Vec::new();
    for (place, header) in headers.iter().enumerate().take(COLUMNS) {
        let folded = fold(header);
        if folded.is_empty() || seen.contains(&folded) {
            continue;
        }
        seen.push(folded);
        let taken = guessed.columns.get(place).cloned();
        let (role, sum) = match taken.unwrap_or_else(|| guess(header)) {
            Column::Value(role) => (Some(role), None),
            Column::Funding(sum) => (None, Some((sum.source, sum.scheme, sum.state))),
            Column::Ignored => (None, None),
        };
        columns.push(LookColumn {
            header: header.clone(),
            samples: samples(behind, place),
            role,
            sum,
        });
    }
    columns
}

fn samples(rows: &[Row], place: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in rows.iter().filter_map(|row| row.cells.get(place)) {
        let text: String = domain::text::inert(cell)
            .chars()
            .take(SAMPLE_CHARS)
            .collect();
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
        if found.len() == SAMPLES {
            break;
        }
    }
    found
}

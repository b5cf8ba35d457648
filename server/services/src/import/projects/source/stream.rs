//! A sheet of an `.xlsx` workbook, row by row: memory holds the texts of the workbook and a few rows, not every cell.
//!
//! The reader of cells borrows the workbook: both live on a thread of their own, which hands rows over as they are
//! taken.

use super::{BadRow, HEADER_WITHIN, Mapping, Row, cell, header};
use calamine::{Data, Reader as _, Xlsx, XlsxCellReader, open_workbook};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows read ahead of the one who takes them.
const AHEAD: usize = 64;

type Book = Xlsx<BufReader<File>>;
type Taken = Result<Row, BadRow>;

/// Opens a workbook; gives the name of the sheet that reads most like a list, and its rows.
///
/// # Errors
/// What the reader says, for the operator.
pub fn open(path: &Path, mapping: &Mapping) -> Result<(String, Receiver<Taken>), String> {
    let (names, name) = sync_channel(1);
    let (rows, taken) = sync_channel(AHEAD);
    let (path, mapping) = (path.to_owned(), mapping.clone());
    std::thread::spawn(move || match choose(&path, &mapping) {
        Ok((mut book, name)) => {
            drop(names.send(Ok(name.clone())));
            send(&mut book, &name, &rows);
        }
        // Whoever asked is gone only when the import is over.
        Err(error) => drop(names.send(Err(error))),
    });
    let name = name.recv().map_err(|error| error.to_string())??;
    Ok((name, taken))
}

fn choose(path: &Path, mapping: &Mapping) -> Result<(Book, String), String> {
    let mut book: Book =
        open_workbook(path).map_err(|error: calamine::XlsxError| error.to_string())?;
    let names = match &mapping.sheet {
        Some(name) => vec![name.clone()],
        None => book.sheet_names(),
    };
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let score = score(&mut book, &name, mapping)?;
        if best.as_ref().is_none_or(|(found, _)| score > *found) {
            best = Some((score, name));
        }
    }
    let (_, name) = best.ok_or("the workbook holds no sheet")?;
    Ok((book, name))
}

/// How much the first rows of a sheet read like a header.
fn score(book: &mut Book, name: &str, mapping: &Mapping) -> Result<usize, String> {
    let cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is a chart holds no line.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(0),
        Err(error) => return Err(error.to_string()),
    };
    let rows = Cells::new(cells);
    let scores = rows
        .take(HEADER_WITHIN)
        .filter_map(Result::ok)
        .map(|row| header::score(&row.cells, mapping));
    Ok(scores.max().unwrap_or(0))
}

/// Hands rows over until the sheet ends or nobody takes them any more.
fn send(book: &mut Book, name: &str, rows: &SyncSender<Taken>) {
    let cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(error) => {
            let message = error.to_string();
            drop(rows.send(Err(BadRow { line: 0, message })));
            return;
        }
    };
    for row in Cells::new(cells) {
        if rows.send(row).is_err() {
            return;
        }
    }
}

/// Rows from cells, which come in the order of rows; what a sheet leaves out is empty.
struct Cells<'a> {
    reader: XlsxCellReader<'a, BufReader<File>>,
    /// The first cell of the next row.
    ahead: Option<(u32, u32, String)>,
    ended: bool,
}

impl<'a> Cells<'a> {
    const fn new(reader: XlsxCellReader<'a, BufReader<File>>) -> Self {
        Self {
            reader,
            ahead: None,
            ended: false,
        }
    }

    fn next_cell(&mut self) -> Result<Option<(u32, u32, String)>, String> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        if self.ended {
            // Asked beyond its end, the reader fails.
            return Ok(None);
        }
        let next = self.reader.next_cell().map_err(|error| error.to_string())?;
        self.ended = next.is_none();
        Ok(next.map(|found| {
            let (row, column) = found.get_position();
            let value = Data::from(found.get_value().clone());
            (row, column, cell(&value))
        }))
    }

    fn row(&mut self) -> Result<Option<Row>, String> {
        let Some((line, column, text)) = self.next_cell()? else {
            return Ok(None);
        };
        let mut cells = Vec::new();
        put(&mut cells, column, text);
        while let Some((row, column, text)) = self.next_cell()? {
            if row != line {
                self.ahead = Some((row, column, text));
                break;
            }
            put(&mut cells, column, text);
        }
        Ok(Some(Row {
            line: u64::from(line) + 1,
            cells,
        }))
    }
}

/// Widest sheet read: what is further right is no list's.
const WIDEST: usize = 1_000;

fn put(cells: &mut Vec<String>, column: u32, text: String) {
    let place = usize::try_from(column).unwrap_or(usize::MAX);
    if place >= WIDEST || text.is_empty() {
        return;
    }
    if cells.len() <= place {
        cells.resize(place + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(place) {
        *cell = text;
    }
}

impl Iterator for Cells<'_> {
    type Item = Taken;

    fn next(&mut self) -> Option<Taken> {
        match self.row() {
            Ok(row) => row.map(Ok),
            Err(message) => {
                self.ended = true;
                Some(Err(BadRow { line: 0, message }))
            }
        }
    }
}

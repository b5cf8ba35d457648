//! A workbook: numbers are numbers, days are days, words are words and never formulas.

use super::cells::{self, Cell};
use axum::body::Body;
use domain::filter::Column;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use services::desk::table::export::Export;
use services::{Error, Result};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

/// Pieces that wait to be written: the next one is read while one is written.
const WAITING: usize = 2;
/// Bytes sent at once.
const PIECE: usize = 64 * 1024;
/// A cell of a workbook holds no more, in characters.
const LONGEST: usize = 32_767;

type Rows = Vec<Vec<Cell>>;

/// The workbook. It is written row by row into a file that has no name, by a thread of its own, and sent from there:
/// memory holds a few hundred rows, whatever their number.
pub async fn book(mut export: Export, columns: Vec<Column>) -> Result<Body> {
    let (sender, receiver) = mpsc::channel::<Rows>(WAITING);
    let heads = cells::heads(&columns);
    let writer = tokio::task::spawn_blocking(move || written(&heads, receiver));
    while let Some(rows) = export.next().await? {
        let rows: Rows = rows
            .iter()
            .map(|row| cells::row(row, &columns, &export.names))
            .collect();
        if sender.send(rows).await.is_err() {
            // The writer has failed, and says why below.
            break;
        }
    }
    drop(sender);
    let outside = |error: &dyn std::fmt::Display| Error::Outside(format!("workbook: {error}"));
    let file = writer
        .await
        .map_err(|error| outside(&error))?
        .map_err(|error| outside(&error))?;
    let stream = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    Ok(Body::from_stream(stream))
}

fn written(
    heads: &[&'static str],
    mut rows: mpsc::Receiver<Rows>,
) -> std::result::Result<File, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let sheet = book.add_worksheet_with_constant_memory();
    sheet.set_name("Projets")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, width(column))?;
        sheet.write_string_with_format(0, column, *head, &formats.head)?;
    }
    let mut at = 1;
    while let Some(piece) = rows.blocking_recv() {
        for row in piece {
            for (column, cell) in (0_u16..).zip(&row) {
                write(sheet, at, column, cell, &formats)?;
            }
            at += 1;
        }
    }
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// Titles and names are long, the rest is short.
const fn width(column: u16) -> f64 {
    match column {
        0 => 10.0,
        1 => 50.0,
        2 => 30.0,
        _ => 20.0,
    }
}

struct Formats {
    head: Format,
    money: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            money: Format::new().set_num_format("#,##0.00 €"),
            day: Format::new().set_num_format("dd/mm/yyyy"),
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => {
            let words: String = domain::text::inert(words).chars().take(LONGEST).collect();
            sheet.write_string(row, column, words)?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Money(cents) => {
            sheet.write_number_with_format(row, column, *cents as f64 / 100.0, &formats.money)?;
        }
        Cell::Day(day) => {
            let year = u16::try_from(day.year()).unwrap_or(1900);
            let day = ExcelDateTime::from_ymd(year, u8::from(day.month()), day.day())?;
            sheet.write_datetime_with_format(row, column, &day, &formats.day)?;
        }
    }
    Ok(())
}

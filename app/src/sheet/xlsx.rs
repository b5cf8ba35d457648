//! A workbook: numbers are numbers, days are days, words are words and never formulas.

use super::{Cell, Head, Lines, Sheet};
use axum::body::Body;
use futures::StreamExt;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
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

/// What is sent to the writer.
enum Piece {
    /// A table begins.
    Begin(&'static str, Vec<Head>),
    /// More lines of it.
    More(Lines),
}

/// The workbook. It is written row by row into a file that has no name, by a thread of its own, and sent from there:
/// memory holds a few hundred rows, whatever their number.
pub async fn book(sheets: Vec<Sheet>) -> Result<Body> {
    let (sender, receiver) = mpsc::channel::<Piece>(WAITING);
    let writer = tokio::task::spawn_blocking(move || written(receiver));
    // A writer that has failed takes no more, and says why below.
    'sheets: for mut sheet in sheets {
        let begin = Piece::Begin(sheet.name, sheet.heads);
        if sender.send(begin).await.is_err() {
            break;
        }
        while let Some(lines) = sheet.rows.next().await {
            if sender.send(Piece::More(lines?)).await.is_err() {
                break 'sheets;
            }
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

fn written(mut pieces: mpsc::Receiver<Piece>) -> std::result::Result<File, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let (mut sheets, mut at) = (0, 0);
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Begin(name, heads) => {
                begin(
                    book.add_worksheet_with_constant_memory(),
                    name,
                    &heads,
                    &formats,
                )?;
                (sheets, at) = (sheets + 1, 1);
            }
            Piece::More(lines) => {
                let sheet = book.worksheet_from_index(sheets - 1)?;
                for cells in lines {
                    for (column, cell) in (0_u16..).zip(&cells) {
                        write(sheet, at, column, cell, &formats)?;
                    }
                    at += 1;
                }
            }
        }
    }
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn begin(
    sheet: &mut Worksheet,
    name: &str,
    heads: &[Head],
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, head.width)?;
        sheet.write_string_with_format(0, column, &head.name, &formats.head)?;
    }
    Ok(())
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

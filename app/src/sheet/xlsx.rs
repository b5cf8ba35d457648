//! A workbook: numbers are numbers, days are days, words are words and never formulas.

use super::{Cell, Head, Lines, Sheet};
use axum::body::Bytes;
use futures::{Stream, StreamExt};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use services::{Error, Result};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit, mpsc};
use tokio_util::io::ReaderStream;

/// Workbooks that this process writes at once; the next ones wait. Of 40,000 projects, one holds some 6 MB while it is written (its
/// rows, the table of the compressor), and a core is busy with it for about two seconds: more at once would take longer for everybody.
const AT_ONCE: usize = 4;
static WRITERS: Semaphore = Semaphore::const_new(AT_ONCE);
/// How long one waits for its turn before its reader is asked to come back.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// When she is asked to come back, in seconds.
const COME_BACK: u32 = 60;

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
    /// All is said. Without it, who reads has gone: nothing is worth being compressed.
    End,
}

/// The workbook. It is written row by row into a file that has no name, by a thread of its own, and sent from there:
/// memory holds a few hundred rows, whatever their number.
///
/// Errors: those of the lines; [`Error::Outside`] when it cannot be written; [`Error::TooMany`] when too many are
/// being written.
pub async fn book(
    sheets: Vec<Sheet>,
) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + 'static> {
    let turn = turn().await?;
    let (sender, receiver) = mpsc::channel::<Piece>(WAITING);
    let writer = tokio::task::spawn_blocking(move || {
        let file = written(receiver);
        drop(turn);
        file
    });
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
    let _ = sender.send(Piece::End).await;
    let outside = |error: &dyn std::fmt::Display| Error::Outside(format!("workbook: {error}"));
    let file = writer
        .await
        .map_err(|error| outside(&error))?
        .map_err(|error| outside(&error))?;
    let file = tokio::fs::File::from_std(file);
    Ok(ReaderStream::with_capacity(file, PIECE))
}

async fn turn() -> Result<SemaphorePermit<'static>> {
    match tokio::time::timeout(LONGEST_WAIT, WRITERS.acquire()).await {
        Ok(Ok(turn)) => Ok(turn),
        Ok(Err(_)) | Err(_) => Err(Error::TooMany(COME_BACK)),
    }
}

fn written(mut pieces: mpsc::Receiver<Piece>) -> std::result::Result<File, XlsxError> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let (mut sheets, mut at) = (0, 0);
    loop {
        let left = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        match pieces.blocking_recv().ok_or_else(left)? {
            Piece::End => break,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::sheet::{heads, rows};

    fn one() -> Vec<Sheet> {
        vec![Sheet {
            name: "Projets",
            heads: heads([("Numéro", 10.0)]),
            rows: rows(vec![vec![Cell::Number(1)]]),
        }]
    }

    #[test]
    fn a_workbook_whose_reader_has_gone_is_not_finished() {
        let (sender, receiver) = mpsc::channel(WAITING);
        let begin = Piece::Begin("Projets", heads([("Numéro", 10.0)]));
        sender.try_send(begin).unwrap();
        drop(sender);
        assert!(written(receiver).is_err());
    }

    #[tokio::test]
    async fn workbooks_wait_for_their_turn() {
        let turns = WRITERS.acquire_many(AT_ONCE as u32).await.unwrap();
        let waiting = tokio::spawn(async { book(one()).await.map(|_| ()) });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(turns);
        waiting.await.unwrap().unwrap();
    }
}

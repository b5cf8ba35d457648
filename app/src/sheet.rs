//! Tables as files: the one way in which CSV and XLSX leave this service.

mod csv;
mod xlsx;

use crate::attachment::actions::AsItIs;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use domain::list_export::ExportFormat;
use futures::{Stream, StreamExt};
use http::{HeaderValue, header};
use services::ports::ByteStream;
use services::{Error, Result};
use std::pin::Pin;
use time::Date;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A sum in cents.
    Money(i64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A number, or nothing.
    pub fn number(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// A few hundred lines.
pub type Lines = Vec<Vec<Cell>>;
/// Lines that are read while the file is written.
pub type Rows = Pin<Box<dyn Stream<Item = Result<Lines>> + Send>>;

/// Lines that are in memory already.
pub fn rows(lines: Lines) -> Rows {
    Box::pin(futures::stream::once(std::future::ready(Ok(lines))))
}

/// A column: its head and its width in characters.
#[derive(Clone, Debug)]
pub struct Head {
    /// What stands above it.
    pub name: String,
    /// How wide a workbook shows it.
    pub width: f64,
}

/// Columns of one width.
pub fn heads<const N: usize>(columns: [(&str, f64); N]) -> Vec<Head> {
    let head = |(name, width): (&str, f64)| Head {
        name: name.to_owned(),
        width,
    };
    columns.into_iter().map(head).collect()
}

/// One table.
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: &'static str,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its lines.
    pub rows: Rows,
}

/// A table as CSV. A failure in between breaks the download off, so that nobody takes half a file for a whole one.
pub fn as_csv(sheet: Sheet, file_name: &str) -> Response {
    let body = Body::from_stream(csv::lines(sheet));
    file(body, ExportFormat::Csv, file_name)
}

/// The content of a file of one table, for whoever keeps it.
///
/// Errors: as [`as_xlsx`].
pub async fn content(sheet: Sheet, format: ExportFormat) -> Result<ByteStream> {
    let broken = |error: std::io::Error| Error::Outside(format!("sheet: {error}"));
    Ok(match format {
        ExportFormat::Csv => csv::lines(sheet)
            .map(move |lines| lines.map(Into::into).map_err(broken))
            .boxed(),
        ExportFormat::Xlsx => xlsx::book(vec![sheet])
            .await?
            .map(move |piece| piece.map_err(broken))
            .boxed(),
    })
}

/// Tables as a workbook.
///
/// Errors: those of the lines; [`services::Error::Outside`] when the workbook cannot be written;
/// [`services::Error::TooMany`] when too many are being written.
pub async fn as_xlsx(sheets: Vec<Sheet>, file_name: &str) -> Result<Response> {
    let body = Body::from_stream(xlsx::book(sheets).await?);
    Ok(file(body, ExportFormat::Xlsx, file_name))
}

/// A list that a browser saves and that nobody between us keeps.
pub fn file(body: Body, format: ExportFormat, name: &str) -> Response {
    match format {
        ExportFormat::Csv => saved(body, "text/csv; charset=utf-8", name),
        ExportFormat::Xlsx => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            packed(body, kind, name)
        }
    }
}

/// A file that a browser saves, whose parts are compressed already: nothing is left to compress on the way.
pub fn packed(body: Body, kind: &'static str, name: &str) -> Response {
    let mut response = saved(body, kind, name);
    response.extensions_mut().insert(AsItIs);
    response
}

fn saved(body: Body, kind: &'static str, name: &str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let disposition = format!("attachment; filename=\"{name}\"");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

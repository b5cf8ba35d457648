//! Tables as files: the one way in which CSV and XLSX leave this service.

mod csv;
mod xlsx;

use crate::attachment::actions::AsItIs;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::Stream;
use http::{HeaderValue, header};
use services::Result;
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
    file(body, "text/csv; charset=utf-8", file_name)
}

/// Tables as a workbook.
///
/// Errors: those of the lines; [`services::Error::Outside`] when the workbook cannot be written.
pub async fn as_xlsx(sheets: Vec<Sheet>, file_name: &str) -> Result<Response> {
    let body = xlsx::book(sheets).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = file(body, kind, file_name);
    // A workbook is an archive: there is nothing left to compress.
    response.extensions_mut().insert(AsItIs);
    Ok(response)
}

/// A file that is saved, and kept by nobody on the way.
pub fn file(body: Body, kind: &'static str, name: &str) -> Response {
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

//! What is seen, as a file: CSV and XLSX of the same address.

mod cells;
mod csv;
mod xlsx;

use super::listing::Asked;
use crate::attachment::actions::AsItIs;
use crate::http::{AppState, PageResult, RequestCx, Routes, get};
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/projets.csv", get(as_csv))
        .route("/territoire/projets.xlsx", get(as_xlsx))
}

async fn as_csv(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let listing = asked.listing;
    let export = state
        .services
        .territory_export(request.cx(), &listing)
        .await?;
    let lines = csv::lines(export, listing.shown().to_vec());
    Ok(file(
        Body::from_stream(lines),
        "text/csv; charset=utf-8",
        "projets.csv",
    ))
}

async fn as_xlsx(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let listing = asked.listing;
    let export = state
        .services
        .territory_export(request.cx(), &listing)
        .await?;
    let body = xlsx::book(export, listing.shown().to_vec()).await?;
    let mut response = file(
        body,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "projets.xlsx",
    );
    // A workbook is an archive: there is nothing left to compress.
    response.extensions_mut().insert(AsItIs);
    Ok(response)
}

fn file(body: Body, kind: &'static str, name: &'static str) -> Response {
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

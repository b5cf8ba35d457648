//! What is seen, as a file: CSV and XLSX of the same address.

mod cells;

use super::listing::Asked;
use crate::http::{AppState, PageResult, RequestCx, Routes, get};
use crate::sheet::{self, Rows, Sheet};
use axum::extract::State;
use domain::filter::{Column, Listing};
use services::desk::table::export::Export;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/projets.csv", get(as_csv))
        .route("/territoire/projets.xlsx", get(as_xlsx))
}

async fn as_csv(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let export = state
        .services
        .territory_export(request.cx(), &asked.listing)
        .await?;
    let table = table(export, asked.listing);
    Ok(sheet::as_csv(table, "projets.csv"))
}

async fn as_xlsx(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let export = state
        .services
        .territory_export(request.cx(), &asked.listing)
        .await?;
    let table = table(export, asked.listing);
    Ok(sheet::as_xlsx(vec![table], "projets.xlsx").await?)
}

/// The projects of a set as a table, in the columns of the address; whoever may not know of tags has no column of them.
pub fn table(export: Export, mut listing: Listing) -> Sheet {
    if !export.tagged {
        listing.forget_tags();
    }
    let columns = listing.shown().to_vec();
    Sheet {
        name: "Projets",
        heads: cells::heads(&columns),
        rows: rows(export, columns),
    }
}

fn rows(export: Export, columns: Vec<Column>) -> Rows {
    Box::pin(futures::stream::try_unfold(
        (export, columns),
        |(mut export, columns)| async move {
            let lines = export.next().await?.map(|rows| {
                let names = &export.names;
                rows.iter()
                    .map(|row| cells::row(row, &columns, names))
                    .collect()
            });
            Ok(lines.map(|lines| (lines, (export, columns))))
        },
    ))
}

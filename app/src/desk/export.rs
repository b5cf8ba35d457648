//! What is seen, as a file: CSV and XLSX of the same address, at once when it is short, by the worker when it is long.

mod actions;
mod cells;
mod list;
mod page;

use super::listing::{Asked, href, with, without};
use crate::http::{AppState, PageResult, RequestCx, Routes, get, see_other};
use crate::sheet::{self, Rows, Sheet};
use axum::extract::State;
use domain::filter::{Column, Listing};
use domain::list_export::ExportFormat;
use services::Result;
use services::desk::table::export::Export;
use services::ports::{ByteStream, Sheets};

/// Where the files that the worker makes are asked for and found.
pub const EXPORTS: &str = "/territoire/exports";

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/projets.csv", get(as_csv))
        .route("/territoire/projets.xlsx", get(as_xlsx))
        .merge(actions::routes())
}

async fn as_csv(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let listing = asked.listing;
    let export = state.services.short_export(request.cx(), &listing).await?;
    let Ok(export) = export else {
        return Ok(see_other(asking(&listing, ExportFormat::Csv)));
    };
    let table = table(export, listing.shown().to_vec());
    Ok(sheet::as_csv(table, "projets.csv"))
}

async fn as_xlsx(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let listing = asked.listing;
    let export = state.services.short_export(request.cx(), &listing).await?;
    let Ok(export) = export else {
        return Ok(see_other(asking(&listing, ExportFormat::Xlsx)));
    };
    let table = table(export, listing.shown().to_vec());
    Ok(sheet::as_xlsx(vec![table], "projets.xlsx").await?)
}

/// The page that asks the worker for a file of this set.
pub fn asking(listing: &Listing, format: ExportFormat) -> String {
    let pairs = without(listing.pairs(), &["densite"]);
    let pairs = with(pairs, services::list_export::FORMAT, format.code());
    href(&format!("{EXPORTS}/nouveau"), &pairs)
}

/// Writes the files that the worker makes.
#[derive(Clone, Copy, Debug)]
pub struct Files;

#[async_trait::async_trait]
impl Sheets for Files {
    async fn file(
        &self,
        export: Export,
        columns: &[Column],
        format: ExportFormat,
    ) -> Result<ByteStream> {
        sheet::content(table(export, columns.to_vec()), format).await
    }
}

/// The projects of a set as a table; whoever may not know of tags has no column of them.
pub fn table(export: Export, mut columns: Vec<Column>) -> Sheet {
    if !export.tagged {
        columns.retain(|column| *column != Column::Tags);
    }
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

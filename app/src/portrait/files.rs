//! A contract as files: its projects, and for finance its money line by line.

use crate::desk::export;
use crate::desk::listing::Asked;
use crate::http::{AppState, PageResult, RequestCx, Routes, get};
use crate::i18n::dates;
use crate::i18n::labels;
use crate::sheet::{self, Cell, Sheet};
use axum::extract::{Path, State};
use domain::project::FundingState;
use domain::timestamp::Timestamp;
use services::read_models::desk::table::portrait::Money;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/crte/{code}/projets.csv", get(as_csv))
        .route("/crte/{code}/projets.xlsx", get(as_xlsx))
}

async fn as_csv(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
) -> PageResult {
    let listing = asked.listing;
    let export = state
        .services
        .contract_export(request.cx(), &code, &listing)
        .await?;
    let table = export::table(export, listing.shown().to_vec());
    Ok(sheet::as_csv(table, "projets-crte.csv"))
}

/// Two sheets: the projects, and the lines of their funding plans.
async fn as_xlsx(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
) -> PageResult {
    let listing = asked.listing;
    let services = &state.services;
    let export = services
        .contract_export(request.cx(), &code, &listing)
        .await?;
    let money = services
        .contract_money(request.cx(), &code, &listing)
        .await?;
    let projects = export::table(export, listing.shown().to_vec());
    let sheets = vec![projects, funding(&money)];
    Ok(sheet::as_xlsx(sheets, "projets-crte.xlsx").await?)
}

fn funding(money: &[Money]) -> Sheet {
    let heads = [
        ("Numéro", 10.0),
        ("Projet", 50.0),
        ("Source", 30.0),
        ("Dispositif", 30.0),
        ("Montant", 16.0),
        ("État", 16.0),
        ("Noté le", 14.0),
    ];
    let line = |line: &Money| {
        vec![
            Cell::number(line.number),
            Cell::text(&line.title),
            Cell::text(&line.source),
            Cell::text(&line.scheme),
            Cell::Money(line.amount_cents),
            Cell::text(labels::of(FundingState::parse, &line.state)),
            Cell::Day(dates::local_day(Timestamp(line.created_at))),
        ]
    };
    Sheet {
        name: "Financements",
        heads: sheet::heads(heads),
        rows: sheet::rows(money.iter().map(line).collect()),
    }
}

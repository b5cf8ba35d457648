//! A row as cells with a kind, before they become text or numbers of a file.

use crate::desk::cells;
use crate::desk::labels;
use crate::i18n::dates;
use crate::i18n::labels as values;
use crate::sheet::{Cell, Head};
use domain::date;
use domain::filter::Column;
use domain::intake::Intake;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use services::desk::table::names::PlaceNames;
use services::read_models::desk::table::Row;

/// What stands before the chosen columns.
const ALWAYS: [(&str, f64); 3] = [("Numéro", 10.0), ("Projet", 50.0), ("Porteur", 30.0)];

/// The heads of the columns.
pub fn heads(columns: &[Column]) -> Vec<Head> {
    let chosen = columns.iter().map(|column| (labels::column(*column), 20.0));
    ALWAYS
        .into_iter()
        .chain(chosen)
        .map(|(name, width)| Head {
            name: name.to_owned(),
            width,
        })
        .collect()
}

/// The cells of a row.
pub fn row(row: &Row, columns: &[Column], names: &PlaceNames) -> Vec<Cell> {
    let always = [
        row.number.map_or(Cell::Empty, Cell::Number),
        Cell::Text(row.title.clone()),
        Cell::Text(row.bearer_name.clone()),
    ];
    let chosen = columns.iter().map(|column| cell(*column, row, names));
    always.into_iter().chain(chosen).collect()
}

fn cell(column: Column, row: &Row, names: &PlaceNames) -> Cell {
    match column {
        Column::State => Cell::Text(values::of(Intake::parse, &row.intake)),
        Column::Priority => text(cells::priority(row)),
        Column::Theme => Cell::Text(values::of(Theme::parse, &row.main_theme)),
        Column::Phase => Cell::Text(cells::phase(row)),
        Column::Follower => text(cells::follower(row)),
        Column::Cost => money(row.total_cost_cents),
        Column::Asked => money(row.asked_cents),
        Column::Granted => money(row.granted_cents),
        Column::Deposited => day(row.submitted_at),
        Column::Due => day(row.intake_due_at),
        Column::Blocked => {
            let since = row.blocked_since.as_deref();
            since
                .and_then(|since| date::parse(since).ok())
                .map_or(Cell::Empty, Cell::Day)
        }
        Column::Contract => text(row.contract_name.clone()),
        Column::Epci => text(row.epci_siren.as_deref().map(|code| names.epci(code))),
        Column::Arrondissement => {
            let code = row.arrondissement_code.as_deref();
            text(code.map(|code| names.arrondissement(code)))
        }
        Column::Tags => {
            let names: Vec<&str> = row.tags.iter().map(|tag| tag.name.as_str()).collect();
            text(Some(names.join(", ")).filter(|names| !names.is_empty()))
        }
        Column::Activity => day(Some(row.last_activity_at)),
    }
}

fn text(text: Option<String>) -> Cell {
    text.map_or(Cell::Empty, Cell::Text)
}

fn money(cents: Option<i64>) -> Cell {
    cents.map_or(Cell::Empty, Cell::Money)
}

/// The day a moment falls on in Paris.
fn day(at: Option<i64>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Day(dates::local_day(Timestamp(at))))
}

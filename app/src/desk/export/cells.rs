//! A row as cells with a kind, before they become text or numbers of a file.

use crate::desk::cells;
use crate::desk::labels;
use crate::i18n::dates;
use crate::i18n::labels as values;
use domain::date;
use domain::filter::Column;
use domain::intake::Intake;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use services::desk::table::names::PlaceNames;
use services::read_models::desk::table::Row;
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

/// What stands before the chosen columns.
const ALWAYS: [&str; 3] = ["Numéro", "Projet", "Porteur"];

/// The heads of the columns.
pub fn heads(columns: &[Column]) -> Vec<&'static str> {
    let chosen = columns.iter().map(|column| labels::column(*column));
    ALWAYS.into_iter().chain(chosen).collect()
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

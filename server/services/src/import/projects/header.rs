//! What the columns of a list are, from the words of their headers.

mod guess;

use super::mapping::{FundingColumn, Mapping, Role};
use crate::import::{Reason, Remark, Tell};
use crate::territory::Reason as FileReason;
use domain::territory::fold;
pub use guess::guess;
use guess::sureness;

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A value of the project.
    Value(Role),
    /// A sum from somebody.
    Funding(FundingColumn),
    /// Nothing the importer knows.
    Ignored,
}

/// The columns of a list, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What each is for.
    pub columns: Vec<Column>,
    /// The headers as they stand.
    pub names: Vec<String>,
}

impl Columns {
    /// The cell of a role; empty where the list has none.
    pub fn cell<'a>(&self, cells: &'a [String], role: Role) -> &'a str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Column::Value(role));
        place
            .and_then(|place| cells.get(place))
            .map(String::as_str)
            .filter(|text| !is_blank(text))
            .unwrap_or_default()
    }

    /// The header of a role.
    pub fn name(&self, role: Role) -> &str {
        let place = self
            .columns
            .iter()
            .position(|column| *column == Column::Value(role));
        place
            .and_then(|place| self.names.get(place))
            .map(String::as_str)
            .unwrap_or_default()
    }

    /// Whether the list has a column for a role.
    pub fn has(&self, role: Role) -> bool {
        self.columns.contains(&Column::Value(role))
    }

    /// Every column of sums.
    pub fn funding_columns(&self) -> Vec<FundingColumn> {
        let sums = self.columns.iter().filter_map(|column| match column {
            Column::Funding(funding) => Some(funding.clone()),
            _ => None,
        });
        sums.collect()
    }

    /// The sums of a line: the column and its cell.
    pub fn funding<'a>(
        &'a self,
        cells: &'a [String],
    ) -> impl Iterator<Item = (&'a FundingColumn, &'a str)> {
        self.columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| match column {
                Column::Funding(funding) if !is_blank(cell) => Some((funding, cell.as_str())),
                _ => None,
            })
    }
}

/// What people write in a cell that has nothing to say.
fn is_blank(text: &str) -> bool {
    let folded = fold(text);
    matches!(
        folded.as_str(),
        "" | "nc"
            | "n c"
            | "na"
            | "n a"
            | "neant"
            | "sans objet"
            | "a definir"
            | "a preciser"
            | "non renseigne"
            | "inconnu"
    )
}

/// How many columns of a line are understood as headers. A header is short: a line of prose scores nothing.
pub fn score(cells: &[String], mapping: &Mapping) -> usize {
    let named = |cell: &String| {
        let folded = fold(cell);
        let in_mapping = mapping
            .columns
            .values()
            .chain(mapping.funding.iter().map(|f| &f.column));
        !folded.is_empty() && in_mapping.into_iter().any(|name| fold(name) == folded)
    };
    let known = |cell: &String| cell.chars().count() <= 60 && guess(cell) != Column::Ignored;
    cells
        .iter()
        .filter(|cell| named(cell) || known(cell))
        .count()
}

/// Gives each column its role: the mapping's word first, then guesses, the surest column of a role taking it.
pub fn columns(line: u64, cells: &[String], mapping: &Mapping, tell: Tell<'_>) -> Columns {
    let mut found = vec![Column::Ignored; cells.len()];
    let place = |name: &str| cells.iter().position(|cell| fold(cell) == fold(name));
    let mut missing = Vec::new();
    for (&role, name) in &mapping.columns {
        match place(name).and_then(|place| found.get_mut(place)) {
            Some(column) => *column = Column::Value(role),
            None => missing.push(name),
        }
    }
    for funding in &mapping.funding {
        match place(&funding.column).and_then(|place| found.get_mut(place)) {
            Some(column) => *column = Column::Funding(funding.clone()),
            None => missing.push(&funding.column),
        }
    }
    for name in missing {
        tell(Remark::new(
            line,
            name,
            name.clone(),
            Reason::File(FileReason::MissingColumn),
        ));
    }
    if mapping.guess != Some(false) {
        guess_the_rest(line, cells, &mut found, tell);
    }
    Columns {
        columns: found,
        names: cells.to_vec(),
    }
}

fn guess_the_rest(line: u64, cells: &[String], found: &mut [Column], tell: Tell<'_>) {
    let mut guesses: Vec<(usize, Column)> = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if found.get(place) == Some(&Column::Ignored) && !cell.is_empty() {
            guesses.push((place, guess(cell)));
        }
    }
    // The surest header of a role takes it, the leftmost of equals.
    guesses.sort_by_key(|(place, _)| {
        (
            std::cmp::Reverse(cells.get(*place).map_or(0, |cell| sureness(cell))),
            *place,
        )
    });
    let mut told = Vec::new();
    for (place, column) in guesses {
        let name = cells.get(place).cloned().unwrap_or_default();
        let taken = column != Column::Ignored && found.contains(&column);
        let (value, reason) = match &column {
            Column::Value(role) if !taken => (role.code().to_owned(), Reason::ColumnRead),
            Column::Funding(funding) if !taken => (
                format!("{} {} {}", funding.source, funding.scheme, funding.state),
                Reason::ColumnRead,
            ),
            _ => (String::new(), Reason::ColumnIgnored),
        };
        told.push((place, Remark::new(line, &name, value, reason)));
        if !taken && let Some(slot) = found.get_mut(place) {
            *slot = column;
        }
    }
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().for_each(|(_, remark)| tell(remark));
}

#[cfg(test)]
mod tests;

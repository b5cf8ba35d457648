//! A whole address: the filter, and how what it finds is shown.

use super::{Code, Column, Filter, Position, Sort};

/// The way a query string's values are passed around.
pub type Pairs = Vec<(String, String)>;

/// What the three views of a set share in their address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// For somebody of several départements.
    pub departement: Option<String>,
    /// Which projects.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Columns chosen, in their order; none is the usual ones.
    pub columns: Vec<Column>,
    /// Higher rows.
    pub roomy: bool,
    /// Lines behind this one.
    pub after: Option<Position>,
}

impl Listing {
    /// Reads an address. Nothing in it is refused: what is not understood is passed over.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let one = |name: &str| {
            let found = pairs
                .iter()
                .find(|(key, value)| key == name && !value.is_empty());
            found.map(|(_, value)| value.as_str())
        };
        let named = pairs.iter().filter(|(key, _)| key == "colonne");
        let mut columns: Vec<Column> = Vec::new();
        for column in named.filter_map(|(_, code)| Column::parse(code)) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        if columns == Column::USUAL {
            columns.clear();
        }
        Self {
            departement: one("departement")
                .and_then(Code::parse)
                .map(|code| code.as_str().to_owned()),
            filter: Filter::read(pairs),
            sort: one("tri").and_then(Sort::parse).unwrap_or_default(),
            columns,
            roomy: one("densite") == Some("aeree"),
            after: one("apres").and_then(Position::parse),
        }
    }

    /// The parts of the address, but for where the page begins. What is usual is left out.
    pub fn pairs(&self) -> Pairs {
        let mut pairs = Pairs::new();
        let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if let Some(code) = &self.departement {
            add("departement", code.clone());
        }
        for (name, value) in self.filter.pairs() {
            add(name, value);
        }
        if self.sort != Sort::default() {
            add("tri", self.sort.code());
        }
        for column in &self.columns {
            add("colonne", column.code().to_owned());
        }
        if self.roomy {
            add("densite", "aeree".to_owned());
        }
        pairs
    }

    /// Leaves out what shows the tags of a département or asks for them.
    pub fn forget_tags(&mut self) {
        self.filter.forget_tags();
        self.columns.retain(|column| *column != Column::Tags);
    }

    /// Whether tags are shown.
    pub fn shows_tags(&self) -> bool {
        self.columns.contains(&Column::Tags)
    }

    /// The same with a column one place further to the left or to the right; nothing where it cannot go there.
    pub fn with_column_moved(&self, column: Column, to_the_right: bool) -> Option<Self> {
        let mut columns = self.shown().to_vec();
        let place = columns.iter().position(|one| *one == column)?;
        let other = if to_the_right {
            place.checked_add(1)?
        } else {
            place.checked_sub(1)?
        };
        if other >= columns.len() {
            return None;
        }
        columns.swap(place, other);
        if columns == Column::USUAL {
            columns.clear();
        }
        Some(Self {
            columns,
            ..self.clone()
        })
    }

    /// The columns to show.
    pub fn shown(&self) -> &[Column] {
        if self.columns.is_empty() {
            Column::USUAL
        } else {
            &self.columns
        }
    }
}

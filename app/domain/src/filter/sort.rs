//! In which order, and from where on.

use crate::coded_enum;
use uuid::Uuid;

coded_enum! {
    /// What a list is ordered by.
    SortBy {
        Activity = "activite",
        Number = "numero",
        Title = "projet",
        Bearer = "porteur",
        State = "etat",
        Priority = "priorite",
        Theme = "theme",
        Phase = "phase",
        Follower = "suivi",
        Cost = "cout",
        Asked = "demande",
        Granted = "accorde",
        Deposited = "depot",
        Due = "echeance",
        Blocked = "blocage",
    }
}

/// An order. What has no value comes last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// The largest or latest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self::first(SortBy::Activity)
    }
}

impl Sort {
    /// The direction one expects of a column at the first press: sums and activity from the top, the rest from the
    /// beginning.
    pub const fn first(by: SortBy) -> Self {
        let descending = matches!(
            by,
            SortBy::Activity | SortBy::Cost | SortBy::Asked | SortBy::Granted | SortBy::Deposited
        );
        Self { by, descending }
    }

    /// The other direction.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self {
            by: self.by,
            descending: !self.descending,
        }
    }

    /// Reads "cout" and "-cout".
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, by) = match text.strip_prefix('-') {
            Some(by) => (true, by),
            None => (false, text),
        };
        SortBy::parse(by).map(|by| Self { by, descending })
    }

    /// As the address has it.
    pub fn code(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.by)
    }
}

/// The last line of a page: the next one begins behind it. It carries the value it was ordered by rather than the
/// project alone, so that a project that moves in between does not move the reader with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// What it was ordered by, as the database gave it; `None` where the project has none.
    pub key: Option<String>,
    /// The project.
    pub id: Uuid,
}

impl Position {
    const LONGEST: usize = 1000;

    /// Reads what [`Position::code`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        // No value that we wrote has any control character, and PostgreSQL takes no NUL.
        if text.len() > Self::LONGEST || text.chars().any(char::is_control) {
            return None;
        }
        let (id, key) = match text.split_once('_') {
            Some((id, key)) => (id, Some(key.to_owned())),
            None => (text, None),
        };
        Some(Self {
            key,
            id: Uuid::try_parse(id).ok()?,
        })
    }

    /// As the address has it.
    pub fn code(&self) -> String {
        match &self.key {
            Some(key) => format!("{}_{key}", self.id),
            None => self.id.to_string(),
        }
    }
}

//! Conditions and their values, growing together.

use super::parts::{self, Part};
use crate::search::Needle;
use domain::filter::Filter;
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::Value;

/// Whose projects.
#[derive(Clone, Debug)]
pub enum Ground {
    /// Those a département answers for.
    Departement(String),
    /// Those of any of these contracts.
    Contracts(Vec<String>),
    /// Those of a contract that a département answers for.
    ContractIn(String, String),
    /// All of them: for the national administration only.
    Nation,
}

impl Ground {
    /// The one département it lies in.
    pub fn departement(&self) -> Option<&str> {
        match self {
            Self::Departement(code) | Self::ContractIn(_, code) => Some(code),
            Self::Contracts(_) | Self::Nation => None,
        }
    }
}

/// What is asked, and what it means at this moment for this reader.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Whose projects.
    pub ground: &'a Ground,
    /// Which of them.
    pub filter: &'a Filter,
    /// One list a word that was typed: a project has one needle of each list.
    pub words: &'a [Vec<Needle>],
    /// The text may be a project's number.
    pub number: Option<i64>,
    /// Who asks.
    pub reader: PersonId,
    /// When.
    pub now: Timestamp,
    /// Blocked on this day, ISO, or earlier.
    pub blocked_until: Option<String>,
    /// Deposited at this moment or later, milliseconds UTC.
    pub deposited_from: Option<i64>,
    /// Deposited before this moment, milliseconds UTC.
    pub deposited_before: Option<i64>,
}

/// The intake states in which a project is with the State.
pub(super) const RUNNING: &str = "('submitted', 'acknowledged', 'prioritised', 'assigned')";

/// SQL conditions on `project p`.
pub(super) struct Wanted {
    ground: Vec<String>,
    parts: Vec<(Part, String)>,
    /// The values bound so far.
    pub values: Vec<Value>,
}

impl Wanted {
    /// The conditions of what is asked.
    pub fn new(asked: &Asked<'_>) -> Self {
        let mut wanted = Self::on(asked.ground);
        parts::add(&mut wanted, asked);
        wanted
    }

    /// The conditions of a ground alone.
    pub fn on(ground: &Ground) -> Self {
        let mut wanted = Self {
            ground: vec!["p.intake <> 'draft'".to_owned()],
            parts: Vec::new(),
            values: Vec::new(),
        };
        wanted.stand_on(ground);
        wanted
    }

    fn stand_on(&mut self, ground: &Ground) {
        let condition = match ground {
            Ground::Departement(code) => self.equal("p.departement_code", code),
            Ground::Contracts(codes) => self.one_of("p.contract_code", codes.iter().cloned()),
            Ground::ContractIn(contract, departement) => {
                let contract = self.equal("p.contract_code", contract);
                let departement = self.equal("p.departement_code", departement);
                format!("{contract} AND {departement}")
            }
            Ground::Nation => return,
        };
        self.ground.push(condition);
    }

    fn equal(&mut self, column: &str, code: &str) -> String {
        let name = self.bind(code);
        format!("{column} = {name}")
    }

    /// `column IN (…)`; false for an empty list.
    pub fn one_of<V: Into<Value>>(
        &mut self,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> String {
        let names: Vec<String> = values.into_iter().map(|value| self.bind(value)).collect();
        if names.is_empty() {
            return "1 = 0".to_owned();
        }
        format!("{column} IN ({})", names.join(", "))
    }

    /// Binds a value and gives its name.
    pub fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Adds the condition of one part of the filter.
    pub fn push(&mut self, part: Part, condition: String) {
        self.parts.push((part, condition));
    }

    /// All conditions.
    pub fn all(&self) -> String {
        self.but(|_| false)
    }

    /// All conditions but those of the parts left out.
    pub fn but(&self, left_out: impl Fn(Part) -> bool) -> String {
        let parts = self.parts.iter().filter(|(part, _)| !left_out(*part));
        let all: Vec<&str> = self
            .ground
            .iter()
            .map(String::as_str)
            .chain(parts.map(|(_, condition)| condition.as_str()))
            .collect();
        all.join(" AND ")
    }

    /// The condition of a part, when it asks for something.
    pub fn part(&self, wanted: Part) -> Option<&str> {
        let found = self.parts.iter().find(|(part, _)| *part == wanted);
        found.map(|(_, condition)| condition.as_str())
    }
}

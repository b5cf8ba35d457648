//! One line of a list, understood.

mod ground;
mod values;

use super::cells;
use super::header::Columns;
use super::mapping::{FundingColumn, Mapping, Role};
use super::place::Places;
use super::source::Row;
use crate::import::{Reason, Remark, Tell};
use domain::date;
use domain::project::{BearerKind, Phase, PhaseStatus};
use domain::territory::{CommuneCode, ContractCode, fold};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::import::projects::Bearer;

/// Longest title, in characters.
const TITLE: usize = 200;
/// Longest free text.
const TEXT: usize = 5_000;

/// A project of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub line: u64,
    pub system: String,
    pub identifier: String,
    pub title: String,
    pub summary: String,
    pub bearer: Bearer,
    pub communes: Vec<String>,
    pub departement: String,
    pub arrondissement: Option<String>,
    pub epci: Option<String>,
    pub contract: Option<String>,
    pub year: Option<i64>,
    pub theme: Theme,
    pub phase: Phase,
    pub status: PhaseStatus,
    pub cost: Option<i64>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub deposited: Option<Timestamp>,
    pub needs: String,
    pub address: String,
    pub funding: Vec<(FundingColumn, i64)>,
    /// Every column of sums of the list, also those empty on this line.
    pub funding_columns: Vec<FundingColumn>,
    /// Names of its communes, for the search.
    pub commune_names: Vec<String>,
}

/// Contracts as a list may name them.
#[derive(Debug, Default)]
pub struct Contracts {
    /// Codes there are.
    pub codes: std::collections::HashSet<String>,
    /// By folded name, where only one has it.
    pub by_name: HashMap<String, Option<String>>,
    /// By SIREN of a member, where only one has it.
    pub by_member: HashMap<String, Option<String>>,
}

/// Everything a line is read against.
pub struct Reader<'a> {
    pub places: &'a Places,
    pub contracts: &'a Contracts,
    pub mapping: &'a Mapping,
    pub columns: &'a Columns,
    /// Only one département may be written to: a name that lies nowhere in it is looked for in the others, so that the
    /// refusal says why.
    pub only_one: bool,
}

/// A line being read.
struct Line<'a, 't> {
    reader: &'a Reader<'a>,
    row: &'a Row,
    tell: Tell<'t>,
}

/// Where a project is.
struct Ground {
    bearer: Bearer,
    communes: Vec<CommuneCode>,
    departement: String,
}

impl Reader<'_> {
    /// Reads a line; `None` when it gives no project, which was then told.
    pub fn read(&self, row: &Row, tell: Tell<'_>) -> Option<Entry> {
        Line {
            reader: self,
            row,
            tell,
        }
        .read()
    }
}

impl Line<'_, '_> {
    fn read(&mut self) -> Option<Entry> {
        let title = self.text(Role::Title, TITLE);
        if title.is_empty() {
            self.note(Role::Title, "", Reason::NoTitle);
            return None;
        }
        let ground = self.ground()?;
        let dataset = self.reader.places.dataset();
        let communes: Vec<_> = ground
            .communes
            .iter()
            .filter_map(|&code| dataset.commune(code))
            .collect();
        let first = communes.first();
        let epci = match ground.bearer.kind == BearerKind::Epci.code() {
            true => Some(ground.bearer.code.clone()),
            false => first
                .and_then(|commune| commune.epci)
                .map(|siren| siren.to_string()),
        };
        let contract = self.contract(&ground, epci.as_deref());
        let deposited = self.day(Role::Deposited);
        let (start, end) = self.period();
        let (phase, status) = self.phase();
        let year = self
            .reader
            .mapping
            .year
            .or_else(|| cells::year(self.cell(Role::Year)));
        let (system, identifier) = self.reference(
            &title,
            &ground,
            year.or(deposited.or(start).map(|d| d.year().into())),
        );
        Some(Entry {
            line: self.row.line,
            system,
            identifier,
            theme: self.theme(&title),
            summary: self.text(Role::Summary, TEXT),
            needs: self.text(Role::Needs, TEXT),
            address: self.text(Role::Address, 300),
            cost: self.cost(),
            funding: self.funding(),
            funding_columns: self.reader.columns.funding_columns(),
            arrondissement: first
                .and_then(|c| c.arrondissement)
                .map(|code| code.to_string()),
            communes: communes.iter().map(|c| c.code.to_string()).collect(),
            commune_names: communes.iter().map(|c| c.name.to_string()).collect(),
            departement: ground.departement,
            bearer: ground.bearer,
            deposited: deposited.map(|day| Timestamp::from_datetime(day.midnight().assume_utc())),
            start: start.map(date::to_iso),
            end: end.map(date::to_iso),
            title,
            epci,
            contract,
            year,
            phase,
            status,
        })
    }

    fn cell(&self, role: Role) -> &str {
        self.reader.columns.cell(&self.row.cells, role)
    }

    fn note(&mut self, role: Role, value: &str, reason: Reason) {
        let column = self.reader.columns.name(role);
        (self.tell)(Remark::new(self.row.line, column, value, reason));
    }

    /// A cell as clean text, cut to what the field holds.
    fn text(&mut self, role: Role, longest: usize) -> String {
        let cell = self.cell(role).to_owned();
        let long = u32::MAX;
        let text = match role {
            Role::Summary | Role::Needs => domain::text::optional_paragraph(&cell, long),
            _ => domain::text::optional_line(&cell, long),
        };
        let text = text.ok().flatten().unwrap_or_default();
        if text.chars().count() <= longest {
            return text;
        }
        self.note(role, &text, Reason::Shortened);
        text.chars().take(longest).collect()
    }

    /// By its code or name; else the one contract of the EPCI or commune.
    fn contract(&mut self, ground: &Ground, epci: Option<&str>) -> Option<String> {
        let contracts = self.reader.contracts;
        let wanted = self
            .reader
            .mapping
            .contract
            .as_ref()
            .map(ToString::to_string);
        let text = wanted.unwrap_or_else(|| self.cell(Role::Contract).to_owned());
        if !text.is_empty() {
            let code = ContractCode::parse(&text).ok().map(|code| code.to_string());
            let named = || contracts.by_name.get(&fold(&text)).cloned().flatten();
            let found = code
                .filter(|code| contracts.codes.contains(code))
                .or_else(named);
            if found.is_some() {
                return found;
            }
            self.note(Role::Contract, &text, Reason::UnknownContract);
        }
        let dataset = self.reader.places.dataset();
        let commune = ground
            .communes
            .first()
            .and_then(|&code| dataset.commune(code));
        let own = commune.and_then(|c| c.siren).map(|siren| siren.to_string());
        let ept = commune.and_then(|c| c.ept).map(|siren| siren.to_string());
        let around = [
            own.as_deref(),
            ept.as_deref(),
            epci,
            ground.bearer.siren.as_deref(),
        ];
        for siren in around.into_iter().flatten() {
            match contracts.by_member.get(siren) {
                Some(Some(code)) => return Some(code.clone()),
                Some(None) => {
                    self.note(Role::Contract, siren, Reason::SeveralContracts);
                    return None;
                }
                None => {}
            }
        }
        None
    }

    fn reference(&self, title: &str, ground: &Ground, year: Option<i64>) -> (String, String) {
        let system = self
            .reader
            .mapping
            .system
            .clone()
            .unwrap_or_else(|| format!("liste-{}", ground.departement));
        let own = domain::text::optional_line(self.cell(Role::Reference), 120)
            .ok()
            .flatten();
        let identifier = own.unwrap_or_else(|| {
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            let bearer = format!("{}:{}", ground.bearer.kind, self.lasting_code(ground));
            format!("auto-{}", digest(&[&bearer, &fold(title), &year], 24))
        });
        (system, identifier)
    }

    /// The bearer's code as the list gives it: the commune may have merged between two runs, the list has not changed.
    fn lasting_code(&self, ground: &Ground) -> String {
        let codes = self.cell(Role::CommuneCode);
        let first = codes
            .split([';', ',', '/', '\n', ' '])
            .find(|text| !text.is_empty());
        let named = first.and_then(|text| self.reader.places.by_code(text));
        match named {
            Some((commune, _, code)) if commune.code.as_str() == ground.bearer.code => {
                code.to_string()
            }
            _ => ground.bearer.code.clone(),
        }
    }
}

/// The first hexadecimal digits of SHA-256 over some texts.
pub fn digest(parts: &[&str], digits: usize) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(digits.div_ceil(2)) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.truncate(digits);
    text
}

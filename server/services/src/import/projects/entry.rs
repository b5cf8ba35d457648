//! One line of a list, understood.

use super::cells;
use super::header::Columns;
use super::mapping::{FundingColumn, Mapping, Role};
use super::place::{Match, Places, commune_bearer};
use super::source::Row;
use crate::import::{Reason, Remark, Tell};
use domain::date;
use domain::money::Cents;
use domain::project::{BearerKind, Phase, PhaseStatus};
use domain::territory::{CommuneCode, ContractCode, DepartementCode, Siren, fold};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::import::projects::Bearer;
use time::Date;

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

    fn ground(&mut self) -> Option<Ground> {
        let departement = self.departement();
        let siren_bearer = self.siren();
        let hint = departement
            .or_else(|| departement_of(siren_bearer.as_ref().ok().and_then(|b| b.as_ref())));
        let mut communes = self.communes(hint);
        let near = hint.or_else(|| {
            let first = communes
                .first()
                .and_then(|&code| self.reader.places.dataset().commune(code));
            first.map(|commune| commune.departement)
        });
        let bearer = match siren_bearer {
            Ok(Some(bearer)) => Some(bearer),
            Ok(None) => self.named_bearer(near),
            Err(siren) => self.other_body(siren, near),
        };
        let dataset = self.reader.places.dataset();
        let bearer = match (
            bearer,
            communes.first().and_then(|&code| dataset.commune(code)),
        ) {
            (Some(bearer), _) => bearer,
            (None, Some(commune)) => {
                let name = self.cell(Role::Bearer).to_owned();
                let bearer = commune_bearer(commune);
                self.note(Role::Bearer, &name, Reason::CommuneAsBearer);
                bearer
            }
            (None, None) => {
                let value =
                    [Role::Bearer, Role::Commune, Role::CommuneCode].map(|role| self.cell(role));
                let value = value.join(" ").trim().to_owned();
                self.note(Role::Bearer, &value, Reason::NoPlace);
                return None;
            }
        };
        if communes.is_empty() && bearer.kind == BearerKind::Commune.code() {
            communes.extend(CommuneCode::parse(&bearer.code).ok());
        }
        let first = communes.first().and_then(|&code| dataset.commune(code));
        let departement = first
            .map(|commune| commune.departement.to_string())
            .or_else(|| bearer.departement.clone())
            .or_else(|| near.map(|code| code.to_string()));
        let Some(departement) = departement else {
            self.note(Role::Bearer, &bearer.name, Reason::NoPlace);
            return None;
        };
        let bearer = Bearer {
            departement: bearer.departement.or_else(|| Some(departement.clone())),
            ..bearer
        };
        Some(Ground {
            bearer,
            communes,
            departement,
        })
    }

    fn departement(&mut self) -> Option<DepartementCode> {
        let text = self.cell(Role::Departement).to_owned();
        let found = self.reader.places.departement(&text);
        if found.is_none() && !text.is_empty() {
            self.note(Role::Departement, &text, Reason::UnknownPlace);
        }
        found.or(self.reader.mapping.departement)
    }

    /// The bearer of a SIREN or SIRET; `Err` when it is well formed and no territory's.
    fn siren(&mut self) -> Result<Option<Bearer>, Siren> {
        let text = self.cell(Role::Siren).to_owned();
        let digits: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let length = digits.len();
        let siren = digits
            .get(..9)
            .filter(|_| matches!(length, 9 | 14))
            .and_then(|text| Siren::parse(text).ok());
        let Some(siren) = siren else {
            self.note(Role::Siren, &text, Reason::BadSiren);
            return Ok(None);
        };
        self.reader.places.by_siren(siren).map(Some).ok_or(siren)
    }

    fn named_bearer(&mut self, near: Option<DepartementCode>) -> Option<Bearer> {
        let names = [Role::Bearer, Role::Epci].map(|role| (role, self.cell(role).to_owned()));
        let (role, name) = names.into_iter().find(|(_, name)| !name.is_empty())?;
        match self.reader.places.bearer(&name, near) {
            Match::Exact(bearer) => Some(bearer),
            Match::Former(bearer) => {
                self.note(role, &name, Reason::GuessedBearer);
                Some(bearer)
            }
            Match::Ambiguous => {
                self.note(role, &name, Reason::AmbiguousPlace);
                None
            }
            Match::None if Places::is_syndicat(&name) && near.is_some() => {
                Some(self.syndicat(&name, None, near))
            }
            Match::None => {
                self.note(role, &name, Reason::UnknownPlace);
                None
            }
        }
    }

    /// A body whose SIREN is no commune's or EPCI's: a département or région by its name, else a syndicat.
    fn other_body(&mut self, siren: Siren, near: Option<DepartementCode>) -> Option<Bearer> {
        let name = self.cell(Role::Bearer).to_owned();
        match self.reader.places.bearer(&name, near) {
            Match::Exact(bearer) if !name.is_empty() => Some(Bearer {
                siren: bearer.siren.or_else(|| Some(siren.to_string())),
                ..bearer
            }),
            _ => Some(self.syndicat(&name, Some(siren), near)),
        }
    }

    fn syndicat(
        &mut self,
        name: &str,
        siren: Option<Siren>,
        near: Option<DepartementCode>,
    ) -> Bearer {
        let departement = near.map(|code| code.to_string());
        let siren = siren.map(|siren| siren.to_string());
        // Without a SIREN, the name within the département tells one from another.
        let code = siren.clone().unwrap_or_else(|| {
            format!(
                "nom-{}",
                digest(
                    &[&fold(name), departement.as_deref().unwrap_or_default()],
                    16
                )
            )
        });
        let clean = domain::text::optional_line(name, 200).ok().flatten();
        self.note(Role::Bearer, name, Reason::KeptAsSyndicat);
        Bearer {
            kind: BearerKind::Syndicat.code(),
            name: clean.unwrap_or_else(|| code.clone()),
            code,
            siren,
            departement,
        }
    }

    /// By their codes; by their names where there is none.
    fn communes(&mut self, near: Option<DepartementCode>) -> Vec<CommuneCode> {
        let codes = self.cell(Role::CommuneCode).to_owned();
        let names = self.cell(Role::Commune).to_owned();
        let mut found: Vec<CommuneCode> = Vec::new();
        for text in codes
            .split([';', ',', '/', '\n', ' '])
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            let places = self.reader.places;
            let Some((commune, repaired, code)) = places.by_code(text) else {
                self.note(Role::CommuneCode, text, Reason::UnknownPlace);
                continue;
            };
            if repaired {
                self.note(Role::CommuneCode, text, Reason::RepairedCode);
            }
            if commune.code != code {
                self.note(Role::CommuneCode, text, Reason::FormerCommune);
            }
            if !found.contains(&commune.code) {
                found.push(commune.code);
            }
        }
        let postal = self.postal_code();
        let list = names
            .split([';', '/', '\n', ',', '|'])
            .map(str::trim)
            .filter(|text| !text.is_empty());
        for name in list.take(200) {
            self.named_commune(name, near, &postal, &mut found);
        }
        found
    }

    fn named_commune(
        &mut self,
        name: &str,
        near: Option<DepartementCode>,
        postal: &str,
        found: &mut Vec<CommuneCode>,
    ) {
        let places = self.reader.places;
        let by_code = !self.cell(Role::CommuneCode).is_empty() && !found.is_empty();
        let near = near.or_else(|| found.first().and_then(CommuneCode::departement));
        // "49007" or "Angers (49007)" in a column of names.
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let coded = (digits.len() == 5)
            .then(|| places.by_code(&digits))
            .flatten();
        let plain = name.split('(').next().unwrap_or(name);
        let matched = match places.by_name(plain, near, postal) {
            Match::None | Match::Ambiguous if coded.is_some() => {
                coded.map_or(Match::None, |(c, ..)| Match::Exact(c))
            }
            Match::None if !postal.is_empty() => places.by_name(plain, near, ""),
            other => other,
        };
        let reason = match matched {
            Match::Exact(commune) | Match::Former(commune) if found.contains(&commune.code) => {
                return;
            }
            Match::Exact(_) | Match::Former(_) | Match::None if by_code => Reason::NameDisagrees,
            Match::Ambiguous if by_code => return,
            Match::Exact(commune) => return found.push(commune.code),
            Match::Former(commune) => {
                found.push(commune.code);
                Reason::FormerCommune
            }
            Match::Ambiguous => Reason::AmbiguousPlace,
            Match::None => Reason::UnknownPlace,
        };
        self.note(Role::Commune, name, reason);
    }

    fn postal_code(&self) -> String {
        let text = self.cell(Role::PostalCode);
        let code = domain::territory::PostalCode::parse(text)
            .or_else(|_| domain::territory::PostalCode::repair(text));
        code.map(|code| code.to_string()).unwrap_or_default()
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
            let bearer = format!("{}:{}", ground.bearer.kind, ground.bearer.code);
            format!("auto-{}", digest(&[&bearer, &fold(title), &year], 24))
        });
        (system, identifier)
    }

    fn day(&mut self, role: Role) -> Option<Date> {
        let text = self.cell(role).to_owned();
        if text.is_empty() {
            return None;
        }
        let found = cells::day(&text);
        match found {
            None => self.note(role, &text, Reason::BadDate),
            Some((_, true)) => self.note(role, &text, Reason::SerialDate),
            Some((_, false)) => {}
        }
        found.map(|(day, _)| day)
    }

    fn period(&mut self) -> (Option<Date>, Option<Date>) {
        let (start, end) = (self.day(Role::Start), self.day(Role::End));
        match (start, end) {
            (Some(first), Some(last)) if last < first => {
                let text = self.cell(Role::End).to_owned();
                self.note(Role::End, &text, Reason::EndBeforeStart);
                (start, None)
            }
            both => both,
        }
    }

    fn cost(&mut self) -> Option<i64> {
        let text = self.cell(Role::Cost).to_owned();
        match Cents::parse(&text) {
            Ok(sum) => Some(sum.0),
            Err(_) if text.is_empty() => None,
            Err(_) => {
                self.note(Role::Cost, &text, Reason::BadAmount);
                None
            }
        }
    }

    fn funding(&mut self) -> Vec<(FundingColumn, i64)> {
        let mut found = Vec::new();
        let (reader, row) = (self.reader, self.row);
        for (column, cell) in reader.columns.funding(&row.cells) {
            match Cents::parse(cell) {
                Ok(Cents(0)) => {}
                Ok(sum) => found.push((column.clone(), sum.0)),
                Err(_) => (self.tell)(Remark::new(
                    row.line,
                    &column.column,
                    cell,
                    Reason::BadAmount,
                )),
            }
        }
        found
    }

    fn theme(&mut self, title: &str) -> Theme {
        let text = self.cell(Role::Theme).to_owned();
        let said =
            Mapping::find(&self.reader.mapping.themes, &text).or_else(|| cells::theme(&text));
        if let Some(theme) = said {
            return theme;
        }
        let theme = cells::theme(title)
            .or(self.reader.mapping.theme)
            .unwrap_or(Theme::PublicBuildings);
        if !text.is_empty() {
            self.note(Role::Theme, &text, Reason::UnknownTheme);
        }
        theme
    }

    fn phase(&mut self) -> (Phase, PhaseStatus) {
        let mapping = self.reader.mapping;
        let mut phase = None;
        let mut status = None;
        for role in [Role::Phase, Role::Status] {
            let text = self.cell(role).to_owned();
            if text.is_empty() {
                continue;
            }
            let (guessed_phase, guessed_status) = cells::phase(&text);
            let exact = (Phase::parse(&text), PhaseStatus::parse(&text));
            let this_phase = Mapping::find(&mapping.phases, &text)
                .or(exact.0)
                .or(guessed_phase);
            let this_status = Mapping::find(&mapping.statuses, &text)
                .or(exact.1)
                .or(guessed_status);
            if this_phase.is_none() && this_status.is_none() {
                self.note(role, &text, Reason::UnknownPhase);
            }
            phase = phase.or(this_phase);
            status = status.or(this_status);
        }
        (
            phase.or(mapping.phase).unwrap_or(Phase::Idee),
            status.or(mapping.status).unwrap_or(PhaseStatus::EnCours),
        )
    }
}

fn departement_of(bearer: Option<&Bearer>) -> Option<DepartementCode> {
    DepartementCode::parse(bearer?.departement.as_deref()?).ok()
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

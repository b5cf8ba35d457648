//! Real lists of projects, from CSV or workbooks as offices have them.
//!
//! Each line becomes a project with its reference in the list's own system. The fact `imported` of the project's history
//! keeps a fingerprint of every value the list gave: the same list again changes nothing, another value in one cell
//! changes that one field, and what people changed in the service since then stays.

mod cells;
mod entry;
mod header;
mod look;
pub mod mapping;
mod place;
mod source;
mod text;
mod write;

use super::{First, Outcome, Reason, Remark, Tell};
use crate::territory::{Reason as FileReason, Severity};
use crate::{Cx, Error, Result, Services};
use domain::territory::{DepartementCode, fold};
use entry::{Contracts, Entry, Reader, digest};
use header::Columns;
pub use look::{Look, LookColumn, look};
use mapping::{Mapping, Role};
use place::Places;
use source::{Row, Source};
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use write::Writer;

/// Lines of one transaction.
const BATCH: usize = 500;
/// Columns understood that make a line the header.
const HEADER_COLUMNS: usize = 2;
/// Lines that are shown as they were understood.
const FIRST: usize = 5;

/// How to import a list.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the columns are.
    pub mapping: Mapping,
    /// Reads and compares everything, writes nothing.
    pub dry_run: bool,
    /// The only département whose projects may be there: what lies elsewhere is refused, and a reference that belongs
    /// to a project of another département neither changes it nor tells of it. All of them when not said.
    pub only: Option<DepartementCode>,
    /// Who brings the list in, for the history of the projects; the service itself when not said.
    pub by: Option<Cx>,
    /// Grows with the lines read, for those who wait.
    pub lines: Arc<AtomicU64>,
}

impl Services {
    /// Imports a list of projects, [`BATCH`] lines a transaction: memory does not grow with a CSV but for a few bytes a
    /// line, by which repeated lines are seen.
    ///
    /// # Errors
    /// [`Error::Outside`] when the file cannot be opened; everything else is told.
    pub async fn import_projects(
        &self,
        path: &Path,
        options: &Options,
        tell: Tell<'_>,
    ) -> Result<Outcome> {
        let mapping = &options.mapping;
        let mut source = Source::open(path, mapping).map_err(Error::Outside)?;
        tell(Remark::new(0, "", source.read_as.clone(), Reason::ReadAs));
        let mut outcome = Outcome::default();
        let Some(columns) = find_columns(&mut source, mapping, tell) else {
            outcome.refused = 1;
            return Ok(outcome);
        };
        let places = Places::new(self.territories.current());
        let contracts = self.contract_names().await?;
        let reader = Reader {
            places: &places,
            contracts: &contracts,
            mapping,
            columns: &columns,
            only_one: options.only.is_some(),
        };
        let mut writer = Writer::new(self, options);
        let mut seen = Seen::default();
        let mut batch: Vec<Entry> = Vec::with_capacity(BATCH);
        while let Some(row) = source.next_row() {
            outcome.lines += 1;
            options.lines.store(outcome.lines, Ordering::Relaxed);
            match row.map_err(|bad| {
                Remark::new(
                    bad.line,
                    "",
                    bad.message,
                    Reason::File(FileReason::Unreadable),
                )
            }) {
                Ok(row) => {
                    let entry = read_line(&reader, &row, &mut seen, &mut outcome, tell);
                    batch.extend(entry.filter(|entry| lies_in(entry, options, &mut outcome, tell)));
                }
                Err(remark) => {
                    outcome.refused += 1;
                    tell(remark);
                }
            }
            if batch.len() == BATCH {
                writer
                    .write(std::mem::take(&mut batch), &mut outcome, tell)
                    .await?;
            }
        }
        writer.write(batch, &mut outcome, tell).await?;
        Ok(outcome)
    }

    async fn contract_names(&self) -> Result<Contracts> {
        let db = self.db.read();
        let mut names = Contracts::default();
        for contract in store::import::contracts::contracts(db).await? {
            only(
                &mut names.by_name,
                fold(&contract.name),
                contract.code.clone(),
            );
            names.codes.insert(contract.code);
        }
        for member in store::import::contracts::members(db).await? {
            only(&mut names.by_member, member.siren, member.contract_code);
        }
        Ok(names)
    }
}

/// Keeps a value that a key has alone; a key with two values has none.
fn only(map: &mut HashMap<String, Option<String>>, key: String, value: String) {
    match map.entry(key) {
        Slot::Occupied(mut slot) if slot.get().as_ref() != Some(&value) => *slot.get_mut() = None,
        Slot::Occupied(_) => {}
        Slot::Vacant(slot) => {
            slot.insert(Some(value));
        }
    }
}

/// Takes the lines up to the header; the first of the lines understood best.
fn find_columns(source: &mut Source, mapping: &Mapping, tell: Tell<'_>) -> Option<Columns> {
    let scores = source
        .peek(source::HEADER_WITHIN)
        .map(|row| (header::score(&row.cells, mapping), row.line));
    let best = scores.max_by_key(|&(score, line)| (score, std::cmp::Reverse(line)));
    let needed = if mapping.columns.is_empty() {
        HEADER_COLUMNS
    } else {
        1
    };
    let Some((_, line)) = best.filter(|(score, _)| *score >= needed) else {
        tell(Remark::new(0, "", "", Reason::NoHeader));
        return None;
    };
    while let Some(row) = source.next_row() {
        match row {
            Ok(row) if row.line == line => {
                let columns = header::columns(line, &row.cells, mapping, tell);
                if columns.has(Role::Title) {
                    return Some(columns);
                }
                break;
            }
            Ok(row) => tell(Remark::new(
                row.line,
                "",
                row.cells.join(" ").trim(),
                Reason::BeforeHeader,
            )),
            Err(_) => {}
        }
    }
    tell(Remark::new(line, "", "title", Reason::NoHeader));
    None
}

impl First {
    fn of(entry: &Entry) -> Self {
        Self {
            title: entry.title.clone(),
            bearer: entry.bearer.name.clone(),
            communes: entry.commune_names.join(", "),
            theme: entry.theme,
            cost_cents: entry.cost,
        }
    }
}

/// The references met so far, with what their lines said: 16 bytes each.
#[derive(Default)]
struct Seen(HashMap<u64, u64>);

fn read_line(
    reader: &Reader<'_>,
    row: &Row,
    seen: &mut Seen,
    outcome: &mut Outcome,
    tell: Tell<'_>,
) -> Option<Entry> {
    let Some(entry) = reader.read(row, tell) else {
        outcome.refused += 1;
        return None;
    };
    let key = short(&[&entry.system, &entry.identifier]);
    let content = short(&[&format!(
        "{:?}",
        Entry {
            line: 0,
            ..entry.clone()
        }
    )]);
    match seen.0.entry(key) {
        Slot::Vacant(slot) => {
            slot.insert(content);
            return Some(entry);
        }
        Slot::Occupied(slot) => {
            let same = *slot.get() == content;
            let reason = if same {
                Reason::RepeatedLine
            } else {
                Reason::RepeatedReference
            };
            if reason.severity() == Severity::Refused {
                outcome.refused += 1;
            }
            let column = reader.columns.name(Role::Reference);
            let value = if column.is_empty() {
                &entry.title
            } else {
                &entry.identifier
            };
            tell(Remark::new(row.line, column, value.as_str(), reason));
        }
    }
    None
}

/// Whether a line's project lies where the list may write; told when it does not.
fn lies_in(entry: &Entry, options: &Options, outcome: &mut Outcome, tell: Tell<'_>) -> bool {
    let elsewhere = |code: DepartementCode| code.to_string() != entry.departement;
    if options.only.is_some_and(elsewhere) {
        outcome.refused += 1;
        let title = entry.title.as_str();
        tell(Remark::new(entry.line, "", title, Reason::OtherDepartement));
        return false;
    }
    if outcome.first.len() < FIRST {
        outcome.first.push(First::of(entry));
    }
    true
}

fn short(parts: &[&str]) -> u64 {
    u64::from_str_radix(&digest(parts, 16), 16).unwrap_or_default()
}

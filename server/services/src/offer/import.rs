//! Offers from a file: `mec import offers FILE`, and the shipped catalogue at the first start.

use crate::{Actor, Cx, Error, Result, Services};
use domain::form::{FieldError, Problem};
use domain::ids::OfferId;
use domain::offer::{COLUMNS, Offer, join};
use std::collections::{BTreeMap, BTreeSet};
use store::offer::read::Offer as Row;
use store::offer::{read, write};

/// The catalogue that the service ships.
pub const SHIPPED: &[u8] = include_bytes!("../../data/offers.csv");

/// Most rows of a file.
const ROWS: usize = 20_000;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows read, refused ones too.
    pub read: usize,
    /// Offers that were not there.
    pub added: usize,
    /// Offers whose content changed, or that came back.
    pub changed: usize,
    /// Offers that stay as they were.
    pub unchanged: usize,
    /// Offers taken out because the file no longer names them.
    pub withdrawn: usize,
    /// What was refused, in the order of the file.
    pub refused: Vec<Refused>,
}

/// A value that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Line of the file, the header being line 1.
    pub line: u64,
    /// The column; empty when the whole line is refused.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why.
    pub problem: Problem,
}

struct Read {
    offers: Vec<Offer>,
    report: Report,
}

impl Services {
    /// Brings the catalogue to what a file says, offer by offer, known by their code. A second run with the
    /// same file changes nothing. With `withdraw_missing`, offers that the file does not name are taken out;
    /// not when a line was refused, since it may have named one of them.
    ///
    /// The file: CSV with `;` or `,`, UTF-8 (with or without mark) or Windows-1252, a header of
    /// [`COLUMNS`]' names in any order. For commands and the national administration only.
    pub async fn import_offers(
        &self,
        cx: &Cx,
        file: &[u8],
        withdraw_missing: bool,
    ) -> Result<Report> {
        match &cx.actor {
            Actor::System => {}
            Actor::Person(person) if person.admin => {}
            Actor::Person(_) => return Err(Error::Forbidden),
            Actor::Visitor => return Err(Error::SignInNeeded),
        }
        let Read { offers, mut report } = read_file(file);
        let known = read::all_with_withdrawn(self.db.read()).await?;
        let known: BTreeMap<&str, &Row> =
            known.iter().map(|row| (row.code.as_str(), row)).collect();
        let tx = self.db.begin().await?;
        let mut named = BTreeSet::new();
        for offer in &offers {
            named.insert(offer.code.as_str());
            let kept = known.get(offer.code.as_str()).copied();
            let row = row(
                offer,
                kept.map_or_else(|| OfferId(self.ids.uuid()), |kept| OfferId(kept.id)),
            );
            match kept {
                None => {
                    write::insert(&tx, &row).await?;
                    report.added += 1;
                }
                Some(kept) if *kept == row => report.unchanged += 1,
                Some(_) => {
                    write::update(&tx, &row).await?;
                    report.changed += 1;
                }
            }
        }
        if withdraw_missing && report.refused.is_empty() {
            for (code, row) in &known {
                if !named.contains(code) && row.withdrawn_at.is_none() {
                    write::withdraw(&tx, OfferId(row.id), self.clock.now()).await?;
                    report.withdrawn += 1;
                }
            }
        }
        tx.commit().await?;
        Ok(report)
    }

    /// Loads the shipped catalogue into a database that has no offer at all.
    pub async fn ensure_catalogue(&self) -> Result<()> {
        if !read::all_with_withdrawn(self.db.read()).await?.is_empty() {
            return Ok(());
        }
        let report = self.import_offers(&Cx::system(), SHIPPED, false).await?;
        tracing::info!(offers = report.added, "the catalogue of help is ready");
        Ok(())
    }
}

/// The row of an offer, as the database keeps it.
fn row(offer: &Offer, id: OfferId) -> Row {
    let words = format!("{} {} {}", offer.title, offer.provider, offer.summary);
    Row {
        id: id.0,
        code: offer.code.clone(),
        family: offer.family.code().to_owned(),
        title: offer.title.clone(),
        summary: offer.summary.clone(),
        provider: offer.provider.clone(),
        link: offer.link.clone(),
        themes: join(&offer.themes),
        blockers: join(&offer.blockers),
        bearers: join(&offer.bearers),
        phases: join(&offer.phases),
        territories: join(&offer.territories),
        programmes: join(&offer.programmes),
        max_population: offer.max_population,
        checked_on: domain::date::to_iso(offer.checked_on),
        withdrawn_at: None,
        search_text: store::search::indexed(&words),
    }
}

fn read_file(file: &[u8]) -> Read {
    let text = decode(file);
    let first = text.lines().next().unwrap_or_default();
    let separator = if first.matches(';').count() > first.matches(',').count() {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut read = Read {
        offers: Vec::new(),
        report: Report::default(),
    };
    let header = reader.headers().cloned().unwrap_or_default();
    let places: BTreeMap<&str, usize> = header
        .iter()
        .enumerate()
        .map(|(place, name)| (name.trim(), place))
        .collect();
    if let Some(missing) = COLUMNS.iter().find(|name| !places.contains_key(*name)) {
        read.refuse(1, "", missing, Problem::Missing);
        return read;
    }
    let mut codes = BTreeSet::new();
    for record in reader.records().take(ROWS) {
        read.report.read += 1;
        match record {
            Ok(record) => {
                let line = line_of(&text, record.position());
                let cell = |name: &str| {
                    places
                        .get(name)
                        .and_then(|place| record.get(*place))
                        .unwrap_or_default()
                };
                read.take(line, &mut codes, Offer::parse(cell), cell);
            }
            Err(error) => {
                let line = line_of(&text, error.position());
                read.refuse(line, "", "", Problem::NotAChoice);
            }
        }
    }
    read
}

/// The line a record stands on: the reader's position is before the empty lines it then steps over.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else {
        return 0;
    };
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    let empty = ends.filter(|byte| **byte == b'\n').count();
    position
        .line()
        .saturating_add(u64::try_from(empty).unwrap_or(0))
}

impl Read {
    fn take<'a>(
        &mut self,
        line: u64,
        codes: &mut BTreeSet<String>,
        parsed: std::result::Result<Offer, Vec<FieldError>>,
        cell: impl Fn(&str) -> &'a str,
    ) {
        match parsed {
            Ok(offer) if codes.insert(offer.code.clone()) => self.offers.push(offer),
            Ok(offer) => self.refuse(line, "code", &offer.code, Problem::AlreadyThere),
            Err(errors) => {
                for error in errors {
                    self.refuse(line, &error.field, cell(&error.field), error.problem);
                }
            }
        }
    }

    fn refuse(&mut self, line: u64, column: &str, value: &str, problem: Problem) {
        let value: String = value.chars().take(200).collect();
        self.report.refused.push(Refused {
            line,
            column: column.to_owned(),
            value,
            problem,
        });
    }
}

/// UTF-8 with or without its mark; else Windows-1252, in which every byte is a letter.
fn decode(file: &[u8]) -> String {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    match std::str::from_utf8(file) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(file).0.into_owned(),
    }
}

#[cfg(test)]
mod tests;

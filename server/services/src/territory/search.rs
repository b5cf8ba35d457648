//! Search over the names and codes of territories, in memory, within a keystroke.
//!
//! What people type is folded ([`domain::territory::fold`]) and cut into words; each word must begin a word of the name,
//! in any order. A number is a postal code, the beginning of one, an INSEE code, a SIREN, or, beside words, the
//! département to look in. When nothing matches, one letter may be wrong, missing, added or swapped with its neighbour.
//!
//! Order: the exact name, names that begin so, former names that are exactly so, other names with these words, other
//! former names; within each, by population. An article before the name ("Le Havre") may be left out.

mod entries;
mod hits;
mod query;
mod rank;
pub(crate) mod typo;
mod words;

pub use hits::{BearerHit, BearerKind, CommuneHit};

use super::dataset::Dataset;
use domain::territory::{CommuneCode, DepartementCode, PostalCode, Siren};
use entries::{Entry, Target};
use query::Query;
use std::sync::Arc;
use words::{Set, Words};

/// More results than anyone reads; a larger limit is brought down to it.
pub const MOST_RESULTS: usize = 100;

/// The names of a dataset, ready to be searched.
pub struct SearchIndex {
    dataset: Arc<Dataset>,
    /// By importance: present names before former ones, then by population. The place is the entry's number.
    entries: Vec<Entry>,
    words: Words,
    /// Postal codes with the entry of their commune's present name.
    postal_codes: Vec<(PostalCode, u32)>,
    /// Entry of each commune's present name, by place in the dataset.
    commune_entries: Vec<u32>,
}

/// Which of the territories are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Communes,
    Bearers,
}

/// An entry found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    entry: u32,
    /// Only by forgiving a letter.
    approximate: bool,
}

impl SearchIndex {
    /// Folds and indexes all names.
    pub fn build(dataset: Arc<Dataset>) -> Self {
        let entries = entries::of(&dataset);
        let words = Words::build(entries.iter().map(|e| &*e.text));
        let mut commune_entries = vec![0; dataset.communes().len()];
        let mut postal_codes = Vec::with_capacity(dataset.communes().len() + 5_000);
        for (number, entry) in (0u32..).zip(&entries) {
            if let Target::Commune(place) = entry.target {
                if let Some(slot) = commune_entries.get_mut(place as usize) {
                    *slot = number;
                }
                let commune = dataset.communes().get(place as usize);
                postal_codes.extend(
                    commune
                        .into_iter()
                        .flat_map(|c| c.postal_codes.iter().map(|&p| (p, number))),
                );
            }
        }
        postal_codes.sort_unstable();
        Self {
            dataset,
            entries,
            words,
            postal_codes,
            commune_entries,
        }
    }

    /// Communes for what a person typed so far, the likeliest first, at most `limit` (and [`MOST_RESULTS`]).
    /// Nothing for an empty text.
    pub fn communes(&self, typed: &str, limit: usize) -> Vec<CommuneHit> {
        let found = self.find(typed, Scope::Communes, limit);
        found
            .into_iter()
            .filter_map(|found| hits::commune(self, found))
            .collect()
    }

    /// Bodies that can bear a project: communes, EPCI, EPT, départements, régions; otherwise as [`Self::communes`].
    pub fn bearers(&self, typed: &str, limit: usize) -> Vec<BearerHit> {
        let found = self.find(typed, Scope::Bearers, limit);
        found
            .into_iter()
            .filter_map(|found| hits::bearer(self, found))
            .collect()
    }

    fn find(&self, typed: &str, scope: Scope, limit: usize) -> Vec<Found> {
        let limit = limit.min(MOST_RESULTS);
        let query = Query::read(typed);
        if query.is_empty() || limit == 0 {
            return Vec::new();
        }
        if query.words.is_empty() {
            return self.by_number(&query, scope, limit);
        }
        let exact = self.by_words(&query, scope, limit);
        if !exact.is_empty() {
            return exact;
        }
        query
            .without_lead_in()
            .map(|shorter| self.by_words(&shorter, scope, limit))
            .filter(|found| !found.is_empty())
            .or_else(|| self.by_words_in_named_departement(&query, scope, limit))
            .unwrap_or_else(|| self.by_words_with_a_typo(&query, scope, limit))
    }

    fn by_words(&self, query: &Query, scope: Scope, limit: usize) -> Vec<Found> {
        let Some(candidates) = self.words.all_beginning_with(&query.words) else {
            return Vec::new();
        };
        let text = query.words.join(" ");
        self.ranked(
            &candidates,
            scope,
            limit,
            query,
            |entry| rank::of(entry, &text),
            false,
        )
    }

    /// "saint aubin sarthe": the last words are the beginning of a département's name.
    fn by_words_in_named_departement(
        &self,
        query: &Query,
        scope: Scope,
        limit: usize,
    ) -> Option<Vec<Found>> {
        (1..query.words.len()).rev().find_map(|cut| {
            let (words, hint) = query.words.split_at(cut);
            let hint = hint.join(" ");
            let departements: Vec<DepartementCode> = self.departements_named(&hint);
            if departements.is_empty() {
                return None;
            }
            let narrowed = Query {
                words: words.to_vec(),
                departements,
                ..query.clone()
            };
            Some(self.by_words(&narrowed, scope, limit)).filter(|found| !found.is_empty())
        })
    }

    fn departements_named(&self, hint: &str) -> Vec<DepartementCode> {
        if hint.len() < 3 {
            return Vec::new();
        }
        let named = self.dataset.departements().iter().filter(|d| {
            let name = domain::territory::fold(&d.name);
            name.starts_with(hint) || rank::without_article(&name).starts_with(hint)
        });
        named.map(|d| d.code).collect()
    }

    fn by_words_with_a_typo(&self, query: &Query, scope: Scope, limit: usize) -> Vec<Found> {
        let Some(candidates) = self.words.all_but_one_letter(&query.words) else {
            return Vec::new();
        };
        let text = query.words.join(" ");
        self.ranked(
            &candidates,
            scope,
            limit,
            query,
            |entry| rank::nearly(entry, &text),
            true,
        )
    }

    /// Candidates come by importance, so each rank fills in the right order and nothing needs sorting.
    fn ranked(
        &self,
        candidates: &Set,
        scope: Scope,
        limit: usize,
        query: &Query,
        rank: impl Fn(&Entry) -> usize,
        approximate: bool,
    ) -> Vec<Found> {
        let mut ranks: [Vec<u32>; rank::RANKS] = Default::default();
        for number in candidates.iter() {
            let Some(entry) = self.entries.get(number as usize) else {
                continue;
            };
            if !self.in_scope(entry, scope) || !self.agrees(entry, query) {
                continue;
            }
            let Some(bucket) = ranks.get_mut(rank(entry)) else {
                continue;
            };
            if bucket.len() < limit && !self.holds(bucket, entry) {
                bucket.push(number);
            }
        }
        let mut found: Vec<u32> = Vec::with_capacity(limit);
        for number in ranks.into_iter().flatten() {
            if found.len() == limit {
                break;
            }
            if self
                .entries
                .get(number as usize)
                .is_some_and(|entry| !self.holds(&found, entry))
            {
                found.push(number);
            }
        }
        found
            .into_iter()
            .map(|entry| Found { entry, approximate })
            .collect()
    }

    /// The same territory is already there, under its present or another former name.
    fn holds(&self, numbers: &[u32], entry: &Entry) -> bool {
        let same = |number: &u32| {
            self.entries
                .get(*number as usize)
                .is_some_and(|e| e.target.same_as(entry.target))
        };
        numbers.iter().any(same)
    }

    fn in_scope(&self, entry: &Entry, scope: Scope) -> bool {
        scope == Scope::Bearers || entry.target.commune().is_some()
    }

    /// Every number beside the words is the département, a postal code, or the INSEE code of the place, or in its name.
    fn agrees(&self, entry: &Entry, query: &Query) -> bool {
        if query.numbers.is_empty() && query.departements.is_empty() {
            return true;
        }
        let place = entry.target.place_in(&self.dataset);
        let in_departement = query.departements.is_empty()
            || place
                .departements()
                .any(|d| query.departements.contains(&d));
        in_departement
            && query.numbers.iter().all(|number| {
                place
                    .departements()
                    .any(|d| d.as_str().eq_ignore_ascii_case(number))
                    || place
                        .postal_codes()
                        .iter()
                        .any(|p| p.as_str().starts_with(number.as_str()))
                    || place
                        .commune_code()
                        .is_some_and(|c| c.as_str().eq_ignore_ascii_case(number))
                    || entry.text.split(' ').any(|word| word == number)
            })
    }

    /// Nothing but a number was typed.
    fn by_number(&self, query: &Query, scope: Scope, limit: usize) -> Vec<Found> {
        let number = query.numbers.concat().to_ascii_uppercase();
        let mut entries: Vec<u32> = match number.len() {
            9 => Siren::parse(&number)
                .into_iter()
                .filter_map(|s| self.entry_of_siren(s))
                .collect(),
            14 => Siren::from_siret(&number)
                .into_iter()
                .filter_map(|s| self.entry_of_siren(s))
                .collect(),
            2..=5 => self.by_short_number(&number),
            _ => Vec::new(),
        };
        entries.retain(|&n| {
            self.entries
                .get(n as usize)
                .is_some_and(|entry| self.in_scope(entry, scope))
        });
        entries.truncate(limit);
        entries
            .into_iter()
            .map(|entry| Found {
                entry,
                approximate: false,
            })
            .collect()
    }

    /// The département itself, then communes by postal code, then the one with this INSEE code, present or former.
    fn by_short_number(&self, number: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = Vec::new();
        let departement = DepartementCode::parse(number).ok();
        numbers.extend(
            departement
                .and_then(|code| self.number_of(|e| e.target.is_departement(&self.dataset, code))),
        );
        let start = self
            .postal_codes
            .partition_point(|(code, _)| code.as_str() < number);
        let with_prefix = self
            .postal_codes
            .iter()
            .skip(start)
            .take_while(|(code, _)| code.as_str().starts_with(number));
        let mut communes: Vec<u32> = with_prefix.map(|&(_, entry)| entry).collect();
        if communes.is_empty()
            && let Some(code) = departement
        {
            let (dataset, places) = (&self.dataset, self.commune_entries.iter());
            communes = dataset
                .communes()
                .iter()
                .zip(places)
                .filter(|(c, _)| c.departement == code)
                .map(|(_, &n)| n)
                .collect();
        }
        communes.sort_unstable();
        communes.dedup();
        numbers.extend(communes);
        if let Some(entry) = CommuneCode::parse(number)
            .ok()
            .and_then(|code| self.entry_of_code(code))
            && !self
                .entries
                .get(entry as usize)
                .is_some_and(|e| self.holds(&numbers, e))
        {
            numbers.push(entry);
        }
        numbers
    }

    fn number_of(&self, is: impl Fn(&Entry) -> bool) -> Option<u32> {
        self.entries
            .iter()
            .position(is)
            .and_then(|place| u32::try_from(place).ok())
    }

    /// The entry that bears the code: a former name rather than the present one, when the code is the former one's.
    fn entry_of_code(&self, code: CommuneCode) -> Option<u32> {
        match self.dataset.commune_index(code) {
            Some(place) => self.commune_entries.get(place).copied(),
            None => {
                let present = self.dataset.resolve(code)?;
                let is_it = |e: &Entry| {
                    e.target
                        .former(&self.dataset)
                        .is_some_and(|f| f.code == code)
                };
                let place = self.dataset.commune_index(present.code)?;
                self.number_of(is_it)
                    .or_else(|| self.commune_entries.get(place).copied())
            }
        }
    }

    fn entry_of_siren(&self, siren: Siren) -> Option<u32> {
        match self.dataset.commune_by_siren(siren) {
            Some(commune) => self
                .commune_entries
                .get(self.dataset.commune_index(commune.code)?)
                .copied(),
            None => self.number_of(|e| e.target.is_epci(&self.dataset, siren)),
        }
    }
}

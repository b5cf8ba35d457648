//! Totals and counts of a set, kept for some seconds.
//!
//! Who reads a list turns its pages, goes to its board and its map, and asks each time for the same counts, which cost more than the rows. They are
//! kept by what was asked; those of a département are let go with the first fact that happens there, so that nobody misses
//! what she has just done.

use super::question::Question;
use crate::{Result, Services};
use domain::filter::{Filter, Follower};
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use store::desk::table::{self, FacetCount, Ground, Stamp, Totals};

/// What is late is a matter of the hour, and the nation has no stamp: this is how old its counts may be.
const SECONDS: u64 = 20;
/// Lines of counts that are kept; some hundred bytes each.
const LINES: u64 = 100_000;

/// What a set holds.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Of all projects of the set.
    pub totals: Totals,
    /// How many there are of each value of each filter.
    pub facets: Arc<[FacetCount]>,
    /// No project holds the words as they were typed: these hold words that differ by one letter.
    pub corrected: bool,
}

impl Counted {
    /// Whether the département has tags, on whichever project.
    pub fn has_tags(&self) -> bool {
        let mut facets = self.facets.iter();
        facets.any(|count| count.facet == "etiquette" && count.value.is_some())
    }
}

/// The counts that this process keeps. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Kept(Cache<Key, Counted>);

/// The same counts for whoever asks: nothing in it depends on the reader.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    departement: Option<(String, Stamp)>,
    asked: Vec<(&'static str, String)>,
}

impl Default for Kept {
    fn default() -> Self {
        let cache = Cache::builder()
            .time_to_live(Duration::from_secs(SECONDS))
            .weigher(|_, counted: &Counted| u32::try_from(counted.facets.len()).unwrap_or(u32::MAX))
            .max_capacity(LINES)
            .build();
        Self(cache)
    }
}

impl Services {
    /// The totals and the counts of a question, whose words may be put right (see [`Services::totals_of`]). One query
    /// where they are known, else two or three, and three more for words that no project holds.
    pub(super) async fn count_set(&self, question: &mut Question) -> Result<Counted> {
        let key = self.key(question).await?;
        if let Some(known) = key.as_ref().and_then(|key| self.counts.0.get(key)) {
            return Ok(known);
        }
        let (totals, corrected) = self.totals_of(question).await?;
        let facets = table::facets(self.db.read(), &question.asked()).await?;
        let counted = Counted {
            totals,
            facets: facets.into(),
            corrected,
        };
        // Words that were put right are put right again: the rows want them too.
        if let Some(key) = key.filter(|_| !question.was_corrected()) {
            self.counts.0.insert(key, counted.clone());
        }
        Ok(counted)
    }

    /// None for what is not kept: what depends on the reader, and contracts, which hold few projects.
    async fn key(&self, question: &Question) -> Result<Option<Key>> {
        let departement = match question.ground() {
            _ if of_the_reader(question.filter()) => return Ok(None),
            Ground::Departement(code) => {
                // Read before what is counted: counts may be younger than their stamp, never older.
                let stamp = table::stamp(self.db.read(), code).await?;
                Some((code.clone(), stamp))
            }
            Ground::Nation => None,
            Ground::Contracts(_) | Ground::ContractIn(..) => return Ok(None),
        };
        Ok(Some(Key {
            departement,
            asked: question.filter().pairs(),
        }))
    }
}

/// What the filter finds depends on who asks.
fn of_the_reader(filter: &Filter) -> bool {
    filter.unread
        || filter.followers.contains(&Follower::Me)
        || !filter.turns.is_empty()
        || !filter.waiting.is_empty()
}

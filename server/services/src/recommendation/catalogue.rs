//! The catalogue of help as the rule reads it.

use super::best_of_each_family;
use super::facts::ProjectFacts;
use super::rank::{self, Candidate, Scored};
use crate::Result;
use domain::blocker::BlockerKind;
use domain::ids::OfferId;
use store::ConnectionTrait;

/// Every offer that one may propose today.
pub(crate) struct Catalogue {
    titles: Vec<(OfferId, String)>,
    candidates: Vec<Candidate>,
}

/// An offer that the rule proposes.
#[derive(Clone, Debug)]
pub(crate) struct Pick {
    /// Its name in the catalogue.
    pub title: String,
    /// How well it fits, and why.
    pub scored: Scored,
}

impl Catalogue {
    /// Reads it: one query.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Self> {
        let offers = store::offer::read::all(db).await?;
        Ok(Self {
            candidates: offers.iter().filter_map(Candidate::of_row).collect(),
            titles: offers
                .into_iter()
                .map(|offer| (OfferId(offer.id), offer.title))
                .collect(),
        })
    }

    /// The best offers of each family for a kind of blocker, without those that are proposed already.
    pub fn best(&self, facts: &ProjectFacts, kind: BlockerKind, taken: &[OfferId]) -> Vec<Pick> {
        let mut ranked = rank::rank(facts, Some(kind), &self.candidates);
        ranked.retain(|scored| !taken.contains(&scored.offer));
        best_of_each_family(ranked)
            .into_iter()
            .filter_map(|scored| {
                Some(Pick {
                    title: self.title(scored.offer)?,
                    scored,
                })
            })
            .collect()
    }

    fn title(&self, offer: OfferId) -> Option<String> {
        let found = self.titles.iter().find(|(id, _)| *id == offer);
        found.map(|(_, title)| title.clone())
    }
}

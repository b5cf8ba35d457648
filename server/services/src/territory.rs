//! The real France, in memory: communes, EPCI, arrondissements, départements, régions of the official code, and the
//! search over their names. Independent of the database: it is read from the binary, and another year's package can
//! take its place while the service runs.

pub mod compact;
pub mod contracts;
pub mod dataset;
pub mod generate;
pub mod grammar;
pub mod merge;
pub mod problem;
pub mod programmes;
pub mod search;
mod text;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use std::sync::{Arc, PoisonError, RwLock};

pub use dataset::{
    Ancestors, Commune, Dataset, Departement, Epci, EpciKind, FormerCommune, FormerKind,
};
pub use problem::{Problem, Reason, Severity};
pub use search::{BearerHit, BearerKind, CommuneHit, SearchIndex};

/// The compact table of 2026 that ships inside the binary. Made by `examples/territories.rs`.
const EMBEDDED: &[u8] = include_bytes!("../data/territories-2026.tsv.br");

/// The reference data everyone shares, and the index over its names. Cheap to clone; replaced as a whole.
#[derive(Clone)]
pub struct Territories(Arc<RwLock<Arc<Gazetteer>>>);

/// One year of reference data and its search index; the two always belong together.
pub struct Gazetteer {
    /// The tables.
    pub dataset: Arc<Dataset>,
    /// The names of the tables, ready to be searched.
    pub index: SearchIndex,
}

impl Gazetteer {
    /// Indexes the names of a dataset; a few tens of milliseconds for France.
    pub fn new(dataset: Dataset) -> Self {
        let dataset = Arc::new(dataset);
        let index = SearchIndex::build(Arc::clone(&dataset));
        Self { dataset, index }
    }
}

impl Territories {
    /// The data of the binary.
    ///
    /// # Errors
    /// [`compact::CompactError`] when the binary was built with a damaged file; a test keeps that from happening.
    pub fn embedded() -> Result<Self, compact::CompactError> {
        Ok(Self::new(compact::decode(EMBEDDED)?))
    }

    /// Data of one's own: another year, or a few communes for a test.
    pub fn new(dataset: Dataset) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(Gazetteer::new(dataset)))))
    }

    /// What is current now; hold it for one request, so that one answer never mixes two years.
    pub fn current(&self) -> Arc<Gazetteer> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The tables that are current now.
    pub fn dataset(&self) -> Arc<Dataset> {
        Arc::clone(&self.current().dataset)
    }

    /// Puts another year in place. Requests that hold the former one finish with it.
    pub fn replace(&self, dataset: Dataset) {
        let next = Arc::new(Gazetteer::new(dataset));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// See [`SearchIndex::communes`].
    pub fn search_communes(&self, query: &str, limit: usize) -> Vec<CommuneHit> {
        self.current().index.communes(query, limit)
    }

    /// See [`SearchIndex::bearers`].
    pub fn search_bearers(&self, query: &str, limit: usize) -> Vec<BearerHit> {
        self.current().index.bearers(query, limit)
    }
}

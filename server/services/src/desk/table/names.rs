//! The names of places, from the reference data in memory.

use crate::outline::Sheet;
use crate::territory::{Gazetteer, Territories};
use domain::territory::{ArrondissementCode, CommuneCode, DepartementCode, RegionCode, Siren};
use std::fmt;
use std::sync::Arc;

/// Names of places as of now; the code itself where the official code knows it no more.
#[derive(Clone)]
pub struct PlaceNames(Arc<Gazetteer>);

impl fmt::Debug for PlaceNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlaceNames")
    }
}

impl PlaceNames {
    pub(crate) fn new(territories: &Territories) -> Self {
        Self(territories.current())
    }

    /// An EPCI.
    pub fn epci(&self, siren: &str) -> String {
        let code = Siren::parse(siren).ok();
        let found = code.and_then(|code| self.0.dataset.epci(code));
        found.map_or_else(|| siren.to_owned(), |epci| epci.name.to_string())
    }

    /// An arrondissement.
    pub fn arrondissement(&self, code: &str) -> String {
        let parsed = ArrondissementCode::parse(code).ok();
        let found = parsed.and_then(|code| self.0.dataset.arrondissement(code));
        found.map_or_else(|| code.to_owned(), |one| one.name.to_string())
    }

    /// A commune.
    pub fn commune(&self, code: &str) -> String {
        let parsed = CommuneCode::parse(code).ok();
        let found = parsed.and_then(|code| self.0.dataset.resolve(code));
        found.map_or_else(|| code.to_owned(), |one| one.name.to_string())
    }

    /// The commune of today that a code of any year stands for; the code itself where nobody knows it.
    pub fn present_commune(&self, code: &str) -> String {
        let parsed = CommuneCode::parse(code).ok();
        let found = parsed.and_then(|code| self.0.dataset.resolve(code));
        found.map_or_else(|| code.to_owned(), |one| one.code.to_string())
    }

    /// The EPCI of a commune of today.
    pub fn epci_of(&self, commune: &str) -> Option<Siren> {
        let code = CommuneCode::parse(commune).ok()?;
        self.0.dataset.commune(code)?.epci
    }

    /// The communes of a département that have no outline among those given: code and name.
    pub fn without_outline(&self, departement: &str, sheet: &Sheet) -> Vec<(String, String)> {
        let Ok(code) = DepartementCode::parse(departement) else {
            return Vec::new();
        };
        self.0
            .dataset
            .communes_of(code)
            .filter(|commune| sheet.area(commune.code.as_str()).is_none())
            .map(|commune| (commune.code.to_string(), commune.name.to_string()))
            .collect()
    }

    /// A région.
    pub fn region(&self, code: &str) -> String {
        let parsed = RegionCode::parse(code).ok();
        let found = parsed.and_then(|code| self.0.dataset.region(code));
        found.map_or_else(|| code.to_owned(), |one| one.name.to_string())
    }

    /// A département.
    pub fn departement(&self, code: &str) -> String {
        let parsed = DepartementCode::parse(code).ok();
        let found = parsed.and_then(|code| self.0.dataset.departement(code));
        found.map_or_else(|| code.to_owned(), |one| one.name.to_string())
    }
}

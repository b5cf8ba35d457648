//! From loose rows to tables one can look up: sorted, without duplicates, every reference leading somewhere.

use super::{Arrondissement, Commune, Dataset, Departement, Epci, FormerCommune, Region, find};
use domain::territory::{CommuneCode, Siren};

/// The rows of a dataset, before or after sorting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Year of the official code.
    pub year: u16,
    /// Package and version.
    pub source: Box<str>,
    pub regions: Vec<Region>,
    pub departements: Vec<Departement>,
    pub arrondissements: Vec<Arrondissement>,
    /// EPCI with taxing powers.
    pub epci: Vec<Epci>,
    /// Établissements publics territoriaux.
    pub ept: Vec<Epci>,
    pub communes: Vec<Commune>,
    pub former: Vec<FormerCommune>,
}

/// Why rows do not make a dataset.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DatasetError {
    #[error("{table}: the code {code} is there twice")]
    Duplicate { table: &'static str, code: String },
    #[error("{table}: {code} refers to {missing}, which is not there")]
    Dangling {
        table: &'static str,
        code: String,
        missing: String,
    },
}

fn sort_unique<T, K: Ord + ToString>(
    table: &'static str,
    rows: &mut [T],
    key: impl Fn(&T) -> K,
) -> Result<(), DatasetError> {
    rows.sort_by_key(&key);
    match rows.windows(2).find_map(|pair| match pair {
        [a, b] if key(a) == key(b) => Some(key(a).to_string()),
        _ => None,
    }) {
        Some(code) => Err(DatasetError::Duplicate { table, code }),
        None => Ok(()),
    }
}

impl Dataset {
    /// Sorts the rows and checks that they agree.
    ///
    /// # Errors
    /// [`DatasetError`] when a code is there twice or a reference leads nowhere.
    pub fn build(mut parts: Parts) -> Result<Self, DatasetError> {
        sort_unique("regions", &mut parts.regions, |r| r.code)?;
        sort_unique("departements", &mut parts.departements, |d| d.code)?;
        sort_unique("arrondissements", &mut parts.arrondissements, |a| a.code)?;
        sort_unique("epci", &mut parts.epci, |e| e.siren)?;
        sort_unique("ept", &mut parts.ept, |e| e.siren)?;
        sort_unique("communes", &mut parts.communes, |c| c.code)?;
        // One code may have several rows: the first commune déléguée often keeps the code of the whole.
        parts
            .former
            .sort_by(|a, b| (a.code, &a.name, a.kind).cmp(&(b.code, &b.name, b.kind)));
        parts.former.dedup();
        parts.check_references()?;
        let communes_by_siren = parts.sirens()?;
        let members = parts.members();
        parts.shrink();
        Ok(Self {
            parts,
            communes_by_siren,
            members,
        })
    }
}

impl Parts {
    fn check_references(&self) -> Result<(), DatasetError> {
        let dangling = |table, code: String, missing: String| {
            Err(DatasetError::Dangling {
                table,
                code,
                missing,
            })
        };
        for d in &self.departements {
            if find(&self.regions, &d.region, |r| r.code).is_none() {
                return dangling("departements", d.code.to_string(), d.region.to_string());
            }
        }
        for c in &self.communes {
            if find(&self.departements, &c.departement, |d| d.code).is_none() {
                return dangling("communes", c.code.to_string(), c.departement.to_string());
            }
            if let Some(siren) = c
                .epci
                .filter(|siren| find(&self.epci, siren, |e| e.siren).is_none())
            {
                return dangling("communes", c.code.to_string(), siren.to_string());
            }
            if let Some(siren) = c
                .ept
                .filter(|siren| find(&self.ept, siren, |e| e.siren).is_none())
            {
                return dangling("communes", c.code.to_string(), siren.to_string());
            }
        }
        for f in &self.former {
            if self.commune_place(f.present).is_none() {
                return dangling("former communes", f.code.to_string(), f.present.to_string());
            }
        }
        Ok(())
    }

    fn commune_place(&self, code: CommuneCode) -> Option<usize> {
        find(&self.communes, &code, |c| c.code)
    }

    fn sirens(&self) -> Result<Vec<(Siren, u32)>, DatasetError> {
        let mut sirens: Vec<(Siren, u32)> = (0u32..)
            .zip(&self.communes)
            .filter_map(|(place, c)| c.siren.map(|s| (s, place)))
            .collect();
        sort_unique("communes by SIREN", &mut sirens, |(s, _)| *s)?;
        Ok(sirens)
    }

    fn members(&self) -> Vec<Box<[u32]>> {
        let mut members = vec![Vec::new(); self.epci.len() + self.ept.len()];
        for (place, commune) in (0u32..).zip(&self.communes) {
            let epci = commune
                .epci
                .and_then(|siren| find(&self.epci, &siren, |e| e.siren));
            let ept = commune
                .ept
                .and_then(|siren| find(&self.ept, &siren, |e| e.siren));
            for group in [epci, ept.map(|place| self.epci.len() + place)]
                .into_iter()
                .flatten()
            {
                if let Some(list) = members.get_mut(group) {
                    list.push(place);
                }
            }
        }
        members.into_iter().map(Vec::into_boxed_slice).collect()
    }

    fn shrink(&mut self) {
        self.communes.shrink_to_fit();
        self.former.shrink_to_fit();
        self.epci.shrink_to_fit();
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let communes: usize = self
            .communes
            .iter()
            .map(|c| size_of::<Commune>() + c.name.len() + size_of_val::<[_]>(&c.postal_codes))
            .sum();
        let former: usize = self
            .former
            .iter()
            .map(|f| size_of::<FormerCommune>() + f.name.as_ref().map_or(0, |n| n.len()))
            .sum();
        let epci: usize = self
            .epci
            .iter()
            .chain(&self.ept)
            .map(|e| size_of::<Epci>() + e.name.len())
            .sum();
        communes + former + epci
    }
}

//! The tables, sorted by code, and the questions one asks them.

mod build;
mod rows;

pub use build::{DatasetError, Parts};
pub use rows::{
    Arrondissement, Commune, Departement, Epci, EpciKind, FormerCommune, FormerKind, Region, Zone,
};

use domain::territory::{ArrondissementCode, CommuneCode, DepartementCode, RegionCode, Siren};

/// One year of the official code. Never changed once built; see [`super::Territories::replace`].
///
/// Every table is sorted by code, so a lookup is a binary search: a tenth of a microsecond, and no memory besides.
#[derive(Debug)]
pub struct Dataset {
    pub(super) parts: Parts,
    /// SIREN of communes, sorted, with the place of each in `parts.communes`.
    communes_by_siren: Vec<(Siren, u32)>,
    /// Members: place in `parts.communes`, by EPCI in the order of `parts.epci`, then by EPT.
    members: Vec<Box<[u32]>>,
}

/// Everything a commune lies in. What it has none of (Ouessant has no EPCI, most have no EPT) is absent.
#[derive(Clone, Copy, Debug)]
pub struct Ancestors<'a> {
    /// The EPCI with taxing powers (communauté, métropole).
    pub epci: Option<&'a Epci>,
    /// The établissement public territorial, inside the Métropole du Grand Paris only.
    pub ept: Option<&'a Epci>,
    /// The arrondissement, seat of a sous-préfecture; none in the overseas collectivities.
    pub arrondissement: Option<&'a Arrondissement>,
    /// The département, or the overseas collectivity in its place.
    pub departement: Option<&'a Departement>,
    /// The région, or the overseas collectivity in its place.
    pub region: Option<&'a Region>,
}

fn find<T, K: Ord>(table: &[T], code: &K, key: impl Fn(&T) -> K) -> Option<usize> {
    table.binary_search_by(|row| key(row).cmp(code)).ok()
}

impl Dataset {
    /// Year of the official code.
    pub fn year(&self) -> u16 {
        self.parts.year
    }

    /// Where the data comes from, package and version.
    pub fn source(&self) -> &str {
        &self.parts.source
    }

    /// All the communes of today, by code.
    pub fn communes(&self) -> &[Commune] {
        &self.parts.communes
    }

    /// EPCI with taxing powers, by SIREN.
    pub fn epcis(&self) -> &[Epci] {
        &self.parts.epci
    }

    /// The eleven établissements publics territoriaux of Greater Paris, by SIREN.
    pub fn epts(&self) -> &[Epci] {
        &self.parts.ept
    }

    /// Départements and overseas collectivities, by code; [`Departement::is_departement`] tells them apart.
    pub fn departements(&self) -> &[Departement] {
        &self.parts.departements
    }

    /// Régions and overseas collectivities, by code.
    pub fn regions(&self) -> &[Region] {
        &self.parts.regions
    }

    /// Arrondissements, by code.
    pub fn arrondissements(&self) -> &[Arrondissement] {
        &self.parts.arrondissements
    }

    /// Codes that are not a commune's today, by code.
    pub fn former_communes(&self) -> &[FormerCommune] {
        &self.parts.former
    }

    /// The commune of today with this code.
    pub fn commune(&self, code: CommuneCode) -> Option<&Commune> {
        self.parts.communes.get(self.commune_index(code)?)
    }

    pub(super) fn commune_index(&self, code: CommuneCode) -> Option<usize> {
        find(&self.parts.communes, &code, |c| c.code)
    }

    /// What a code that is no longer (or not alone) a commune's stands for: merged, déléguée, associée, or an
    /// arrondissement of Paris, Lyon, Marseille. A commune nouvelle and its déléguée may share a code: several rows.
    pub fn former(&self, code: CommuneCode) -> &[FormerCommune] {
        let former = &self.parts.former;
        let start = former.partition_point(|f| f.code < code);
        let end = former.partition_point(|f| f.code <= code);
        former.get(start..end).unwrap_or_default()
    }

    /// The commune of today that a code, present or former, belongs to.
    pub fn resolve(&self, code: CommuneCode) -> Option<&Commune> {
        self.commune(code)
            .or_else(|| self.commune(self.former(code).first()?.present))
    }

    /// The commune with this SIREN.
    pub fn commune_by_siren(&self, siren: Siren) -> Option<&Commune> {
        let place = find(&self.communes_by_siren, &siren, |(s, _)| *s)?;
        self.parts
            .communes
            .get(self.communes_by_siren.get(place)?.1 as usize)
    }

    /// The EPCI or EPT with this SIREN.
    pub fn epci(&self, siren: Siren) -> Option<&Epci> {
        let place = self.epci_index(siren)?;
        self.parts
            .epci
            .get(place)
            .or_else(|| self.parts.ept.get(place - self.parts.epci.len()))
    }

    /// Place among the EPCI, then the EPT.
    fn epci_index(&self, siren: Siren) -> Option<usize> {
        find(&self.parts.epci, &siren, |e| e.siren).or_else(|| {
            find(&self.parts.ept, &siren, |e| e.siren).map(|place| self.parts.epci.len() + place)
        })
    }

    /// The communes of an EPCI or EPT, by code; nothing for an unknown SIREN.
    pub fn members(&self, siren: Siren) -> impl ExactSizeIterator<Item = &Commune> {
        let members = self
            .epci_index(siren)
            .and_then(|place| self.members.get(place))
            .map_or(&[][..], |m| m);
        // Every place comes from the table itself, so none is dropped here.
        let communes: Vec<&Commune> = members
            .iter()
            .filter_map(|&i| self.parts.communes.get(i as usize))
            .collect();
        communes.into_iter()
    }

    /// The communes of a département, by code.
    pub fn communes_of(&self, code: DepartementCode) -> impl Iterator<Item = &Commune> {
        self.parts
            .communes
            .iter()
            .filter(move |c| c.departement == code)
    }

    /// The départements of a région, by code.
    pub fn departements_of(&self, code: RegionCode) -> impl Iterator<Item = &Departement> {
        self.parts
            .departements
            .iter()
            .filter(move |d| d.region == code)
    }

    /// The départements an EPCI or EPT spreads over, the most populated part first.
    pub fn departements_of_epci(&self, siren: Siren) -> Vec<DepartementCode> {
        let mut people: Vec<(DepartementCode, u64)> = Vec::new();
        for commune in self.members(siren) {
            let population = u64::from(commune.population.unwrap_or(0));
            match people
                .iter_mut()
                .find(|(code, _)| *code == commune.departement)
            {
                Some((_, sum)) => *sum += population,
                None => people.push((commune.departement, population)),
            }
        }
        people.sort_by_key(|&(code, sum)| (std::cmp::Reverse(sum), code));
        people.into_iter().map(|(code, _)| code).collect()
    }

    /// The département with this code.
    pub fn departement(&self, code: DepartementCode) -> Option<&Departement> {
        self.parts
            .departements
            .get(find(&self.parts.departements, &code, |d| d.code)?)
    }

    /// The région with this code.
    pub fn region(&self, code: RegionCode) -> Option<&Region> {
        self.parts
            .regions
            .get(find(&self.parts.regions, &code, |r| r.code)?)
    }

    /// The arrondissement with this code.
    pub fn arrondissement(&self, code: ArrondissementCode) -> Option<&Arrondissement> {
        self.parts
            .arrondissements
            .get(find(&self.parts.arrondissements, &code, |a| a.code)?)
    }

    /// Everything a commune lies in.
    pub fn territory_of(&self, commune: &Commune) -> Ancestors<'_> {
        let departement = self.departement(commune.departement);
        Ancestors {
            epci: commune.epci.and_then(|siren| self.epci(siren)),
            ept: commune.ept.and_then(|siren| self.epci(siren)),
            arrondissement: commune
                .arrondissement
                .and_then(|code| self.arrondissement(code)),
            departement,
            region: departement.and_then(|d| self.region(d.region)),
        }
    }

    /// Bytes of the tables in memory, within a few per cent: for the report of an import.
    pub fn heap_bytes(&self) -> usize {
        self.parts.heap_bytes()
            + self.communes_by_siren.len() * size_of::<(Siren, u32)>()
            + self
                .members
                .iter()
                .map(|m| size_of::<Box<[u32]>>() + m.len() * size_of::<u32>())
                .sum::<usize>()
    }
}

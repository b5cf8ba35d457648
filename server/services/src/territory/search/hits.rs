//! What a search gives back: all a list of choices has to show, owned, so that it outlives the index.

use super::entries::Target;
use super::{Found, SearchIndex};
use domain::territory::{CommuneCode, DepartementCode, PostalCode, Siren};
use serde::Serialize;

/// A commune found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommuneHit {
    pub code: CommuneCode,
    pub name: String,
    pub departement: DepartementCode,
    pub departement_name: String,
    /// The main one first; may be empty.
    pub postal_codes: Vec<PostalCode>,
    /// Inhabitants, where known.
    pub population: Option<u32>,
    /// The former commune or the arrondissement whose name or code was typed, when that is why it was found.
    pub former: Option<String>,
    /// Found only by forgiving a letter: "vouliez-vous dire".
    pub approximate: bool,
}

/// Kind of a body that can bear a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BearerKind {
    Commune,
    Epci,
    Ept,
    Departement,
    Region,
}

/// A body found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BearerHit {
    pub kind: BearerKind,
    /// INSEE code of a commune, département or région; SIREN of an EPCI or EPT.
    pub code: String,
    pub name: String,
    /// None for départements and régions, and for a few communes overseas.
    pub siren: Option<Siren>,
    /// Where it lies, the most populated first: one for a commune, some for an EPCI, itself for a département, all of
    /// its own for a région.
    pub departements: Vec<DepartementCode>,
    /// Of a commune only.
    pub postal_codes: Vec<PostalCode>,
    /// Inhabitants; unknown for départements, régions and a few communes.
    pub population: Option<u32>,
    /// See [`CommuneHit::former`].
    pub former: Option<String>,
    /// See [`CommuneHit::approximate`].
    pub approximate: bool,
}

pub(super) fn commune(index: &SearchIndex, found: Found) -> Option<CommuneHit> {
    let target = index.entries.get(found.entry as usize)?.target;
    let dataset = &index.dataset;
    let commune = dataset.communes().get(target.commune()? as usize)?;
    Some(CommuneHit {
        code: commune.code,
        name: commune.name.to_string(),
        departement: commune.departement,
        departement_name: dataset
            .departement(commune.departement)
            .map(|d| d.name.to_string())
            .unwrap_or_default(),
        postal_codes: commune.postal_codes.to_vec(),
        population: commune.population,
        former: target
            .former(dataset)
            .and_then(|f| f.name.as_deref())
            .map(String::from),
        approximate: found.approximate,
    })
}

pub(super) fn bearer(index: &SearchIndex, found: Found) -> Option<BearerHit> {
    let target = index.entries.get(found.entry as usize)?.target;
    let dataset = &index.dataset;
    let bare = |kind, code: &str, name: &str, departements| BearerHit {
        kind,
        code: code.to_owned(),
        name: name.to_owned(),
        siren: None,
        departements,
        postal_codes: Vec::new(),
        population: None,
        former: None,
        approximate: found.approximate,
    };
    match target {
        Target::Commune(_) | Target::Former(..) => {
            let hit = commune(index, found)?;
            Some(BearerHit {
                siren: dataset.commune(hit.code)?.siren,
                postal_codes: hit.postal_codes,
                population: hit.population,
                former: hit.former,
                ..bare(
                    BearerKind::Commune,
                    hit.code.as_str(),
                    &hit.name,
                    vec![hit.departement],
                )
            })
        }
        Target::Epci(_) | Target::Ept(_) => {
            let epci = target.epci(dataset)?;
            let kind = if matches!(target, Target::Ept(_)) {
                BearerKind::Ept
            } else {
                BearerKind::Epci
            };
            let departements = dataset.departements_of_epci(epci.siren);
            Some(BearerHit {
                siren: Some(epci.siren),
                population: Some(epci.population),
                ..bare(kind, epci.siren.as_str(), &epci.name, departements)
            })
        }
        Target::Departement(_) => {
            let d = target.departement(dataset)?;
            Some(bare(
                BearerKind::Departement,
                d.code.as_str(),
                &d.name,
                vec![d.code],
            ))
        }
        Target::Region(place) => {
            let r = dataset.regions().get(place as usize)?;
            let departements = dataset.departements_of(r.code).map(|d| d.code).collect();
            Some(bare(
                BearerKind::Region,
                r.code.as_str(),
                &r.name,
                departements,
            ))
        }
    }
}

//! The ground of rules on the map of a département, and its names.

use crate::territory::{Commune, Dataset, grammar};
use domain::rule::{Ground, GroundKind, Reached, Rule};
use domain::territory::{ArrondissementCode, CommuneCode, DepartementCode, Siren};

/// What lies in no commune of the département: only a rule of the whole département reaches it.
const ELSEWHERE: u32 = u32::MAX;

/// A territory that a rule may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its official code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The name behind "arrondissement" or "commune": "de Cholet", "d'Angers", "du Mans".
    pub of: String,
}

/// The communes of a département, in order.
pub(super) fn communes<'a>(france: &'a Dataset, departement: &str) -> Vec<&'a Commune> {
    match DepartementCode::parse(departement) {
        Ok(code) => france.communes_of(code).collect(),
        Err(_) => Vec::new(),
    }
}

/// A rule's conditions with the communes its ground reaches.
pub(super) fn reached<'a>(communes: &[&Commune], rule: &'a Rule) -> Reached<'a> {
    let ground = &rule.draft.conditions.ground;
    let within = |commune: &Commune| match ground.kind {
        GroundKind::Departement => true,
        GroundKind::Commune => has(ground, commune.code.as_str()),
        GroundKind::Arrondissement => commune
            .arrondissement
            .is_some_and(|code| has(ground, code.as_str())),
        GroundKind::Epci => commune
            .epci
            .is_some_and(|siren| has(ground, siren.as_ref())),
    };
    let mut cells: std::collections::BTreeSet<u32> = (0_u32..)
        .zip(communes)
        .filter(|(_, commune)| within(commune))
        .map(|(cell, _)| cell)
        .collect();
    // Codes that no commune of the département has (an EPCI that is no more) reach nothing that others do.
    if ground.kind == GroundKind::Departement || cells.is_empty() {
        cells.insert(ELSEWHERE);
    }
    Reached {
        conditions: &rule.draft.conditions,
        cells,
    }
}

fn has(ground: &Ground, code: &str) -> bool {
    ground.codes.iter().any(|one| one == code)
}

/// The territories of a ground; a code that is not known any more is its own name.
pub(super) fn places(france: &Dataset, ground: &Ground) -> Vec<Place> {
    let known = |code: &String| {
        let found = match ground.kind {
            GroundKind::Departement => None,
            GroundKind::Arrondissement => arrondissement(france, code),
            GroundKind::Epci => epci(france, code),
            GroundKind::Commune => CommuneCode::parse(code)
                .ok()
                .and_then(|code| france.commune(code))
                .map(commune),
        };
        found.unwrap_or_else(|| Place {
            code: code.clone(),
            name: code.clone(),
            of: format!("de {code}"),
        })
    };
    ground.codes.iter().map(known).collect()
}

fn arrondissement(france: &Dataset, code: &str) -> Option<Place> {
    let found = france.arrondissement(ArrondissementCode::parse(code).ok()?)?;
    Some(Place {
        code: found.code.to_string(),
        name: found.name.to_string(),
        of: grammar::commune(&found.name, found.liaison),
    })
}

fn epci(france: &Dataset, siren: &str) -> Option<Place> {
    let found = france.epci(Siren::parse(siren).ok()?)?;
    Some(Place {
        code: found.siren.to_string(),
        name: found.name.to_string(),
        of: found.name.to_string(),
    })
}

/// A commune as a place.
pub(super) fn commune(commune: &Commune) -> Place {
    Place {
        code: commune.code.to_string(),
        name: commune.name.to_string(),
        of: grammar::commune(&commune.name, commune.liaison),
    }
}

/// The arrondissements of a département, by name.
pub(super) fn arrondissements(france: &Dataset, departement: &str) -> Vec<Place> {
    let of = france
        .arrondissements()
        .iter()
        .filter(|one| one.departement.as_str() == departement);
    let mut found: Vec<Place> = of
        .filter_map(|one| arrondissement(france, one.code.as_str()))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The EPCI that have a commune in a département, by name.
pub(super) fn epcis(france: &Dataset, communes: &[&Commune]) -> Vec<Place> {
    let mut codes: Vec<Siren> = communes.iter().filter_map(|one| one.epci).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut found: Vec<Place> = codes
        .iter()
        .filter_map(|siren| epci(france, siren.as_ref()))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// "de Cholet", "du Mans": to follow "arrondissement".
pub(super) fn of_arrondissement(found: &crate::territory::dataset::Arrondissement) -> String {
    grammar::commune(&found.name, found.liaison)
}

//! The ground of a portrait: its signatories or its communes, and who lives there.

use crate::outline::{self, Sheet};
use crate::territory::Dataset;
use domain::territory::{CommuneCode, DepartementCode, Siren};
use std::collections::BTreeSet;
use store::contract::Signatory as Row;

/// Somebody who signed a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// Its name.
    pub name: String,
    /// A commune that signed alone, and not an EPCI.
    pub alone: bool,
    /// Inhabitants; none where the official code does not know it.
    pub inhabitants: Option<i64>,
    /// Its other contracts: code and name.
    pub others: Vec<(String, String)>,
}

/// The ground of a portrait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Who signed; empty for what nobody signs.
    pub signatories: Vec<Signatory>,
    /// Communes, each once.
    pub communes: usize,
    /// Their codes.
    pub codes: BTreeSet<CommuneCode>,
    /// Inhabitants of those communes.
    pub inhabitants: i64,
}

/// Départements whose communes still make one readable drawing.
const TOGETHER: usize = 4;

impl Ground {
    /// That of a contract: the communes of the EPCI that signed, and those that signed alone.
    pub fn of_contract(dataset: &Dataset, rows: Vec<Row>) -> Self {
        let mut communes = BTreeSet::new();
        let mut signatories: Vec<(String, Signatory)> = Vec::new();
        for row in rows {
            let other = row.other_code.zip(row.other_name);
            if let Some((siren, last)) = signatories.last_mut()
                && *siren == row.siren
            {
                last.others.extend(other);
                continue;
            }
            let own = communes_of(dataset, &row.siren, row.commune_code.as_deref());
            let signatory = Signatory {
                name: row.name,
                alone: row.commune_code.is_some(),
                inhabitants: (!own.is_empty()).then(|| inhabitants(dataset, &own)),
                others: other.into_iter().collect(),
            };
            communes.extend(own);
            signatories.push((row.siren, signatory));
        }
        Self {
            signatories: signatories.into_iter().map(|(_, one)| one).collect(),
            communes: communes.len(),
            inhabitants: inhabitants(dataset, &communes),
            codes: communes,
        }
    }

    /// That of some communes, by their codes of any year.
    pub fn of_communes(dataset: &Dataset, codes: &[String]) -> Self {
        let communes: BTreeSet<CommuneCode> = codes
            .iter()
            .filter_map(|code| dataset.resolve(CommuneCode::parse(code).ok()?))
            .map(|commune| commune.code)
            .collect();
        Self {
            signatories: Vec::new(),
            communes: communes.len(),
            inhabitants: inhabitants(dataset, &communes),
            codes: communes,
        }
    }

    /// That of a département.
    pub fn of_departement(dataset: &Dataset, code: &str) -> Self {
        let Ok(code) = DepartementCode::parse(code) else {
            return Self::default();
        };
        let communes: BTreeSet<CommuneCode> =
            dataset.communes_of(code).map(|one| one.code).collect();
        Self {
            signatories: Vec::new(),
            communes: communes.len(),
            inhabitants: inhabitants(dataset, &communes),
            codes: communes,
        }
    }

    /// The outlines of the départements it lies in; none where it lies in too many to be drawn, or nowhere known.
    pub fn sheets(&self) -> Vec<Sheet> {
        let departements: BTreeSet<DepartementCode> = self
            .codes
            .iter()
            .filter_map(CommuneCode::departement)
            .collect();
        if departements.len() > TOGETHER {
            return Vec::new();
        }
        departements
            .iter()
            .filter_map(|code| outline::sheet(code.as_str()))
            .collect()
    }
}

fn communes_of(dataset: &Dataset, siren: &str, alone: Option<&str>) -> BTreeSet<CommuneCode> {
    if let Some(code) = alone {
        let known = CommuneCode::parse(code).ok();
        let commune = known.and_then(|code| dataset.resolve(code));
        return commune.map(|one| one.code).into_iter().collect();
    }
    Siren::parse(siren).map_or_else(
        |_| BTreeSet::new(),
        |siren| dataset.members(siren).map(|one| one.code).collect(),
    )
}

fn inhabitants(dataset: &Dataset, communes: &BTreeSet<CommuneCode>) -> i64 {
    communes
        .iter()
        .filter_map(|code| dataset.commune(*code)?.population)
        .map(i64::from)
        .sum()
}

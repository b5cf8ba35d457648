//! From the npm package `@etalab/decoupage-administratif`, unpacked in a folder, to a dataset.
//!
//! Source: INSEE (Code officiel géographique), DGCL (Banatic), La Poste, gathered by Etalab; package under MIT, data
//! under Licence Ouverte 2.0. Version 6 is the official code of 2026, version 5 of 2025, and so on.

mod json;

use super::compact;
use super::dataset::{
    Arrondissement, Commune, Dataset, DatasetError, Departement, Epci, EpciKind, FormerCommune,
    FormerKind, Parts, Region, Zone,
};
use super::grammar::Liaison;
use super::problem::{Problem, Reason};
use domain::territory::{
    ArrondissementCode, CodeError, CommuneCode, DepartementCode, PostalCode, RegionCode, Siren,
};
use std::collections::HashMap;
use std::path::Path;

/// A package read: the dataset, and what in it was not understood.
#[derive(Debug)]
pub struct Generated {
    pub dataset: Dataset,
    /// `line` is the row of the JSON array, from 1; `column` is the file and property.
    pub problems: Vec<Problem>,
}

/// Why a folder is not the package.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    #[error("{file}: {source}")]
    Read {
        file: String,
        source: std::io::Error,
    },
    #[error("{file}: {source}")]
    Json {
        file: String,
        source: serde_json::Error,
    },
    #[error("the version {0} of the package is not understood")]
    Version(String),
    #[error(transparent)]
    Dataset(#[from] DatasetError),
}

/// Reads `package.json` and `data/*.json` of the unpacked package. Rows with malformed codes are left out and told.
///
/// # Errors
/// [`GenerateError`] when a file is missing or is not what the package holds, or when the tables do not agree.
pub fn from_package(dir: &Path) -> Result<Generated, GenerateError> {
    let package: json::Package = json::read(dir, "package.json")?;
    // Major version 6 is 2026; the package says so in its README.
    let major: Option<u16> = package
        .version
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    let year = major
        .map(|major| 2020 + major)
        .ok_or_else(|| GenerateError::Version(package.version.clone()))?;
    from_json(
        year,
        &format!("{} {}", package.name, package.version),
        json::Tables {
            communes: json::read(dir, "data/communes.json")?,
            epci: json::read(dir, "data/epci.json")?,
            // The package holds EPT since 2023 only.
            ept: if dir.join("data/ept.json").exists() {
                json::read(dir, "data/ept.json")?
            } else {
                Vec::new()
            },
            departements: json::read(dir, "data/departements.json")?,
            regions: json::read(dir, "data/regions.json")?,
            arrondissements: json::read(dir, "data/arrondissements.json")?,
        },
    )
}

fn from_json(year: u16, source: &str, tables: json::Tables) -> Result<Generated, GenerateError> {
    let mut reader = Reader::default();
    let mut parts = Parts {
        year,
        source: source.into(),
        ..Parts::default()
    };
    parts.regions = reader.rows("regions.json", tables.regions, region);
    parts.departements = reader.rows("departements.json", tables.departements, departement);
    parts.arrondissements = reader.rows(
        "arrondissements.json",
        tables.arrondissements,
        arrondissement,
    );
    let regions: HashMap<DepartementCode, RegionCode> = parts
        .departements
        .iter()
        .map(|d| (d.code, d.region))
        .collect();
    let epci_of = members(&tables.epci);
    let ept_of = members(&tables.ept);
    parts.epci = reader.rows("epci.json", tables.epci, epci);
    parts.ept = reader.rows("ept.json", tables.ept, epci);
    let (present, linked): (Vec<_>, Vec<_>) = tables
        .communes
        .into_iter()
        .partition(|c| c.kind == "commune-actuelle");
    parts.former = reader.rows("communes.json", linked, former);
    let merged = old_codes(&mut reader, &present, &parts.former);
    parts.former.extend(merged);
    parts.communes = reader.rows("communes.json", present, |c| {
        let code = CommuneCode::parse(&c.code)?;
        let departement = code.departement().ok_or(CodeError::Shape)?;
        commune(
            c,
            code,
            departement,
            *regions.get(&departement).ok_or(CodeError::Shape)?,
            &epci_of,
            &ept_of,
        )
    });
    reader.unknown_members("epci.json", &epci_of, &parts.communes);
    reader.unknown_members("ept.json", &ept_of, &parts.communes);
    Ok(Generated {
        dataset: Dataset::build(parts)?,
        problems: reader.problems,
    })
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn rows<J, T>(
        &mut self,
        file: &'static str,
        rows: Vec<J>,
        read: impl Fn(&J) -> Result<T, CodeError>,
    ) -> Vec<T>
    where
        J: json::Row,
    {
        let mut kept = Vec::with_capacity(rows.len());
        for (line, row) in (1..).zip(&rows) {
            match read(row) {
                Ok(row) => kept.push(row),
                Err(_) => self
                    .problems
                    .push(Problem::new(line, file, row.code(), Reason::BadCode)),
            }
        }
        kept
    }

    fn unknown_members(
        &mut self,
        file: &'static str,
        of: &HashMap<String, Siren>,
        communes: &[Commune],
    ) {
        let known: std::collections::HashSet<&str> =
            communes.iter().map(|c| c.code.as_str()).collect();
        let mut unknown: Vec<_> = of
            .keys()
            .filter(|code| !known.contains(code.as_str()))
            .collect();
        unknown.sort();
        self.problems.extend(
            unknown
                .into_iter()
                .map(|code| Problem::new(0, file, code, Reason::UnknownTerritory)),
        );
    }
}

/// The package's word, or what the code says in the years that have none: the package then held the 101 départements only.
fn zone(word: Option<&str>, code: &str) -> Result<Zone, CodeError> {
    match word {
        Some(word) => compact::zone(word).ok_or(CodeError::Shape),
        None if code.starts_with("97") || matches!(code, "01" | "02" | "03" | "04" | "06") => {
            Ok(Zone::Drom)
        }
        None => Ok(Zone::Metropole),
    }
}

fn region(r: &json::Region) -> Result<Region, CodeError> {
    Ok(Region {
        code: RegionCode::parse(&r.code)?,
        name: r.nom.trim().into(),
        liaison: Liaison::from_tncc(r.liaison),
        seat: CommuneCode::parse(&r.seat).ok(),
        zone: zone(r.zone.as_deref(), &r.code)?,
    })
}

fn departement(d: &json::Departement) -> Result<Departement, CodeError> {
    Ok(Departement {
        code: DepartementCode::parse(&d.code)?,
        region: RegionCode::parse(&d.region)?,
        name: d.nom.trim().into(),
        liaison: Liaison::from_tncc(d.liaison),
        seat: CommuneCode::parse(&d.seat).ok(),
        zone: zone(d.zone.as_deref(), &d.code)?,
    })
}

fn arrondissement(a: &json::Arrondissement) -> Result<Arrondissement, CodeError> {
    Ok(Arrondissement {
        code: ArrondissementCode::parse(&a.code)?,
        departement: DepartementCode::parse(&a.departement)?,
        name: a.nom.trim().into(),
        liaison: Liaison::from_tncc(a.liaison),
        seat: CommuneCode::parse(&a.seat).ok(),
    })
}

fn epci(e: &json::Epci) -> Result<Epci, CodeError> {
    Ok(Epci {
        siren: Siren::parse(&e.code)?,
        name: e
            .nom
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .into(),
        kind: EpciKind::from_code(&e.kind).ok_or(CodeError::Shape)?,
        population: e
            .population
            .unwrap_or_else(|| e.membres.iter().filter_map(|m| m.population).sum()),
    })
}

fn commune(
    c: &json::Commune,
    code: CommuneCode,
    departement: DepartementCode,
    region: RegionCode,
    epci_of: &HashMap<String, Siren>,
    ept_of: &HashMap<String, Siren>,
) -> Result<Commune, CodeError> {
    Ok(Commune {
        code,
        name: c.nom.trim().into(),
        liaison: Liaison::from_tncc(c.liaison),
        departement,
        region,
        // Mayotte has no arrondissement: the package writes an empty text.
        arrondissement: c
            .arrondissement
            .as_deref()
            .filter(|a| !a.is_empty())
            .map(ArrondissementCode::parse)
            .transpose()?,
        siren: c
            .siren
            .as_deref()
            .filter(|s| !s.is_empty())
            .map(Siren::parse)
            .transpose()?,
        epci: epci_of.get(&c.code).copied(),
        ept: ept_of.get(&c.code).copied(),
        postal_codes: c
            .postal_codes
            .iter()
            .map(|p| PostalCode::parse(p))
            .collect::<Result<_, _>>()?,
        population: c.population,
    })
}

/// Déléguées, associées and arrondissements of Paris, Lyon and Marseille: they have a name and say whose they are.
fn former(c: &json::Commune) -> Result<FormerCommune, CodeError> {
    let (kind, present) = match c.kind.as_str() {
        "commune-deleguee" => (FormerKind::Deleguee, &c.seat),
        "commune-associee" => (FormerKind::Associee, &c.seat),
        "arrondissement-municipal" => (FormerKind::MunicipalArrondissement, &c.commune),
        _ => return Err(CodeError::Shape),
    };
    Ok(FormerCommune {
        code: CommuneCode::parse(&c.code)?,
        name: Some(c.nom.trim().into()),
        kind,
        present: CommuneCode::parse(present.as_deref().unwrap_or_default())?,
    })
}

/// Old codes of present communes that no déléguée or associée names.
fn old_codes(
    reader: &mut Reader,
    present: &[json::Commune],
    named: &[FormerCommune],
) -> Vec<FormerCommune> {
    let named: std::collections::HashSet<CommuneCode> = named.iter().map(|f| f.code).collect();
    let mut old = Vec::new();
    for (line, commune) in (1..).zip(present) {
        let Ok(today) = CommuneCode::parse(&commune.code) else {
            continue;
        };
        for code in &commune.old_codes {
            match CommuneCode::parse(code) {
                Ok(code) if named.contains(&code) => {}
                Ok(code) => old.push(FormerCommune {
                    code,
                    name: None,
                    kind: FormerKind::Merged,
                    present: today,
                }),
                Err(_) => {
                    reader
                        .problems
                        .push(Problem::new(line, "communes.json", code, Reason::BadCode))
                }
            }
        }
    }
    old
}

/// Commune code to SIREN of the group it is a member of.
fn members(groups: &[json::Epci]) -> HashMap<String, Siren> {
    let pairs = groups
        .iter()
        .filter_map(|e| Some((Siren::parse(&e.code).ok()?, e)));
    pairs
        .flat_map(|(siren, e)| e.membres.iter().map(move |m| (m.code.clone(), siren)))
        .collect()
}

#[cfg(test)]
mod tests;

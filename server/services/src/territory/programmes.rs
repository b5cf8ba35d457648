//! The national programmes: Petites villes de demain, Villages d'avenir, Action cœur de ville, as GeoJSON files.
//!
//! One feature per place: `id_territoire` (`pvd-01-971-1`), `lib_territoire`, `date_signature` (may be missing),
//! `liste_geo` ("Château-Chinon (Ville) (58062)", several joined by "; ", the code in the last parentheses), and a point
//! per commune in WGS 84, longitude first. Perimeters are not in the files.

mod json;

use super::dataset::Dataset;
use super::problem::{Problem, Reason};
use super::text;
use domain::territory::{CommuneCode, ContractCode};
use time::Date;
use time::macros::format_description;

/// A national programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Programme {
    /// Petites villes de demain.
    Pvd,
    /// Villages d'avenir.
    Va,
    /// Action cœur de ville.
    Acv,
}

impl Programme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pvd, Self::Va, Self::Acv];

    /// The letters its identifiers begin with.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pvd => "pvd",
            Self::Va => "va",
            Self::Acv => "acv",
        }
    }

    /// The programme with these letters.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|programme| programme.code() == code)
    }
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct ProgrammesFile {
    /// In the order of the file.
    pub places: Vec<ProgrammePlace>,
    /// In the order of the lines.
    pub problems: Vec<Problem>,
    /// Features read.
    pub features: usize,
}

/// A place in a programme: a commune, or some together.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammePlace {
    /// Identifier of the file, unique: `pvd-01-971-1`, `va-01-01`, `acv-001`.
    pub code: ContractCode,
    pub programme: Programme,
    pub name: String,
    /// None where the file has none.
    pub signed_on: Option<Date>,
    /// At least one, each once.
    pub communes: Vec<ProgrammeCommune>,
    /// Longitude and latitude in degrees, one for each commune named, in the file's order.
    pub positions: Vec<(f64, f64)>,
    pub line: u64,
}

/// A commune of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeCommune {
    /// The commune of today.
    pub code: CommuneCode,
    /// The code the file gives, another when the commune has merged since.
    pub named_code: CommuneCode,
    /// The name the file gives.
    pub name: String,
}

/// Reads a file of one of the programmes, resolving communes in the reference data. Never fails as a whole.
pub fn parse(bytes: &[u8], dataset: &Dataset) -> ProgrammesFile {
    let decoded = text::decode(bytes);
    let mut file = ProgrammesFile::default();
    let collection: json::Collection = match serde_json::from_str(&decoded) {
        Ok(collection) => collection,
        Err(error) => {
            let line = u64::try_from(error.line()).unwrap_or(0);
            file.problems.push(Problem::new(
                line,
                "",
                error.to_string(),
                Reason::Unreadable,
            ));
            return file;
        }
    };
    let lines = lines(&decoded, collection.features.len());
    for (feature, line) in collection.features.iter().zip(lines) {
        file.features += 1;
        match place(feature, line, dataset, &mut file.problems) {
            Ok(place) if file.places.iter().any(|known| known.code == place.code) => {
                file.problems.push(Problem::new(
                    line,
                    "id_territoire",
                    place.code.as_str(),
                    Reason::Repeated,
                ));
            }
            Ok(place) => file.places.push(place),
            Err(problem) => file.problems.push(problem),
        }
    }
    file
}

/// Line of each feature, found by its identifier; the number of the feature where the layout of the file hides it.
fn lines(text: &str, features: usize) -> Vec<u64> {
    let with_id = (1u64..)
        .zip(text.lines())
        .flat_map(|(line, t)| t.matches("\"id_territoire\"").map(move |_| line));
    let found: Vec<u64> = with_id.collect();
    if found.len() == features {
        found
    } else {
        (1..).take(features).collect()
    }
}

fn place(
    feature: &json::Feature,
    line: u64,
    dataset: &Dataset,
    problems: &mut Vec<Problem>,
) -> Result<ProgrammePlace, Problem> {
    let properties = &feature.properties;
    let code = ContractCode::parse(&properties.id)
        .map_err(|_| Problem::new(line, "id_territoire", &properties.id, Reason::BadCode))?;
    let programme = Programme::from_code(code.kind())
        .ok_or_else(|| Problem::new(line, "id_territoire", &properties.id, Reason::BadValue))?;
    let communes = communes(&properties.communes, line, dataset, problems);
    if communes.is_empty() {
        return Err(Problem::new(
            line,
            "liste_geo",
            &properties.communes,
            Reason::Empty,
        ));
    }
    let positions = feature
        .geometry
        .as_ref()
        .map(json::Geometry::points)
        .unwrap_or_default();
    let signed_on = properties
        .signed_on
        .as_deref()
        .filter(|text| !text.trim().is_empty())
        .and_then(|text| {
            let date = Date::parse(text.trim(), format_description!("[year]-[month]-[day]"));
            date.map_err(|_| {
                problems.push(Problem::new(line, "date_signature", text, Reason::BadDate))
            })
            .ok()
        });
    Ok(ProgrammePlace {
        name: properties.name.trim().to_owned(),
        code,
        programme,
        signed_on,
        communes,
        positions,
        line,
    })
}

fn communes(
    list: &str,
    line: u64,
    dataset: &Dataset,
    problems: &mut Vec<Problem>,
) -> Vec<ProgrammeCommune> {
    let mut communes: Vec<ProgrammeCommune> = Vec::new();
    for text in list
        .split(';')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let mut tell = |reason| problems.push(Problem::new(line, "liste_geo", text, reason));
        let Some((name, named_code)) = name_and_code(text) else {
            tell(Reason::BadCode);
            continue;
        };
        let Some(commune) = dataset.resolve(named_code) else {
            tell(Reason::UnknownTerritory);
            continue;
        };
        if commune.code != named_code {
            tell(Reason::FormerCommune);
        }
        // Two communes named by the file may have merged into one since.
        if !communes.iter().any(|known| known.code == commune.code) {
            communes.push(ProgrammeCommune {
                code: commune.code,
                named_code,
                name: name.to_owned(),
            });
        }
    }
    communes
}

/// "Château-Chinon (Ville) (58062)": the code is in the last parentheses.
fn name_and_code(text: &str) -> Option<(&str, CommuneCode)> {
    let (name, code) = text.strip_suffix(')')?.rsplit_once('(')?;
    let code = CommuneCode::parse(code)
        .or_else(|_| CommuneCode::repair(code))
        .ok()?;
    Some((name.trim(), code))
}

#[cfg(test)]
mod tests;

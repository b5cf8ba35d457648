//! The shapes of the package's files, with its French field names. What is not used is not read.

use super::GenerateError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

#[derive(Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
}

pub struct Tables {
    pub communes: Vec<Commune>,
    pub epci: Vec<Epci>,
    pub ept: Vec<Epci>,
    pub departements: Vec<Departement>,
    pub regions: Vec<Region>,
    pub arrondissements: Vec<Arrondissement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Commune {
    pub code: String,
    pub nom: String,
    #[serde(default, rename = "typeLiaison")]
    pub liaison: u8,
    #[serde(rename = "type")]
    pub kind: String,
    pub arrondissement: Option<String>,
    pub siren: Option<String>,
    #[serde(default, rename = "codesPostaux")]
    pub postal_codes: Vec<String>,
    pub population: Option<u32>,
    #[serde(default, rename = "anciensCodes")]
    pub old_codes: Vec<String>,
    /// Of a déléguée or associée: the present commune.
    #[serde(rename = "chefLieu")]
    pub seat: Option<String>,
    /// Of an arrondissement municipal: the city.
    pub commune: Option<String>,
}

#[derive(Deserialize)]
pub struct Epci {
    pub code: String,
    pub nom: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(rename = "populationMunicipale")]
    pub population: Option<u32>,
    pub membres: Vec<Member>,
}

#[derive(Deserialize)]
pub struct Member {
    pub code: String,
    #[serde(rename = "populationMunicipale")]
    pub population: Option<u32>,
}

#[derive(Deserialize)]
pub struct Departement {
    pub code: String,
    pub region: String,
    pub nom: String,
    #[serde(rename = "chefLieu")]
    pub seat: String,
    #[serde(default, rename = "typeLiaison")]
    pub liaison: u8,
    /// Missing before 2022.
    pub zone: Option<String>,
}

#[derive(Deserialize)]
pub struct Region {
    pub code: String,
    pub nom: String,
    #[serde(rename = "chefLieu")]
    pub seat: String,
    #[serde(default, rename = "typeLiaison")]
    pub liaison: u8,
    /// Missing before 2022.
    pub zone: Option<String>,
}

#[derive(Deserialize)]
pub struct Arrondissement {
    pub code: String,
    pub departement: String,
    pub nom: String,
    #[serde(rename = "chefLieu")]
    pub seat: String,
    #[serde(default, rename = "typeLiaison")]
    pub liaison: u8,
}

/// A row that can be named in a report.
pub trait Row {
    fn code(&self) -> &str;
}

macro_rules! row {
    ($($name:ident),*) => {
        $(impl Row for $name {
            fn code(&self) -> &str {
                &self.code
            }
        })*
    };
}

row!(Commune, Epci, Departement, Region, Arrondissement);

pub fn read<T: DeserializeOwned>(dir: &Path, name: &str) -> Result<T, GenerateError> {
    let path = dir.join(name);
    let file = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|source| GenerateError::Read {
        file: file.clone(),
        source,
    })?;
    serde_json::from_slice(&bytes).map_err(|source| GenerateError::Json { file, source })
}

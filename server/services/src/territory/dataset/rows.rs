//! One row of each table.

use crate::territory::grammar::{self, Liaison};
use domain::territory::{
    ArrondissementCode, CommuneCode, DepartementCode, PostalCode, RegionCode, Siren,
};

/// Where a département or région lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Mainland and Corsica.
    Metropole,
    /// Département et région d'outre-mer: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte.
    Drom,
    /// Overseas collectivity, which is no département (Polynésie française, Saint-Martin).
    Com,
}

/// A région, or an overseas collectivity in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    pub code: RegionCode,
    pub name: Box<str>,
    pub liaison: Liaison,
    /// The commune of the préfecture de région.
    pub seat: Option<CommuneCode>,
    pub zone: Zone,
}

/// A département, or an overseas collectivity in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departement {
    pub code: DepartementCode,
    pub region: RegionCode,
    pub name: Box<str>,
    pub liaison: Liaison,
    /// The commune of the préfecture.
    pub seat: Option<CommuneCode>,
    pub zone: Zone,
}

/// An arrondissement: the ground of a sous-préfecture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrondissement {
    pub code: ArrondissementCode,
    pub departement: DepartementCode,
    pub name: Box<str>,
    pub liaison: Liaison,
    /// The commune of the (sous-)préfecture.
    pub seat: Option<CommuneCode>,
}

/// The legal kind of an EPCI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EpciKind {
    /// Communauté de communes.
    Cc,
    /// Communauté d'agglomération.
    Ca,
    /// Communauté urbaine.
    Cu,
    /// Métropole.
    Metropole,
    /// Métropole de Lyon, a collectivity of its own kind.
    MetropoleDeLyon,
    /// Établissement public territorial, inside the Métropole du Grand Paris.
    Ept,
}

impl EpciKind {
    /// The package's and the CRTE file's word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cc => "CC",
            Self::Ca => "CA",
            Self::Cu => "CU",
            Self::Metropole => "METRO",
            Self::MetropoleDeLyon => "MET69",
            Self::Ept => "EPT",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Cc,
            Self::Ca,
            Self::Cu,
            Self::Metropole,
            Self::MetropoleDeLyon,
            Self::Ept,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// An EPCI (or EPT).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epci {
    pub siren: Siren,
    /// Official name with its kind in short: `CC Faucigny - Glières`, `Dijon Métropole`.
    pub name: Box<str>,
    pub kind: EpciKind,
    /// Inhabitants (population municipale).
    pub population: u32,
}

/// A commune of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    pub code: CommuneCode,
    /// Official name with its article: `L'Haÿ-les-Roses`.
    pub name: Box<str>,
    pub liaison: Liaison,
    pub departement: DepartementCode,
    pub region: RegionCode,
    /// None in the overseas collectivities.
    pub arrondissement: Option<ArrondissementCode>,
    /// None in the overseas collectivities.
    pub siren: Option<Siren>,
    /// None on four islands and in the overseas collectivities.
    pub epci: Option<Siren>,
    /// In Greater Paris only.
    pub ept: Option<Siren>,
    /// In the package's order, the main one first; a few communes have none.
    pub postal_codes: Box<[PostalCode]>,
    /// Inhabitants (population municipale); unknown for a few uninhabited or overseas communes.
    pub population: Option<u32>,
}

/// Why a code is not a commune's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormerKind {
    /// Merged long ago without leaving a déléguée or associée; its name is known only if an older package told it.
    Merged,
    /// Commune déléguée of a commune nouvelle (since 2010); the first one often keeps the code of the whole.
    Deleguee,
    /// Commune associée (law of 1971).
    Associee,
    /// Not a former commune, but resolved the same way: an arrondissement of Paris, Lyon or Marseille.
    MunicipalArrondissement,
}

/// A code or a name that leads to a commune of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerCommune {
    pub code: CommuneCode,
    pub name: Option<Box<str>>,
    pub kind: FormerKind,
    /// The commune of today.
    pub present: CommuneCode,
}

impl Departement {
    /// One of the 101, and not an overseas collectivity.
    pub fn is_departement(&self) -> bool {
        self.zone != Zone::Com
    }

    /// "de la Sarthe", "de l'Ain": to follow "préfecture" or "département".
    pub fn of(&self) -> String {
        grammar::departement(self.code, &self.name, self.liaison)
    }
}

impl Region {
    /// One of the 18, and not an overseas collectivity.
    pub fn is_region(&self) -> bool {
        self.zone != Zone::Com
    }

    /// "de la Bretagne", "du Grand Est", "des Pays de la Loire".
    pub fn of(&self) -> String {
        grammar::region(&self.name, self.liaison)
    }
}

impl Commune {
    /// "du Mans", "d'Angers", "de L'Haÿ-les-Roses": to follow "commune" or "mairie".
    pub fn of(&self) -> String {
        grammar::commune(&self.name, self.liaison)
    }
}

impl Arrondissement {
    /// "du Blanc", "de Saumur": to follow "arrondissement" or "sous-préfecture".
    pub fn of(&self) -> String {
        grammar::commune(&self.name, self.liaison)
    }
}

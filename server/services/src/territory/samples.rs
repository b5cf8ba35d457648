//! A France of a few communes, for tests. Codes and names are real, the rest is made up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::dataset::{
    Commune, Dataset, Departement, Epci, EpciKind, FormerCommune, FormerKind, Parts, Region, Zone,
};
use super::grammar::Liaison;
use domain::territory::{CommuneCode, DepartementCode, RegionCode, Siren};

pub const CC_GEX: &str = "240100750";
pub const CA_BOURG: &str = "200071751";
pub const EPT_PLAINE_COMMUNE: &str = "200057867";

pub fn code(text: &str) -> CommuneCode {
    CommuneCode::parse(text).unwrap()
}

pub fn siren(text: &str) -> Siren {
    Siren::parse(text).unwrap()
}

/// A SIREN for a commune: any eight digits made of its code, and the right last one.
pub fn siren_of(commune: &str) -> Siren {
    let stem: String = format!("210{commune}").replace(['A', 'B'], "0");
    (0..10)
        .find_map(|last| Siren::parse(&format!("{stem}{last}")).ok())
        .unwrap()
}

pub fn commune(text: &str, name: &str, epci: Option<&str>) -> Commune {
    let departement = code(text).departement().unwrap();
    Commune {
        code: code(text),
        name: name.into(),
        liaison: Liaison::None,
        departement,
        region: RegionCode::parse("84").unwrap(),
        arrondissement: None,
        siren: Some(siren_of(text)),
        epci: epci.map(siren),
        ept: None,
        postal_codes: Box::default(),
        population: Some(1_000),
    }
}

pub fn former(text: &str, name: Option<&str>, kind: FormerKind, present: &str) -> FormerCommune {
    FormerCommune {
        code: code(text),
        name: name.map(Into::into),
        kind,
        present: code(present),
    }
}

pub fn parts(communes: Vec<Commune>, former: Vec<FormerCommune>) -> Parts {
    let region = RegionCode::parse("84").unwrap();
    let departement = |code: &str, name: &str| Departement {
        code: DepartementCode::parse(code).unwrap(),
        region,
        name: name.into(),
        liaison: Liaison::Elided,
        seat: None,
        zone: Zone::Metropole,
    };
    let epci = |number: &str, name: &str, kind| Epci {
        siren: siren(number),
        name: name.into(),
        kind,
        population: 10_000,
    };
    Parts {
        year: 2026,
        source: "sample".into(),
        regions: vec![Region {
            code: region,
            name: "Auvergne-Rhône-Alpes".into(),
            liaison: Liaison::Vowel,
            seat: None,
            zone: Zone::Metropole,
        }],
        departements: vec![
            departement("58", "Nièvre"),
            departement("01", "Ain"),
            departement("12", "Aveyron"),
        ],
        arrondissements: Vec::new(),
        epci: vec![
            epci(CC_GEX, "CA du Pays de Gex", EpciKind::Ca),
            epci(CA_BOURG, "CA du Bassin de Bourg", EpciKind::Ca),
        ],
        ept: vec![epci(EPT_PLAINE_COMMUNE, "Plaine Commune", EpciKind::Ept)],
        communes,
        former,
    }
}

/// Three communes of the Ain, one of which was formed of two, and two elsewhere.
pub fn france() -> Dataset {
    let communes = vec![
        commune("01173", "Gex", Some(CC_GEX)),
        commune("01053", "Bourg-en-Bresse", Some(CA_BOURG)),
        commune("01025", "Bâgé-Dommartin", Some(CA_BOURG)),
        commune("58062", "Château-Chinon (Ville)", None),
        commune("12218", "Conques-en-Rouergue", None),
    ];
    let former = vec![
        former(
            "01025",
            Some("Bâgé-la-Ville"),
            FormerKind::Deleguee,
            "01025",
        ),
        former("01144", Some("Dommartin"), FormerKind::Deleguee, "01025"),
        former("12076", Some("Conques"), FormerKind::Deleguee, "12218"),
        former("01052", None, FormerKind::Merged, "01053"),
    ];
    Dataset::build(parts(communes, former)).unwrap()
}

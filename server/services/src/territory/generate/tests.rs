#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::territory::samples::code;
use std::fs;

const REGIONS: &str = r#"[{"code":"84","chefLieu":"69123","nom":"Auvergne-Rhône-Alpes","typeLiaison":1,"zone":"metro"}]"#;
const DEPARTEMENTS: &str = r#"[{"code":"01","region":"84","chefLieu":"01053","nom":"Ain","typeLiaison":5,"zone":"metro"}]"#;
const ARRONDISSEMENTS: &str = r#"[{"code":"012","departement":"01","region":"84","chefLieu":"01053","nom":"Bourg-en-Bresse","typeLiaison":0}]"#;
const EPCI: &str = r#"[{"code":"200071751","nom":"CA  du Bassin de Bourg","type":"CA","modeFinancement":"FPU","populationMunicipale":42,
    "membres":[{"code":"01053"},{"code":"01025"},{"code":"01998"}]}]"#;
const COMMUNES: &str = r#"[
    {"code":"01053","nom":"Bourg-en-Bresse","typeLiaison":0,"zone":"metro","arrondissement":"012","type":"commune-actuelle",
     "siren":"210100533","codesPostaux":["01000"],"population":41000,"anciensCodes":["01052"]},
    {"code":"01025","nom":"Bâgé-Dommartin","typeLiaison":0,"zone":"metro","arrondissement":"","type":"commune-actuelle",
     "anciensCodes":["01144","1x"]},
    {"code":"01144","nom":"Dommartin","type":"commune-deleguee","chefLieu":"01025"},
    {"code":"1","nom":"Faux","type":"commune-actuelle"},
    {"code":"02001","nom":"Ailleurs","type":"commune-actuelle"}
]"#;

fn package(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("data")).unwrap();
    let all = [
        ("package.json", r#"{"name":"sample","version":"6.0.0"}"#),
        ("data/regions.json", REGIONS),
        ("data/departements.json", DEPARTEMENTS),
        ("data/arrondissements.json", ARRONDISSEMENTS),
        ("data/epci.json", EPCI),
        ("data/communes.json", COMMUNES),
    ];
    for (name, text) in all.iter().chain(files) {
        fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

#[test]
fn a_package_becomes_tables_and_tells_what_it_left_out() {
    let dir = package(&[]);
    let Generated { dataset, problems } = from_package(dir.path()).unwrap();
    assert_eq!(
        (dataset.year(), dataset.source(), dataset.communes().len()),
        (2026, "sample 6.0.0", 2)
    );
    let bourg = dataset.commune(code("01053")).unwrap();
    assert_eq!(dataset.resolve(code("01052")), Some(bourg));
    assert_eq!(dataset.commune_by_siren(bourg.siren.unwrap()), Some(bourg));
    let ancestors = dataset.territory_of(bourg);
    assert_eq!(&*ancestors.epci.unwrap().name, "CA du Bassin de Bourg");
    assert_eq!(&*ancestors.arrondissement.unwrap().name, "Bourg-en-Bresse");
    assert_eq!(ancestors.departement.unwrap().of(), "de l'Ain");
    assert_eq!(ancestors.region.unwrap().code.as_str(), "84");
    assert_eq!(dataset.resolve(code("01144")).unwrap().code, code("01025"));
    assert_eq!(dataset.members(ancestors.epci.unwrap().siren).count(), 2);
    let told: Vec<_> = problems
        .iter()
        .map(|p| (p.value.as_str(), p.reason))
        .collect();
    let expected = [
        ("1x", Reason::BadCode),
        ("1", Reason::BadCode),
        ("02001", Reason::BadCode),
        ("01998", Reason::UnknownTerritory),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_compact_file_gives_the_same_tables_back() {
    let dir = package(&[]);
    let dataset = from_package(dir.path()).unwrap().dataset;
    let bytes = compact::encode(&dataset).unwrap();
    assert_eq!(compact::encode(&dataset).unwrap(), bytes);
    assert_eq!(compact::decode(&bytes).unwrap().parts, dataset.parts);
    assert!(compact::decode(&bytes[..bytes.len() / 2]).is_err());
    assert!(compact::decode(b"no such thing").is_err());
}

#[test]
fn a_folder_that_is_not_the_package_is_refused() {
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(
        from_package(empty.path()),
        Err(GenerateError::Read { .. })
    ));
    let broken = package(&[("data/epci.json", "{")]);
    assert!(matches!(
        from_package(broken.path()),
        Err(GenerateError::Json { .. })
    ));
    let odd = package(&[("package.json", r#"{"name":"sample","version":"next"}"#)]);
    assert!(matches!(
        from_package(odd.path()),
        Err(GenerateError::Version(_))
    ));
    let twice = package(&[(
        "data/regions.json",
        &REGIONS.replace("}]", "},{\"code\":\"84\",\"chefLieu\":\"\",\"nom\":\"\"}]"),
    )]);
    assert!(matches!(
        from_package(twice.path()),
        Err(GenerateError::Dataset(DatasetError::Duplicate { .. }))
    ));
}

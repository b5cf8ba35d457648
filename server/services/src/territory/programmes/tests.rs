#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use super::*;
use crate::territory::samples::{code, france};
use proptest::prelude::*;
use time::macros::date;

fn feature(id: &str, date: &str, list: &str, geometry: &str) -> String {
    format!(
        "{{ \"type\": \"Feature\", \"properties\": {{ \"id_territoire\": \"{id}\", \"lib_territoire\": \"Lieu {id}\", \
         \"date_signature\": {date}, \"liste_geo\": \"{list}\" }}, \"geometry\": {geometry} }}"
    )
}

fn read(features: &[String]) -> ProgrammesFile {
    let text = format!(
        "{{\n\"type\": \"FeatureCollection\",\n\"features\": [\n{}\n]\n}}\n",
        features.join(",\n")
    );
    parse(text.as_bytes(), &france())
}

const POINT: &str = "{ \"type\": \"Point\", \"coordinates\": [ 5.22, 46.2 ] }";
const POINTS: &str =
    "{ \"type\": \"MultiPoint\", \"coordinates\": [ [ 5.22, 46.2 ], [ 6.06, 46.33 ] ] }";

#[test]
fn places_of_three_programmes() {
    let file = read(&[
        feature(
            "pvd-84-58-1",
            "\"2021-05-28\"",
            "Château-Chinon (Ville) (58062)",
            POINT,
        ),
        feature("va-12-01", "null", "Conques (12076)", "null"),
        feature(
            "acv-001",
            "\"\"",
            "Bourg-en-Bresse (01053); Gex (1173)",
            POINTS,
        ),
    ]);
    assert_eq!((file.features, file.places.len()), (3, 3));
    let [pvd, va, acv] = file.places.as_slice() else {
        panic!("three places")
    };
    assert_eq!(
        (pvd.programme, va.programme, acv.programme),
        (Programme::Pvd, Programme::Va, Programme::Acv)
    );
    assert_eq!(pvd.signed_on, Some(date!(2021 - 05 - 28)));
    assert_eq!(
        (pvd.communes[0].code, &*pvd.communes[0].name),
        (code("58062"), "Château-Chinon (Ville)")
    );
    assert_eq!(
        (va.communes[0].code, va.communes[0].named_code),
        (code("12218"), code("12076"))
    );
    assert_eq!(
        acv.communes.iter().map(|c| c.code).collect::<Vec<_>>(),
        [code("01053"), code("01173")]
    );
    assert_eq!(
        (pvd.positions.len(), va.positions.len(), acv.positions.len()),
        (1, 0, 2)
    );
    assert_eq!(acv.positions[1], (6.06, 46.33));
    assert_eq!((pvd.line, acv.line), (4, 6));
    let [problem] = file.problems.as_slice() else {
        panic!("one problem")
    };
    assert_eq!((problem.line, problem.reason), (5, Reason::FormerCommune));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let file = read(&[
        feature(
            "pvd-84-01-1",
            "\"hier\"",
            "Gex (01173); Nulle part (01999)",
            POINT,
        ),
        feature("pvd-84-01-1", "null", "Gex (01173)", POINT),
        feature("zzz-84-01-1", "null", "Gex (01173)", POINT),
        feature("", "null", "Gex (01173)", POINT),
        feature("pvd-84-01-2", "null", "Gex", POINT),
        feature(
            "pvd-84-01-3",
            "null",
            "",
            "{ \"type\": \"Polygon\", \"coordinates\": [] }",
        ),
    ]);
    assert_eq!(file.places.len(), 1);
    let told: Vec<_> = file.problems.iter().map(|p| (p.line, p.reason)).collect();
    let expected = [
        (4, Reason::UnknownTerritory),
        (4, Reason::BadDate),
        (5, Reason::Repeated),
        (6, Reason::BadValue),
        (7, Reason::BadCode),
        (8, Reason::BadCode),
        (8, Reason::Empty),
        (9, Reason::Empty),
    ];
    assert_eq!(told, expected);
    let broken = parse(b"{\n\n oups", &france());
    assert_eq!(
        (broken.problems[0].line, broken.problems[0].reason),
        (3, Reason::Unreadable)
    );
}

proptest! {
    #[test]
    fn no_text_panics(bytes in proptest::collection::vec(any::<u8>(), 0..100), id in "[ -!#-\\[\\]-~é]{0,12}", list in "[ -!#-\\[\\]-~é();]{0,40}") {
        parse(&bytes, &france());
        let file = read(&[feature(&id, "null", &list, POINT)]);
        prop_assert!(file.places.is_empty() || file.places[0].communes.len() == 1);
    }
}

/// The real files, outside the project: `MEC_SHARED_DATA` is the folder that holds `territories/`.
#[test]
fn the_real_files() {
    let Some(dir) = std::env::var_os("MEC_SHARED_DATA") else {
        println!("SKIPPED: MEC_SHARED_DATA is not set, the real lists of programmes were not read");
        return;
    };
    let dataset = crate::territory::Territories::embedded().unwrap().dataset();
    for (programme, features, communes, unsigned, former) in [
        (Programme::Pvd, 1645, 1645, 8, 0),
        (Programme::Va, 2498, 2498, 2498, 8),
        (Programme::Acv, 232, 245, 232, 0),
    ] {
        let path =
            std::path::Path::new(&dir).join(format!("territories/{}.geojson", programme.code()));
        let file = parse(&std::fs::read(path).unwrap(), &dataset);
        assert_eq!(
            (file.features, file.places.len()),
            (features, features),
            "{programme:?}"
        );
        assert!(file.places.iter().all(|place| place.programme == programme));
        assert_eq!(
            file.places
                .iter()
                .map(|place| place.communes.len())
                .sum::<usize>(),
            communes,
            "{programme:?}"
        );
        assert_eq!(
            file.places
                .iter()
                .filter(|place| place.signed_on.is_none())
                .count(),
            unsigned,
            "{programme:?}"
        );
        assert_eq!(
            file.problems
                .iter()
                .filter(|p| p.reason == Reason::FormerCommune)
                .count(),
            former,
            "{programme:?}"
        );
        assert_eq!(
            file.problems.len(),
            former,
            "{programme:?}: {:?}",
            file.problems
        );
        assert!(
            file.places
                .iter()
                .all(|place| place.positions.len() == place.communes.len()),
            "{programme:?}"
        );
    }
}

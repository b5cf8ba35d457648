#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;
use crate::territory::Territories;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Square kilometres of an area, on a sphere, each ring cut out of the first of its polygon.
fn area_km2(sheet: &Sheet, area: &Area) -> f64 {
    let ring = |ring: &Ring| {
        let points: Vec<(f64, f64)> = sheet.points(ring).iter().map(|p| p.degrees()).collect();
        let next = points.iter().cycle().skip(1);
        let sum: f64 = points
            .iter()
            .zip(next)
            .map(|(a, b)| {
                (b.0 - a.0).to_radians() * (a.1.to_radians().sin() + b.1.to_radians().sin())
            })
            .sum();
        (sum * 6371.0 * 6371.0 / 2.0).abs()
    };
    area.polygons
        .iter()
        .map(|rings| ring(&rings[0]) - rings[1..].iter().map(ring).sum::<f64>())
        .sum()
}

#[test]
fn every_commune_has_an_outline_or_is_known_not_to() {
    let dataset = Territories::embedded().unwrap().dataset();
    let missing = embedded().unwrap().without_outline(&dataset).unwrap();
    let (overseas, others): (Vec<_>, Vec<_>) = missing
        .iter()
        .map(String::as_str)
        .partition(|code| *code >= "975");
    assert_eq!(others, ["15031", "15035", "15047", "15171"]);
    assert_eq!(overseas.len(), 94);
    assert!(overseas.iter().all(|code| !code.starts_with("976")));
}

#[test]
fn a_sheet_holds_the_communes_of_its_departement_and_each_is_a_surface() {
    let dataset = Territories::embedded().unwrap().dataset();
    for name in embedded().unwrap().names().filter(|name| *name != FRANCE) {
        let sheet = sheet(name).unwrap();
        for area in &sheet.areas {
            let code = domain::territory::CommuneCode::parse(&area.code).unwrap();
            let commune = dataset.commune(code).expect(&area.code);
            assert_eq!(commune.departement.as_str(), name);
            for ring in area.polygons.iter().flatten() {
                let ends: Vec<_> = ring
                    .iter()
                    .map(|arc| {
                        let points = sheet.arc(arc.index);
                        let (first, last) = (points[0], points[points.len() - 1]);
                        if arc.is_reversed {
                            (last, first)
                        } else {
                            (first, last)
                        }
                    })
                    .collect();
                for (one, next) in ends.iter().zip(ends.iter().cycle().skip(1)) {
                    assert_eq!(one.1, next.0, "{}: a ring is cut", area.code);
                }
            }
            assert!(area_km2(&sheet, area) > 0.0, "{} is nothing", area.code);
        }
    }
}

#[test]
fn the_surfaces_are_those_of_the_country() {
    let france = sheet(FRANCE).unwrap();
    let mut own = BTreeMap::new();
    for departement in &france.areas {
        let communes = sheet(&departement.code).unwrap();
        let sum: f64 = communes.areas.iter().map(|c| area_km2(&communes, c)).sum();
        let outline = area_km2(&france, departement);
        // Coasts and islands are lost at the scale of the country, and small départements are rough.
        let apart = (outline - sum).abs();
        assert!(
            apart < sum * 0.04 + 20.0,
            "{}: {sum} {outline}",
            departement.code
        );
        own.insert(departement.code.clone(), sum);
    }
    assert_eq!(own.len(), 101);
    // Published surfaces, in square kilometres.
    for (code, known) in [
        ("49", 7_166.0),
        ("75", 105.4),
        ("974", 2_504.0),
        ("2A", 4_014.0),
        ("973", 83_534.0),
    ] {
        let found = own[code];
        assert!((found - known).abs() < known * 0.025, "{code}: {found}");
    }
}

#[test]
fn neighbours_share_their_border_once() {
    let sheet = sheet("49").unwrap();
    let mut used = vec![0; sheet.arcs.len()];
    for arc in sheet
        .areas
        .iter()
        .flat_map(|a| a.polygons.iter().flatten().flatten())
    {
        used[arc.index as usize] += 1;
    }
    assert!(used.iter().all(|n| (1..=2).contains(n)));
    let borders = sheet.borders(|_| ());
    let edges = borders.iter().filter(|b| **b == Border::Edge).count();
    assert!(
        edges > 50 && edges * 4 < borders.len(),
        "{edges} of {}",
        borders.len()
    );
    assert!(!borders.contains(&Border::Group));
    assert!(sheet.borders(str::to_owned).contains(&Border::Group));
}

#[test]
fn every_cut_of_a_file_is_an_error() {
    let names = ["49".to_owned(), "a".to_owned()];
    let file = encode(&names.map(|name| (name, small()))).unwrap();
    for length in 0..file.len() {
        let opened = Atlas::open(&file[..length]);
        assert!(opened.is_err(), "{length} of {} bytes", file.len());
    }
    assert!(Atlas::open(&file).is_ok());
}

fn small() -> Sheet {
    let p = |x, y| Point { x, y };
    Sheet {
        arcs: vec![vec![p(0, 0), p(5, 0)], vec![p(5, 0), p(0, 5), p(0, 0)]],
        areas: vec![Area {
            code: "49007".into(),
            polygons: vec![vec![vec![
                ArcRef {
                    index: 0,
                    is_reversed: false,
                },
                ArcRef {
                    index: 1,
                    is_reversed: false,
                },
            ]]],
        }],
    }
}

prop_compose! {
    fn any_sheet()(
        arcs in prop::collection::vec(prop::collection::vec((any::<i32>(), any::<i32>()), 0..6), 1..6),
        areas in prop::collection::vec(
            ("[0-9AB]{2,5}", prop::collection::vec(
                prop::collection::vec(prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..4), 1..3),
                1..3,
            )),
            0..5,
        ),
    ) -> Sheet {
        let count = arcs.len();
        let arc = |(index, is_reversed): (prop::sample::Index, bool)| ArcRef {
            index: u32::try_from(index.index(count)).unwrap(),
            is_reversed,
        };
        let ring = |ring: Vec<_>| ring.into_iter().map(arc).collect();
        let polygon = |rings: Vec<Vec<_>>| rings.into_iter().map(ring).collect();
        Sheet {
            arcs: arcs
                .into_iter()
                .map(|arc| arc.into_iter().map(|(x, y)| Point { x, y }).collect())
                .collect(),
            areas: areas
                .into_iter()
                .map(|(code, polygons)| Area { code, polygons: polygons.into_iter().map(polygon).collect() })
                .collect(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back(sheet in any_sheet()) {
        let file = encode(&[("49".to_owned(), sheet.clone())]).unwrap();
        let atlas = Atlas::open(&file).unwrap();
        prop_assert_eq!(atlas.sheet("49").unwrap(), Some(sheet));
        prop_assert_eq!(atlas.sheet("50").unwrap(), None);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), place in any::<prop::sample::Index>()) {
        let _ = read::unpack_body(&bytes);
        let mut file = encode(&[("49".to_owned(), small())]).unwrap();
        let at = place.index(file.len());
        file[at] ^= bytes.first().copied().unwrap_or(1);
        if let Ok(atlas) = Atlas::open(&file) {
            let _ = atlas.sheet("49");
        }
    }
}

//! From mapshaper's TopoJSON to sheets.

use crate::Failure;
use serde::Deserialize;
use services::outline::{ArcRef, Area, Point, Ring, STEPS_A_DEGREE, Sheet};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What a file holds, in the units of TopoJSON without quantisation: degrees.
#[derive(Deserialize)]
pub struct Topology {
    arcs: Vec<Vec<[f64; 2]>>,
    objects: HashMap<String, Collection>,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
struct Properties {
    code: Option<String>,
    dep: String,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Shape {
    Polygon { arcs: Vec<Vec<i64>> },
    MultiPolygon { arcs: Vec<Vec<Vec<i64>>> },
}

impl Shape {
    fn polygons(&self) -> Vec<&Vec<Vec<i64>>> {
        match self {
            Self::Polygon { arcs } => vec![arcs],
            Self::MultiPolygon { arcs } => arcs.iter().collect(),
        }
    }
}

impl Topology {
    pub fn read(path: &Path) -> Result<Self, Failure> {
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    }

    fn geometries(&self) -> impl Iterator<Item = &Geometry> {
        self.objects.values().flat_map(|object| &object.geometries)
    }

    /// One sheet a département, of its communes.
    pub fn by_departement(&self) -> Result<Vec<(String, Sheet)>, Failure> {
        let mut groups: BTreeMap<&str, Vec<&Geometry>> = BTreeMap::new();
        for geometry in self.geometries() {
            let group = groups.entry(&geometry.properties.dep).or_default();
            group.push(geometry);
        }
        groups
            .into_iter()
            .map(|(dep, group)| Ok((dep.to_owned(), self.sheet(group)?)))
            .collect()
    }

    /// One sheet of everything.
    pub fn whole(&self) -> Result<Sheet, Failure> {
        self.sheet(self.geometries().collect())
    }

    fn sheet(&self, mut geometries: Vec<&Geometry>) -> Result<Sheet, Failure> {
        geometries.sort_by_key(|geometry| code(geometry));
        let mut places: HashMap<usize, u32> = HashMap::new();
        let mut sheet = Sheet::default();
        for geometry in geometries {
            let polygons = geometry
                .shape
                .polygons()
                .into_iter()
                .map(|rings| {
                    rings
                        .iter()
                        .map(|ring| self.ring(ring, &mut places, &mut sheet.arcs))
                        .collect::<Result<Vec<_>, _>>()
                })
                .collect::<Result<Vec<_>, _>>()?;
            sheet.areas.push(Area {
                code: code(geometry).to_owned(),
                polygons,
            });
        }
        Ok(sheet)
    }

    /// The arcs of a ring, each put into the sheet when it is met first.
    fn ring(
        &self,
        ring: &[i64],
        places: &mut HashMap<usize, u32>,
        arcs: &mut Vec<Vec<Point>>,
    ) -> Result<Ring, Failure> {
        ring.iter()
            .map(|&arc| {
                // A negative number is the complement of the place: the arc is walked backwards.
                let is_reversed = arc < 0;
                let from = usize::try_from(if is_reversed { !arc } else { arc })?;
                let points = self.arcs.get(from).ok_or("an arc that is not there")?;
                let next = u32::try_from(arcs.len())?;
                let index = *places.entry(from).or_insert_with(|| {
                    arcs.push(on_the_grid(points));
                    next
                });
                Ok(ArcRef { index, is_reversed })
            })
            .collect()
    }
}

fn code(geometry: &Geometry) -> &str {
    let properties = &geometry.properties;
    properties.code.as_deref().unwrap_or(&properties.dep)
}

/// Points on the grid, those that fall on the one before left out; both ends stay.
fn on_the_grid(points: &[[f64; 2]]) -> Vec<Point> {
    let grid = |degrees: f64| (degrees * STEPS_A_DEGREE).round() as i32;
    let mut out: Vec<Point> = Vec::new();
    for [x, y] in points {
        let point = Point {
            x: grid(*x),
            y: grid(*y),
        };
        if out.last() != Some(&point) {
            out.push(point);
        }
    }
    out
}

//! From the table of communes to GeoJSON.

use crate::{Failure, wkb};
use serde::Deserialize;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};

#[derive(Deserialize)]
struct Row {
    id: String,
    code: String,
    #[serde(rename = "type")]
    kind: String,
    commune_parent_id: String,
    geometry: String,
}

type Polygons = Vec<Vec<wkb::Ring>>;

/// Writes one feature a commune. One that has merged and has no whole contour yet is made of those of its former communes:
/// several features of the same code, which mapshaper joins.
pub fn geojson(table: impl Read, out: impl Write) -> Result<(), Failure> {
    let rows: Vec<Row> = csv::Reader::from_reader(table)
        .deserialize()
        .collect::<Result<_, _>>()?;
    let communes: HashMap<&str, &Row> = rows
        .iter()
        .filter(|row| row.kind == "COM")
        .map(|row| (row.id.as_str(), row))
        .collect();
    let polygons: HashMap<&str, Polygons> = rows
        .iter()
        .filter(|row| is_drawn(row))
        .map(|row| Ok((row.id.as_str(), wkb::polygons(&row.geometry)?)))
        .collect::<Result<_, Failure>>()?;
    let merged = merged(&rows, &polygons);
    let mut out = std::io::BufWriter::new(out);
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    for row in &rows {
        let Some(own) = polygons.get(row.id.as_str()) else {
            continue;
        };
        let code = match row.kind.as_str() {
            "COM" if !merged.contains(row.id.as_str()) => &row.code,
            "COMD" => match communes.get(row.commune_parent_id.as_str()) {
                Some(parent) if merged.contains(parent.id.as_str()) => &parent.code,
                _ => continue,
            },
            _ => continue,
        };
        let feature = json!({
            "type": "Feature",
            "properties": { "code": code, "dep": departement(code) },
            "geometry": { "type": "MultiPolygon", "coordinates": own },
        });
        if !std::mem::take(&mut first) {
            writeln!(out, ",")?;
        }
        serde_json::to_writer(&mut out, &feature)?;
    }
    writeln!(out, "]}}")?;
    Ok(())
}

/// The communes that have merged and whose own contour is missing or still that of one of the merged: their former communes
/// cover more.
fn merged<'a>(rows: &'a [Row], polygons: &HashMap<&str, Polygons>) -> HashSet<&'a str> {
    let surface = |id: &str| polygons.get(id).map_or(0.0, surface);
    let mut parts: HashMap<&str, f64> = HashMap::new();
    for row in rows.iter().filter(|row| row.kind == "COMD") {
        *parts.entry(&row.commune_parent_id).or_default() += surface(&row.id);
    }
    parts
        .into_iter()
        .filter(|(parent, sum)| *sum > surface(parent) * 1.05)
        .map(|(parent, _)| parent)
        .collect()
}

/// In square degrees, holes left out.
fn surface(polygons: &Polygons) -> f64 {
    let twice = |ring: &wkb::Ring| -> f64 {
        let next = ring.iter().skip(1);
        let pairs = ring.iter().zip(next);
        pairs.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
    };
    let rings = polygons.iter().filter_map(|rings| rings.first());
    rings.map(|ring| (twice(ring) / 2.0).abs()).sum()
}

fn is_drawn(row: &Row) -> bool {
    !matches!(row.geometry.as_str(), "" | "\\N")
}

/// "49007" → "49", "97105" → "971".
fn departement(code: &str) -> &str {
    let length = if code.starts_with("97") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}

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

/// Writes one feature a commune. One that has merged and has no contour of its own yet is made of those of its former
/// communes: several features of the same code, which mapshaper joins.
pub fn geojson(table: impl Read, out: impl Write) -> Result<(), Failure> {
    let rows: Vec<Row> = csv::Reader::from_reader(table)
        .deserialize()
        .collect::<Result<_, _>>()?;
    let communes: HashMap<&str, &Row> = rows
        .iter()
        .filter(|row| row.kind == "COM")
        .map(|row| (row.id.as_str(), row))
        .collect();
    let drawn: HashSet<&str> = communes
        .values()
        .filter(|row| is_drawn(row))
        .map(|row| row.code.as_str())
        .collect();
    let mut out = std::io::BufWriter::new(out);
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    for row in rows.iter().filter(|row| is_drawn(row)) {
        let code = match row.kind.as_str() {
            "COM" => &row.code,
            "COMD" => match communes.get(row.commune_parent_id.as_str()) {
                Some(parent) if !drawn.contains(parent.code.as_str()) => &parent.code,
                _ => continue,
            },
            _ => continue,
        };
        let feature = json!({
            "type": "Feature",
            "properties": { "code": code, "dep": departement(code) },
            "geometry": { "type": "MultiPolygon", "coordinates": wkb::polygons(&row.geometry)? },
        });
        if !std::mem::take(&mut first) {
            writeln!(out, ",")?;
        }
        serde_json::to_writer(&mut out, &feature)?;
    }
    writeln!(out, "]}}")?;
    Ok(())
}

fn is_drawn(row: &Row) -> bool {
    !matches!(row.geometry.as_str(), "" | "\\N")
}

/// "49007" → "49", "97105" → "971".
fn departement(code: &str) -> &str {
    let length = if code.starts_with("97") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}

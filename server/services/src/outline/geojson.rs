//! Outlines as GeoJSON (RFC 7946), for maps that are drawn in the browser.

use super::{Area, Point, Ring, Sheet};
use std::fmt::Write;

/// Every area of a sheet with its code as its id. Four digits behind the point are eleven metres: half a step of the grid.
pub fn geojson(sheet: &Sheet) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (place, area) in sheet.areas.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        feature(&mut out, sheet, area);
    }
    out.push_str("]}");
    out
}

/// Codes are letters and digits: nothing in them to escape.
fn feature(out: &mut String, sheet: &Sheet, area: &Area) {
    let code: String = area
        .code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    out.push_str("{\"type\":\"Feature\",\"properties\":{\"code\":\"");
    out.push_str(&code);
    out.push_str("\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":");
    list(out, &area.polygons, |out, rings| {
        list(out, rings, |out, ring| line(out, sheet, ring));
    });
    out.push_str("}}");
}

fn line(out: &mut String, sheet: &Sheet, ring: &Ring) {
    let mut points = sheet.points(ring);
    // A ring of GeoJSON ends where it began.
    points.extend(points.first().copied());
    list(out, &points, |out, point| place(out, *point));
}

fn place(out: &mut String, point: Point) {
    let (east, north) = point.degrees();
    // Writing to a `String` cannot fail.
    let _ = write!(out, "[{east:.4},{north:.4}]");
}

fn list<T>(out: &mut String, all: &[T], one: impl Fn(&mut String, &T)) {
    out.push('[');
    for (place, each) in all.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        one(out, each);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::outline::{middles, sheet};
    use serde_json::Value;

    #[test]
    fn every_commune_is_a_closed_shape_around_its_middle() {
        let sheet = sheet("49").unwrap();
        let read: Value = serde_json::from_str(&geojson(&sheet)).unwrap();
        let features = read["features"].as_array().unwrap();
        assert_eq!(features.len(), sheet.areas.len());
        let middles = middles("49");
        for feature in features {
            let code = feature["properties"]["code"].as_str().unwrap();
            let polygons = feature["geometry"]["coordinates"].as_array().unwrap();
            let rings = polygons.iter().flat_map(|rings| rings.as_array().unwrap());
            let (mut west, mut east, mut south, mut north) =
                (180.0_f64, -180.0_f64, 90.0_f64, -90.0_f64);
            for ring in rings {
                let points = ring.as_array().unwrap();
                assert!(points.len() >= 4, "{code}");
                assert_eq!(points.first(), points.last(), "{code}");
                for point in points {
                    let (x, y) = (point[0].as_f64().unwrap(), point[1].as_f64().unwrap());
                    (west, east) = (west.min(x), east.max(x));
                    (south, north) = (south.min(y), north.max(y));
                }
            }
            let (x, y) = middles[code];
            assert!(
                west < x && x < east && south < y && y < north,
                "{code} {x} {y}"
            );
        }
        // Angers: 47.47 north, 0.55 west.
        let (x, y) = middles["49007"];
        assert!(
            (x + 0.55).abs() < 0.05 && (y - 47.47).abs() < 0.05,
            "{x} {y}"
        );
    }
}

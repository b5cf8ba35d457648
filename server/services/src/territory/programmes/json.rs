//! The GeoJSON of the programmes, as far as it is read.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Collection {
    pub features: Vec<Feature>,
}

#[derive(Deserialize)]
pub struct Feature {
    pub properties: Properties,
    pub geometry: Option<Geometry>,
}

#[derive(Deserialize)]
pub struct Properties {
    #[serde(default, rename = "id_territoire")]
    pub id: String,
    #[serde(default, rename = "lib_territoire")]
    pub name: String,
    #[serde(default, rename = "date_signature")]
    pub signed_on: Option<String>,
    #[serde(default, rename = "liste_geo")]
    pub communes: String,
}

/// Any geometry; only points are understood.
#[derive(Deserialize)]
pub struct Geometry {
    #[serde(default)]
    coordinates: serde_json::Value,
}

impl Geometry {
    /// Longitude and latitude of a Point or of each point of a MultiPoint; nothing for other shapes.
    pub fn points(&self) -> Vec<(f64, f64)> {
        if let Some(point) = point(&self.coordinates) {
            return vec![point];
        }
        self.coordinates
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(point)
            .collect()
    }
}

fn point(position: &serde_json::Value) -> Option<(f64, f64)> {
    Some((position.get(0)?.as_f64()?, position.get(1)?.as_f64()?))
}

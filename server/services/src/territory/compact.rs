//! The compact file: the tables as tab-separated lines, compressed with brotli. It ships in the binary, and an imported
//! year can be kept in the same form.
//!
//! A line begins with the letter of its table: `Y` year and source, `R` région, `D` département, `A` arrondissement,
//! `E` EPCI, `T` EPT, `C` commune, `F` former code; `#` is a comment. Tables come in that order, since a commune names
//! its EPCI by its place. The département of a commune is read from its code, the région from the département.

mod read;
mod write;

use super::dataset::{Dataset, DatasetError, FormerKind, Zone};
use std::io::{Read, Write};

/// Larger than any year; a damaged or hostile file must not fill the memory.
const LARGEST: u64 = 64 << 20;

/// Why bytes are not a compact file.
#[derive(Debug, thiserror::Error)]
pub enum CompactError {
    #[error("not a brotli stream of text: {0}")]
    Compression(#[from] std::io::Error),
    #[error("line {line}: the field {field} is missing or malformed")]
    Field { line: usize, field: &'static str },
    #[error(transparent)]
    Dataset(#[from] DatasetError),
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// [`CompactError`], with the line.
pub fn decode(bytes: &[u8]) -> Result<Dataset, CompactError> {
    let mut text = String::new();
    brotli::Decompressor::new(bytes, 1 << 16)
        .take(LARGEST)
        .read_to_string(&mut text)?;
    Ok(Dataset::build(read::parts(&text)?)?)
}

/// The tables in compact form. The same dataset always gives the same bytes.
///
/// # Errors
/// None in practice: writing to memory.
pub fn encode(dataset: &Dataset) -> std::io::Result<Vec<u8>> {
    let text = write::text(&dataset.parts);
    let mut bytes = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut bytes, 1 << 16, 11, 22);
    writer.write_all(text.as_bytes())?;
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

const ZONES: [(Zone, &str); 3] = [
    (Zone::Metropole, "metro"),
    (Zone::Drom, "drom"),
    (Zone::Com, "com"),
];

const FORMER_KINDS: [(FormerKind, &str); 4] = [
    (FormerKind::Merged, "m"),
    (FormerKind::Deleguee, "d"),
    (FormerKind::Associee, "a"),
    (FormerKind::MunicipalArrondissement, "x"),
];

fn word<T: PartialEq + Copy>(table: &[(T, &'static str)], value: T) -> &'static str {
    table
        .iter()
        .find(|(v, _)| *v == value)
        .map_or("", |(_, word)| word)
}

pub(super) fn value<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table
        .iter()
        .find(|(_, w)| *w == word)
        .map(|(value, _)| *value)
}

/// The zone the package calls so.
pub(super) fn zone(word: &str) -> Option<Zone> {
    value(&ZONES, word)
}

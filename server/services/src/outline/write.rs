//! The compact file, written.
//!
//! `MECO`, a byte of version, then the list: number of sheets, and of each its name, the length of its compressed bytes;
//! then those bytes one after the other. Numbers are LEB128; signed ones are folded (zigzag) first; a text is its length
//! and its bytes. Each sheet is compressed with brotli on its own, so that one is read without the others.
//!
//! A sheet: the number of arcs; of each the number of its points, then each point as the difference to the one before (the
//! first to the last of the former arc). The number of areas; of each how many characters its code shares with the code
//! before, the rest of it, the number of polygons, of each the number of rings, of each the number of arcs, then each arc as
//! its place folded with its way, as the difference to the one before.

use super::OutlineError;
use super::sheet::{Area, Point, Sheet};
use std::io::Write;

pub(super) const MAGIC: &[u8; 5] = b"MECO\x01";

/// The file of some named sheets. The same sheets always give the same bytes.
///
/// # Errors
/// None in practice: writing to memory.
pub fn encode(sheets: &[(String, Sheet)]) -> Result<Vec<u8>, OutlineError> {
    let mut out = MAGIC.to_vec();
    let mut bodies = Vec::new();
    number(&mut out, sheets.len() as u64);
    for (name, sheet) in sheets {
        let body = compress(&body(sheet))?;
        text(&mut out, name);
        number(&mut out, body.len() as u64);
        bodies.extend_from_slice(&body);
    }
    out.extend_from_slice(&bodies);
    Ok(out)
}

fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    drop(writer);
    Ok(out)
}

fn body(sheet: &Sheet) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, sheet.arcs.len() as u64);
    let mut last = Point::default();
    for arc in &sheet.arcs {
        number(&mut out, arc.len() as u64);
        for point in arc {
            signed(&mut out, i64::from(point.x) - i64::from(last.x));
            signed(&mut out, i64::from(point.y) - i64::from(last.y));
            last = *point;
        }
    }
    number(&mut out, sheet.areas.len() as u64);
    let mut before = "";
    let mut last = 0;
    for area in &sheet.areas {
        code(&mut out, before, &area.code);
        before = &area.code;
        rings(&mut out, area, &mut last);
    }
    out
}

fn rings(out: &mut Vec<u8>, area: &Area, last: &mut i64) {
    number(out, area.polygons.len() as u64);
    for polygon in &area.polygons {
        number(out, polygon.len() as u64);
        for ring in polygon {
            number(out, ring.len() as u64);
            for arc in ring {
                let place = i64::from(arc.index) * 2 + i64::from(arc.is_reversed);
                signed(out, place - *last);
                *last = place;
            }
        }
    }
}

fn code(out: &mut Vec<u8>, before: &str, code: &str) {
    let shared = before
        .bytes()
        .zip(code.bytes())
        .take_while(|(a, b)| a == b && a.is_ascii())
        .count();
    number(out, shared as u64);
    text(out, code.get(shared..).unwrap_or_default());
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn signed(out: &mut Vec<u8>, value: i64) {
    number(out, ((value << 1) ^ (value >> 63)) as u64);
}

fn number(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

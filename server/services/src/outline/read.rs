//! The compact file, read; see `write` for its form. Any bytes are an answer or an error, in bounded memory.

use super::OutlineError;
use super::sheet::{ArcRef, Area, Point, Ring, Sheet};
use super::write::MAGIC;
use crate::territory::Dataset;
use std::collections::HashSet;
use std::io::Read;

/// More than the largest sheet by far.
const LARGEST: u64 = 4 << 20;

type Result<T> = std::result::Result<T, OutlineError>;

/// A file of outlines: where its sheets are.
#[derive(Clone, Debug)]
pub struct Atlas<'a> {
    sheets: Vec<(&'a str, &'a [u8])>,
}

impl<'a> Atlas<'a> {
    /// Reads the list of the sheets, and nothing of them.
    ///
    /// # Errors
    /// [`OutlineError`] when it is no such file, or ends too early.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(OutlineError::Magic)?;
        let mut reader = Reader { rest };
        // A name and a length are two bytes at least.
        let count = reader.count(2)?;
        let mut lengths = Vec::with_capacity(count);
        for _ in 0..count {
            lengths.push((reader.text()?, reader.size()?));
        }
        let sheets = lengths
            .into_iter()
            .map(|(name, length)| Ok((name, reader.take(length)?)))
            .collect::<Result<_>>()?;
        Ok(Self { sheets })
    }

    /// The names of the sheets.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.sheets.iter().map(|(name, _)| *name)
    }

    /// Unpacks one sheet; none for a name that is not there.
    ///
    /// # Errors
    /// [`OutlineError`] when its bytes are damaged.
    pub fn sheet(&self, name: &str) -> Result<Option<Sheet>> {
        let found = self.sheets.iter().find(|(own, _)| *own == name);
        found.map(|(_, packed)| unpack(packed)).transpose()
    }

    /// The communes of a dataset that no sheet draws, by code. Reads every sheet.
    ///
    /// # Errors
    /// [`OutlineError`] when a sheet is damaged.
    pub fn without_outline(&self, dataset: &Dataset) -> Result<Vec<String>> {
        let mut drawn = HashSet::new();
        for (_, packed) in &self.sheets {
            drawn.extend(unpack(packed)?.areas.into_iter().map(|area| area.code));
        }
        let codes = dataset
            .communes()
            .iter()
            .map(|commune| commune.code.to_string());
        Ok(codes.filter(|code| !drawn.contains(code)).collect())
    }
}

fn unpack(packed: &[u8]) -> Result<Sheet> {
    let mut bytes = Vec::new();
    brotli::Decompressor::new(packed, 1 << 14)
        .take(LARGEST)
        .read_to_end(&mut bytes)?;
    unpack_body(&bytes)
}

/// A sheet from its bytes, no longer compressed.
pub(super) fn unpack_body(bytes: &[u8]) -> Result<Sheet> {
    let mut reader = Reader { rest: bytes };
    let arcs = reader.arcs()?;
    let areas = reader.areas(arcs.len())?;
    Ok(Sheet { arcs, areas })
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (head, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(OutlineError::Short)?;
        self.rest = rest;
        Ok(head)
    }

    fn number(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let (byte, rest) = self.rest.split_first().ok_or(OutlineError::Short)?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(OutlineError::Malformed("a number"))
    }

    fn signed(&mut self) -> Result<i64> {
        let folded = self.number()?;
        // Numbers have 63 bits at most, so that half of one always fits.
        Ok((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }

    fn size(&mut self) -> Result<usize> {
        usize::try_from(self.number()?).map_err(|_| OutlineError::Malformed("a length"))
    }

    /// How many things follow, of `least` bytes at least each: more than there are bytes for is no reason to ask for memory.
    fn count(&mut self, least: usize) -> Result<usize> {
        let count = self.size()?;
        if count > self.rest.len() / least {
            return Err(OutlineError::Short);
        }
        Ok(count)
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.size()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| OutlineError::Malformed("a text"))
    }

    fn arcs(&mut self) -> Result<Vec<Vec<Point>>> {
        let mut last = Point::default();
        (0..self.count(1)?)
            .map(|_| {
                (0..self.count(2)?)
                    .map(|_| {
                        last = Point {
                            x: self.step(last.x)?,
                            y: self.step(last.y)?,
                        };
                        Ok(last)
                    })
                    .collect()
            })
            .collect()
    }

    /// A coordinate from the one before.
    fn step(&mut self, last: i32) -> Result<i32> {
        self.signed()?
            .checked_add(i64::from(last))
            .and_then(|value| i32::try_from(value).ok())
            .ok_or(OutlineError::Malformed("a place"))
    }

    fn areas(&mut self, arcs: usize) -> Result<Vec<Area>> {
        let mut before = String::new();
        let mut last = 0;
        (0..self.count(3)?)
            .map(|_| {
                let shared = self.size()?;
                let kept = before
                    .get(..shared)
                    .ok_or(OutlineError::Malformed("a code"))?;
                let code = format!("{kept}{}", self.text()?);
                before.clone_from(&code);
                let polygons = (0..self.count(1)?)
                    .map(|_| {
                        (0..self.count(1)?)
                            .map(|_| self.ring(arcs, &mut last))
                            .collect()
                    })
                    .collect::<Result<_>>()?;
                Ok(Area { code, polygons })
            })
            .collect()
    }

    fn ring(&mut self, arcs: usize, last: &mut i64) -> Result<Ring> {
        (0..self.count(1)?)
            .map(|_| {
                *last = self
                    .signed()?
                    .checked_add(*last)
                    .filter(|place| *place >= 0)
                    .ok_or(OutlineError::Malformed("an arc"))?;
                let index = u32::try_from(*last / 2)
                    .ok()
                    .filter(|index| (*index as usize) < arcs)
                    .ok_or(OutlineError::Malformed("an arc"))?;
                Ok(ArcRef {
                    index,
                    is_reversed: *last % 2 == 1,
                })
            })
            .collect()
    }
}

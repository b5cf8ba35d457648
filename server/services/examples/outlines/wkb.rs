//! Polygons out of hexadecimal well-known binary, as PostGIS writes it.

use crate::Failure;

/// A ring of longitudes and latitudes, its first point repeated at its end.
pub type Ring = Vec<[f64; 2]>;

/// The polygons of a geometry: a ring around, then its holes.
pub fn polygons(hex: &str) -> Result<Vec<Vec<Ring>>, Failure> {
    let bytes = (0..hex.len() / 2)
        .map(|at| {
            let pair = hex.get(2 * at..2 * at + 2).ok_or("odd length")?;
            Ok(u8::from_str_radix(pair, 16)?)
        })
        .collect::<Result<Vec<u8>, Failure>>()?;
    let mut reader = Reader { rest: &bytes };
    match reader.kind()? {
        3 => Ok(vec![reader.polygon()?]),
        6 => (0..reader.number()?)
            .map(|_| match reader.kind()? {
                3 => reader.polygon(),
                other => Err(format!("a part of kind {other}").into()),
            })
            .collect(),
        other => Err(format!("a geometry of kind {other}").into()),
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Failure> {
        let (head, rest) = self.rest.split_first_chunk().ok_or("too short")?;
        self.rest = rest;
        Ok(*head)
    }

    /// Byte order, then the kind of geometry.
    fn kind(&mut self) -> Result<u32, Failure> {
        match self.take()? {
            [1] => self.number(),
            _ => Err("not little-endian".into()),
        }
    }

    fn number(&mut self) -> Result<u32, Failure> {
        Ok(u32::from_le_bytes(self.take()?))
    }

    fn polygon(&mut self) -> Result<Vec<Ring>, Failure> {
        (0..self.number()?).map(|_| self.ring()).collect()
    }

    fn ring(&mut self) -> Result<Ring, Failure> {
        (0..self.number()?)
            .map(|_| {
                let (x, y) = (self.take()?, self.take()?);
                Ok([f64::from_le_bytes(x), f64::from_le_bytes(y)])
            })
            .collect()
    }
}

//! Which areas have room for their number.

use super::drawing::Shape;
use super::path::Spot;

/// Less is too small for two figures.
const ROOM: i64 = 900;
/// Between the middles of two numbers.
const APART: i32 = 40;

/// Where numbers are written: the first ones first, none upon another.
pub fn placed<'a, T>(wanted: impl Iterator<Item = (&'a Shape, T)>) -> Vec<(Spot, T)> {
    let mut out: Vec<(Spot, T)> = Vec::new();
    for (shape, number) in wanted.filter(|(shape, _)| shape.surface >= ROOM) {
        let (x, y) = shape.middle;
        let is_free = |(other, _): &(Spot, T)| {
            (other.0 - x).abs() > APART || (other.1 - y).abs() > APART / 2 + 8
        };
        if out.iter().all(is_free) {
            out.push((shape.middle, number));
        }
    }
    out
}

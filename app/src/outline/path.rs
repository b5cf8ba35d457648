//! Points as the `d` of an SVG path, in as few characters as can be.

use std::fmt::Write;

/// A place in the drawing.
pub type Spot = (i32, i32);

/// Adds a line through `spots`, closed if asked. Nothing for less than two places.
pub fn line(out: &mut String, spots: &[Spot], is_closed: bool) {
    let Some((first, rest)) = spots.split_first() else {
        return;
    };
    let mut last = *first;
    let mut steps = String::new();
    for spot in rest.iter().filter(|_| spots.len() > 1) {
        if *spot == last {
            continue;
        }
        number(&mut steps, spot.0 - last.0);
        number(&mut steps, spot.1 - last.1);
        last = *spot;
    }
    if steps.is_empty() {
        return;
    }
    // Writing to a text never fails.
    let _ = write!(out, "M{} {}l", first.0, first.1);
    out.push_str(steps.trim_start());
    if is_closed {
        out.push('z');
    }
}

/// A minus sign parts two numbers as well as a space does.
fn number(out: &mut String, value: i32) {
    if value >= 0 {
        out.push(' ');
    }
    let _ = write!(out, "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(spots: &[Spot], is_closed: bool) -> String {
        let mut out = String::new();
        line(&mut out, spots, is_closed);
        out
    }

    #[test]
    fn steps_follow_each_other_without_needless_characters() {
        let spots = [(10, 20), (15, 18), (15, 18), (5, 18)];
        assert_eq!(drawn(&spots, true), "M10 20l5-2-10 0z");
        assert_eq!(drawn(&[(1, 1), (1, 1)], true), "");
        assert_eq!(drawn(&[], false), "");
    }
}

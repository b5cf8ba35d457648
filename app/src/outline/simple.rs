//! Lines without the places that nobody would see at the size of a drawing.

use super::path::Spot;

/// A place this near to the line that leaves it out is left out, in units of the drawing.
const NEAR: f64 = 1.1;

/// The line in fewer places: its ends, and those that stand out (Douglas and Peucker). A loop keeps its farthest place too.
pub fn line(spots: &[Spot]) -> Vec<Spot> {
    let Some(last) = spots.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut kept = vec![false; spots.len()];
    let mut waiting = vec![(0, last)];
    while let Some((from, to)) = waiting.pop() {
        for end in [from, to] {
            if let Some(one) = kept.get_mut(end) {
                *one = true;
            }
        }
        if let Some(middle) = farthest(spots, from, to) {
            waiting.push((from, middle));
            waiting.push((middle, to));
        }
    }
    spots
        .iter()
        .zip(kept)
        .filter_map(|(spot, is_kept)| is_kept.then_some(*spot))
        .collect()
}

/// The place between two others that stands out most; none where they are all near the straight line.
fn farthest(spots: &[Spot], from: usize, to: usize) -> Option<usize> {
    let (a, b) = (*spots.get(from)?, *spots.get(to)?);
    let between = spots.iter().enumerate().take(to).skip(from + 1);
    between
        .map(|(place, spot)| (place, distance(*spot, a, b)))
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .filter(|(_, most)| *most > NEAR)
        .map(|(place, _)| place)
}

/// From a place to the stretch between two others.
fn distance(spot: Spot, a: Spot, b: Spot) -> f64 {
    let minus = |p: Spot, q: Spot| (f64::from(p.0 - q.0), f64::from(p.1 - q.1));
    let ((x, y), (along, down)) = (minus(spot, a), minus(b, a));
    let squared = along * along + down * down;
    let share = if squared > 0.0 {
        ((x * along + y * down) / squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - share * along).hypot(y - share * down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_out_is_kept() {
        let spots = [(0, 0), (5, 1), (10, 0), (15, 9), (20, 0)];
        assert_eq!(line(&spots), [(0, 0), (10, 0), (15, 9), (20, 0)]);
        assert_eq!(line(&[]), []);
        assert_eq!(line(&[(3, 3)]), [(3, 3)]);
    }

    #[test]
    fn a_loop_stays_one() {
        let square = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)];
        assert_eq!(line(&square), square);
    }
}

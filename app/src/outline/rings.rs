//! Lines put end to end.

use super::path::Spot;
use std::collections::HashMap;

/// The rings that lines make, each line used once, in either direction. What does not close is closed as it is.
pub fn joined(lines: Vec<Vec<Spot>>) -> Vec<Vec<Spot>> {
    let mut at: HashMap<Spot, Vec<usize>> = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        for end in [line.first(), line.last()].into_iter().flatten() {
            at.entry(*end).or_default().push(place);
        }
    }
    let mut left: Vec<Option<Vec<Spot>>> = lines.into_iter().map(Some).collect();
    let mut take = |place: usize| left.get_mut(place).and_then(Option::take);
    let mut out = Vec::new();
    for place in 0..at.values().map(Vec::len).sum::<usize>() / 2 {
        let Some(mut ring) = take(place) else {
            continue;
        };
        while let Some(&end) = ring.last().filter(|end| ring.first() != Some(end)) {
            let next = at
                .get(&end)
                .and_then(|near| near.iter().find_map(|near| take(*near)));
            let Some(mut next) = next else { break };
            if next.first() != Some(&end) {
                next.reverse();
            }
            ring.extend(next.into_iter().skip(1));
        }
        if ring.first() == ring.last() {
            ring.pop();
        }
        out.push(ring);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_any_order_and_direction_make_their_rings() {
        let lines = vec![
            vec![(0, 0), (9, 0)],
            vec![(50, 50), (60, 50), (60, 60), (50, 50)],
            vec![(0, 0), (0, 9), (9, 9)],
            vec![(9, 0), (9, 9)],
        ];
        let rings = joined(lines);
        assert_eq!(
            rings,
            [
                vec![(0, 0), (9, 0), (9, 9), (0, 9)],
                vec![(50, 50), (60, 50), (60, 60)]
            ]
        );
        assert!(joined(vec![]).is_empty());
        assert_eq!(
            joined(vec![vec![(0, 0), (5, 5)]]).len(),
            1,
            "what is cut ends"
        );
    }
}

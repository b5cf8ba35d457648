//! How counts are told apart by five tones.

use crate::i18n::numbers;

/// How many tones there are.
const TONES: usize = 5;

/// Bounds of the tones: each begins at its bound and ends before the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes(Vec<i64>);

impl Classes {
    /// Tones that hold about as many areas each, fewer where few counts differ. What has nothing has no tone.
    pub fn of(counts: impl IntoIterator<Item = i64>) -> Self {
        let mut counts: Vec<i64> = counts.into_iter().filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let mut distinct = counts.clone();
        distinct.dedup();
        if distinct.len() <= TONES {
            return Self(distinct);
        }
        let at = |part: usize| counts.get(counts.len() * part / TONES).copied();
        let mut bounds: Vec<i64> = (0..TONES).filter_map(at).collect();
        bounds.dedup();
        Self(bounds)
    }

    /// The tone of a count, from 1, the last of [`TONES`] always being the strongest; none for nothing.
    pub fn tone(&self, count: i64) -> Option<usize> {
        let place = self.0.iter().rposition(|bound| count >= *bound)?;
        Some(place + 1 + self.skipped())
    }

    /// Few bounds take the strong tones: one alone is drawn as a middle one.
    fn skipped(&self) -> usize {
        (TONES - self.0.len()) / 2
    }

    /// Each tone and its words: "1 projet", "2 à 4 projets", "5 projets et plus".
    pub fn words(&self) -> Vec<(usize, String)> {
        let next = self.0.iter().skip(1).map(|bound| Some(bound - 1));
        let ends = next.chain(std::iter::once(None));
        self.0
            .iter()
            .zip(ends)
            .enumerate()
            .map(|(place, (from, to))| (place + 1 + self.skipped(), words(*from, to)))
            .collect()
    }
}

fn words(from: i64, to: Option<i64>) -> String {
    let counted = |count| numbers::counted(count, "projet", "projets");
    match to {
        Some(to) if to == from => counted(from),
        Some(to) => format!("{} à {}", numbers::whole(from), counted(to)),
        None => format!("{} et plus", counted(from)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_legend_says_where_a_tone_begins_and_ends() {
        let classes = Classes::of((1..=100).map(|n| n / 10));
        let words: Vec<String> = classes.words().into_iter().map(|(_, w)| w).collect();
        assert_eq!(words.len(), 5);
        assert_eq!(words.first().unwrap(), "1\u{a0}projet");
        assert_eq!(words.last().unwrap(), "8\u{a0}projets et plus");
        assert_eq!(classes.tone(0), None);
        assert_eq!(classes.tone(10), Some(5));
    }

    #[test]
    fn few_counts_have_few_tones() {
        let classes = Classes::of([3, 3, 0]);
        assert_eq!(classes.words(), [(3, "3\u{a0}projets et plus".to_owned())]);
        assert!(Classes::of([0]).words().is_empty());
    }

    #[test]
    fn every_count_has_a_tone_of_the_legend() {
        for many in 0..40_i64 {
            let counts: Vec<i64> = (0..many).map(|n| n * n * 7 % 61).collect();
            let classes = Classes::of(counts.clone());
            let tones: Vec<usize> = classes.words().into_iter().map(|(tone, _)| tone).collect();
            for count in counts {
                match classes.tone(count) {
                    Some(tone) => assert!(count > 0 && tones.contains(&tone) && tone <= TONES),
                    None => assert_eq!(count, 0),
                }
            }
        }
    }
}

//! From the beginning of a word to the entries that hold such a word.

use super::typo;
use std::collections::HashMap;

/// All words of all entries, sorted, with the entries of each.
pub struct Words {
    words: Vec<Box<str>>,
    /// Which letters each word has; see [`typo::letters`].
    letters: Vec<u32>,
    /// Where the entries of each word begin in `postings`; one more at the end.
    starts: Vec<u32>,
    postings: Vec<u32>,
    entries: usize,
}

impl Words {
    pub fn build<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let entries = texts.len();
        let mut by_word: HashMap<&str, Vec<u32>> = HashMap::with_capacity(32_000);
        for (number, text) in (0u32..).zip(texts) {
            for word in text.split(' ') {
                by_word.entry(word).or_default().push(number);
            }
        }
        let mut sorted: Vec<(&str, Vec<u32>)> = by_word.into_iter().collect();
        sorted.sort_unstable_by_key(|(word, _)| *word);
        let mut index = Self {
            words: Vec::with_capacity(sorted.len()),
            letters: Vec::with_capacity(sorted.len()),
            starts: Vec::with_capacity(sorted.len() + 1),
            postings: Vec::with_capacity(entries * 3),
            entries,
        };
        for (word, numbers) in sorted {
            index.words.push(word.into());
            index.letters.push(typo::letters(word));
            index.starts.push(index.postings.len() as u32);
            index.postings.extend(numbers);
        }
        index.starts.push(index.postings.len() as u32);
        index
    }

    /// Entries in which every one of the words begins a word; none when there is none.
    pub fn all_beginning_with(&self, words: &[String]) -> Option<Set> {
        let mut all: Option<Set> = None;
        for word in words {
            let set = self.beginning_with(word);
            let set = match all {
                Some(others) => others.and(&set),
                None => set,
            };
            if set.is_empty() {
                return None;
            }
            all = Some(set);
        }
        all
    }

    /// As [`Self::all_beginning_with`], one letter of one of the words being wrong, missing, added or swapped.
    pub fn all_but_one_letter(&self, words: &[String]) -> Option<Set> {
        let sets: Vec<Set> = words.iter().map(|word| self.beginning_with(word)).collect();
        // Two words that begin nothing would need two letters.
        if sets.iter().filter(|set| set.is_empty()).count() > 1 {
            return None;
        }
        let mut any = Set::new(self.entries);
        for (wrong, word) in words.iter().enumerate() {
            let others: Vec<&Set> = sets
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != wrong)
                .map(|(_, set)| set)
                .collect();
            if word.len() < typo::SHORTEST || others.iter().any(|set| set.is_empty()) {
                continue;
            }
            let found = others
                .into_iter()
                .fold(self.nearly_beginning_with(word), |found, set| {
                    found.and(set)
                });
            any.add(&found);
        }
        if any.is_empty() { None } else { Some(any) }
    }

    fn beginning_with(&self, prefix: &str) -> Set {
        let mut set = Set::new(self.entries);
        let first = self.words.partition_point(|word| &**word < prefix);
        let count = self
            .words
            .iter()
            .skip(first)
            .take_while(|word| word.starts_with(prefix))
            .count();
        let start = self.starts.get(first).copied().unwrap_or(0) as usize;
        let end = self.starts.get(first + count).copied().unwrap_or(0) as usize;
        set.extend(self.postings.get(start..end).unwrap_or_default());
        set
    }

    fn nearly_beginning_with(&self, typed: &str) -> Set {
        let mut set = Set::new(self.entries);
        let letters = typo::letters(typed);
        let ranges = self.starts.iter().zip(self.starts.iter().skip(1));
        for ((word, &has), (&start, &end)) in self.words.iter().zip(&self.letters).zip(ranges) {
            // At most one letter of what was typed can be foreign to the word.
            if (letters & !has).count_ones() <= 1 && typo::begins(typed, word) {
                set.extend(
                    self.postings
                        .get(start as usize..end as usize)
                        .unwrap_or_default(),
                );
            }
        }
        set
    }
}

/// A set of entries, one bit each.
pub struct Set(Vec<u64>);

impl Set {
    fn new(entries: usize) -> Self {
        Self(vec![0; entries.div_ceil(64)])
    }

    fn extend(&mut self, numbers: &[u32]) {
        for number in numbers {
            if let Some(bits) = self.0.get_mut((number / 64) as usize) {
                *bits |= 1 << (number % 64);
            }
        }
    }

    fn and(mut self, other: &Self) -> Self {
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits &= others;
        }
        self
    }

    fn add(&mut self, other: &Self) {
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits |= others;
        }
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|&bits| bits == 0)
    }

    /// By importance, since entries are numbered so.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.0).flat_map(|(block, &bits)| {
            std::iter::successors(Some(bits), |&left| Some(left & left.wrapping_sub(1)))
                .take_while(|&left| left != 0)
                .map(move |left| block * 64 + left.trailing_zeros())
        })
    }
}

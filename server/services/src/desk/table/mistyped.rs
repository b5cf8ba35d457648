//! Words that were meant where others were typed.

use crate::territory::search::typo;
use std::collections::HashSet;
use store::search::Needle;

/// Words that one mistyped word may have meant.
const MEANT: usize = 6;

/// The words typed, those that begin no word of the texts replaced by words of the texts that differ by one letter;
/// `None` where nothing is replaced. Texts hold stems between spaces.
pub fn meant(texts: &[String], words: &[Vec<Needle>]) -> Option<Vec<Vec<Needle>>> {
    let distinct: HashSet<&str> = texts
        .iter()
        .flat_map(|text| text.split_ascii_whitespace())
        .collect();
    let mut known: Vec<&str> = distinct.into_iter().collect();
    known.sort_unstable();
    let meant: Vec<Option<Vec<Needle>>> = words.iter().map(|word| other(&known, word)).collect();
    if meant.iter().all(Option::is_none) {
        return None;
    }
    let both = words.iter().zip(meant);
    Some(
        both.map(|(word, meant)| meant.unwrap_or_else(|| word.clone()))
            .collect(),
    )
}

/// What one word may have meant; `None` for a word that is known and for one that resembles none.
fn other(known: &[&str], word: &[Needle]) -> Option<Vec<Needle>> {
    let typed = word.first()?.stem();
    let at = known.partition_point(|one| *one < typed);
    let begins_one = known.get(at).is_some_and(|one| one.starts_with(typed));
    if begins_one || typed.len() < typo::SHORTEST {
        return None;
    }
    let meant: Vec<Needle> = known
        .iter()
        .filter(|one| typo::begins(typed, one))
        .take(MEANT)
        .map(|one| Needle::beginning((*one).to_owned()))
        .collect();
    (!meant.is_empty()).then_some(meant)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn typed(words: &[&str]) -> Vec<Vec<Needle>> {
        let needle = |word: &&str| vec![Needle::beginning((*word).to_owned())];
        words.iter().map(needle).collect()
    }

    #[test]
    fn only_unknown_words_are_replaced() {
        let texts = [" renov ecol ".to_owned(), " ecol gymnas ".to_owned()];
        let meant = meant(&texts, &typed(&["eco", "gynmas"])).unwrap();
        assert_eq!(meant, typed(&["eco", "gymnas"]));
        assert_eq!(super::meant(&texts, &typed(&["eco", "xyzzyx"])), None);
    }
}

//! Text made comparable: the same words on both engines, whatever accents, capitals or plurals were typed.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// French words too common to tell one text from another.
const STOP_WORDS: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "et", "l", "la",
    "le", "les", "leur", "n", "ou", "par", "pour", "qu", "que", "qui", "s", "sa", "se", "ses",
    "son", "sur", "un", "une",
];

/// The stems of a text, in order, without accents or stop words.
pub fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::French);
    words(text)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| fold(&stemmer.stem(&word)))
        .collect()
}

/// What the column `search_text` keeps: the stems between single spaces, with one at each end so that
/// `LIKE '% stem%'` finds the start of a word.
pub fn indexed(text: &str) -> String {
    format!(" {} ", stems(text).join(" "))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let lowered: String = text.to_lowercase();
    lowered
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_accents_meet() {
        assert_eq!(
            stems("Rénovation des écoles"),
            stems("renovation de l'École")
        );
        assert_eq!(indexed("L'école"), " ecol ");
    }
}

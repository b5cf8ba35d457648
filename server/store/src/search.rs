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

/// A stem to look for in a text that [`indexed`] made. It holds letters and digits only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    stem: String,
    /// A word of the text is this stem, rather than begins with it.
    whole: bool,
}

impl Needle {
    /// Words that begin with a stem.
    pub const fn beginning(stem: String) -> Self {
        Self { stem, whole: false }
    }

    /// The stem.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// The pattern of a `LIKE`.
    pub fn pattern(&self) -> String {
        let end = if self.whole { " " } else { "" };
        format!("% {}{end}%", self.stem)
    }
}

/// What typed words ask for, one list a word: a text has the word when it has one needle of the list. The first is the
/// stem of what was typed; the others are the shorter stems of the words that begin so: "rénovatio" is no word yet,
/// and has to find "rénovation", which is kept as "renov".
pub fn needles(text: &str) -> Vec<Vec<Needle>> {
    let stemmer = Stemmer::create(Algorithm::French);
    words(text)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| {
            let stem = fold(&stemmer.stem(&word));
            let mut shorter: Vec<String> = finished(&fold(&word))
                .map(|word| fold(&stemmer.stem(&word)))
                .filter(|one| {
                    one.len() >= SHORTEST
                        && one.len() < stem.len()
                        && stem.starts_with(one.as_str())
                })
                .collect();
            shorter.sort_unstable();
            shorter.dedup();
            let shorter = shorter.into_iter().map(|stem| Needle { stem, whole: true });
            std::iter::once(Needle::beginning(stem))
                .chain(shorter)
                .collect()
        })
        .collect()
}

/// A shorter stem is too common to be a word that somebody began to type.
const SHORTEST: usize = 3;

/// Endings that the stemmer takes away.
const ENDINGS: &[&str] = &[
    "ication", "ation", "ition", "ution", "sion", "tion", "ement", "issement", "ité", "ique",
    "iste", "isme", "ience", "ance", "ence", "euse", "eux", "ateur", "atrice", "able", "ible",
    "age", "ive", "if", "elle", "aire", "ière", "ant", "ent", "er", "ée",
];

/// The words that a folded text may become when it is finished, or when its accents are put back.
fn finished(typed: &str) -> impl Iterator<Item = String> + '_ {
    ENDINGS.iter().flat_map(move |ending| {
        let folded = fold(ending);
        (1..=folded.len()).filter_map(move |begun| {
            let base = typed.strip_suffix(folded.get(..begun)?)?;
            (base.len() >= SHORTEST).then(|| format!("{base}{ending}"))
        })
    })
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

    fn finds(typed: &str, text: &str) -> bool {
        let text = indexed(text);
        needles(typed).iter().all(|ways| {
            ways.iter()
                .any(|way| text.contains(way.pattern().trim_matches('%')))
        })
    }

    #[test]
    fn a_word_is_found_from_its_fourth_letter_on() {
        let words = "rénovation équipement assainissement mobilité numérique restauration aménagement commerces \
            habitat énergétique accessibilité transition écologique logements bibliothèque gendarmerie périscolaire \
            réhabilitation extension construction végétalisation désimperméabilisation stationnement patrimoine \
            sécurisation isolation chaufferie photovoltaïque piscine gymnase médiathèque intercommunale \
            revitalisation requalification sensibilisation alimentation cyclable valorisation modernisation";
        let mut lost = Vec::new();
        for word in words.split_whitespace() {
            let letters: Vec<char> = word.chars().collect();
            for length in 4..=letters.len() {
                let typed: String = letters.iter().take(length).collect();
                lost.extend(
                    [typed.clone(), fold(&typed)]
                        .into_iter()
                        .filter(|typed| !finds(typed, word)),
                );
            }
        }
        assert_eq!(lost, Vec::<String>::new());
    }

    #[test]
    fn a_word_finds_no_other_that_is_shorter() {
        let mut found = Vec::new();
        for (typed, text) in [
            ("écologie", "école"),
            ("écolog", "école"),
            ("portail", "port"),
            ("parcours", "parc"),
            ("culture", "culte"),
        ] {
            if finds(typed, text) {
                found.push((typed, text));
            }
        }
        assert_eq!(found, []);
    }
}

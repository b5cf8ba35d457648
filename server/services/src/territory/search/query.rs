//! What a person typed, understood.

use domain::territory::{CommuneCode, DepartementCode, fold};

/// Longer than any name; the rest is not read.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded words, each of which must begin a word of the name.
    pub words: Vec<String>,
    /// Codes or beginnings of codes, folded.
    pub numbers: Vec<String>,
    /// Only there, when not empty.
    pub departements: Vec<DepartementCode>,
}

impl Query {
    pub fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST).collect();
        let folded = fold(&typed);
        let (numbers, words) = folded
            .split_whitespace()
            .take(MOST_WORDS)
            .map(String::from)
            .partition(|t| is_number(t));
        Self {
            words,
            numbers,
            departements: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }

    /// "mairie de …", "commune d'…", "ville du …" without that beginning.
    pub fn without_lead_in(&self) -> Option<Self> {
        let [body, of, rest @ ..] = self.words.as_slice() else {
            return None;
        };
        let leads = matches!(body.as_str(), "mairie" | "commune" | "ville")
            && matches!(of.as_str(), "de" | "du" | "des" | "d");
        let rest = if leads { rest } else { &[] };
        if rest.is_empty() {
            None
        } else {
            Some(Self {
                words: rest.to_vec(),
                ..self.clone()
            })
        }
    }
}

/// A code or the beginning of one. A lone digit is a word: "CC des 4 Rivières".
fn is_number(token: &str) -> bool {
    let digits = token.len() >= 2 && token.bytes().all(|b| b.is_ascii_digit());
    digits || DepartementCode::parse(token).is_ok() || CommuneCode::parse(token).is_ok()
}

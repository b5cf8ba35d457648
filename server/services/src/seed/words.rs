//! The words of the seed.

use crate::{Error, Result};
use serde::Deserialize;

/// The file `data/seed.toml`.
#[derive(Debug, Deserialize)]
pub struct Words {
    pub noms: Vec<String>,
    pub rues: Vec<String>,
    pub prenoms: Vec<String>,
    pub noms_de_famille: Vec<String>,
    pub messages_collectivite: Vec<String>,
    pub messages_etat: Vec<String>,
    pub messages_internes: Vec<String>,
    pub motifs: Vec<String>,
    pub besoins: Vec<String>,
    pub blocages: Vec<Blockage>,
    pub project: Vec<Template>,
}

/// A blocker.
#[derive(Debug, Deserialize)]
pub struct Blockage {
    pub kind: String,
    pub sentence: String,
}

/// A project.
#[derive(Debug, Deserialize)]
pub struct Template {
    pub theme: String,
    pub title: String,
    pub summary: String,
    /// Euros.
    pub min: i64,
    /// Euros.
    pub max: i64,
}

impl Words {
    /// Reads the words that ship in the binary.
    pub fn load() -> Result<Self> {
        toml::from_str(include_str!("../../data/seed.toml"))
            .map_err(|error| Error::Outside(format!("seed.toml: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::blocker::BlockerKind;
    use domain::theme::Theme;

    #[test]
    fn every_word_is_of_the_vocabulary() {
        let words = Words::load().unwrap();
        for template in &words.project {
            assert!(
                Theme::parse(&template.theme).is_some(),
                "{}",
                template.theme
            );
            assert!(template.min < template.max, "{}", template.title);
        }
        for blockage in &words.blocages {
            assert!(
                BlockerKind::parse(&blockage.kind).is_some(),
                "{}",
                blockage.kind
            );
        }
    }
}

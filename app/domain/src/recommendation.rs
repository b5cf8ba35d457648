//! Help proposed to a project: why, and what became of it.

use crate::blocker::BlockerKind;
use crate::form::{Errors, FieldError, Problem};
use crate::ids::{BlockerId, OfferId};
use crate::offer::Programme;
use crate::project::{BearerKind, Phase, RecommendationState};
use crate::theme::Theme;
use crate::{coded_enum, text};
use serde::{Deserialize, Serialize};

/// Longest title of a free advice, in characters.
pub const TITLE_MAX: u32 = 150;
/// Longest advice, and longest word on why it is not for the project, in characters.
pub const ADVICE_MAX: u32 = 2000;

/// Why an offer fits a project. Each is true of the project at the moment it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "of", rename_all = "snake_case")]
pub enum Reason {
    /// It answers this kind of blocker.
    Blocker(BlockerKind),
    /// It is about a theme of the project.
    Theme(Theme),
    /// It is for bodies such as the bearer.
    Bearer(BearerKind),
    /// It helps at the phase the project is in.
    Phase(Phase),
    /// The commune has at most this many inhabitants.
    SmallCommune(i64),
    /// The commune is part of this programme.
    Programme(Programme),
    /// The project belongs to a contract with the State.
    Contract,
    /// It is reserved for the territory the project is in.
    Territory,
}

coded_enum! {
    /// Why a recommendation is not for the project.
    Refusal {
        AlreadyKnown = "already_known",
        AlreadyTried = "already_tried",
        NotEligible = "not_eligible",
        WrongMoment = "wrong_moment",
        TooHeavy = "too_heavy",
        OffTopic = "off_topic",
        Other = "other",
    }
}

/// Whether an answer may follow the state a recommendation is in.
pub const fn may_follow(from: RecommendationState, to: RecommendationState) -> bool {
    use RecommendationState as S;
    matches!(
        (from, to),
        (S::Proposed, S::Accepted | S::Refused | S::Done)
            | (S::Accepted, S::Refused | S::Done)
            | (S::Refused, S::Accepted)
    )
}

/// The answer of a collectivité.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The state that was shown: the answer counts only while it is still so.
    pub from: RecommendationState,
    /// The new state.
    pub to: RecommendationState,
    /// Why not, for a refusal.
    pub why: Option<Refusal>,
    /// In the person's own words; empty when nothing was typed.
    pub words: String,
}

impl Answer {
    /// Reads the form: `etat` (the state shown), `reponse`, `pourquoi` and `precision`. A refusal says
    /// why; "other" says it in words.
    pub fn parse(from: &str, to: &str, why: &str, words: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let from = errors.keep(
            "etat",
            RecommendationState::parse(from).ok_or(Problem::NotAChoice),
        );
        let to = RecommendationState::parse(to).filter(|to| *to != RecommendationState::Proposed);
        let to = errors.keep("reponse", to.ok_or(Problem::NotAChoice));
        let refused = to == Some(RecommendationState::Refused);
        let why = match (refused, Refusal::parse(why)) {
            (false, _) => Ok(None),
            (true, Some(why)) => Ok(Some(why)),
            (true, None) => Err(Problem::NotAChoice),
        };
        let why = errors.keep("pourquoi", why);
        let words = match (text::optional_paragraph(words, ADVICE_MAX), why) {
            (Ok(None), Some(Some(Refusal::Other))) => Err(Problem::Missing),
            (other, _) => other,
        };
        let words = errors.keep("precision", words);
        let command = match (from, to, why, words) {
            (Some(from), Some(to), Some(why), Some(words)) => Some(Self {
                from,
                to,
                why,
                words: words.unwrap_or_default(),
            }),
            _ => None,
        };
        errors.finish(command)
    }
}

/// A recommendation made by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The offer of the catalogue; none for a free advice.
    pub offer: Option<OfferId>,
    /// The blocker it answers, if any.
    pub blocker: Option<BlockerId>,
    /// The title of a free advice; empty with an offer.
    pub title: String,
    /// The advice, or a word on why this offer; may be empty with an offer.
    pub advice: String,
}

impl Proposal {
    /// Reads the form: `offre`, `blocage`, `titre` and `conseil`. Without an offer, both a title and an
    /// advice are needed.
    pub fn parse(
        offer: &str,
        blocker: &str,
        title: &str,
        advice: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let offer = errors.keep("offre", optional_id(offer, OfferId::parse));
        let blocker = errors.keep("blocage", optional_id(blocker, BlockerId::parse));
        let free = offer == Some(None);
        let title = if free {
            text::line(title, TITLE_MAX).map(Some)
        } else {
            Ok(None)
        };
        let title = errors.keep("titre", title);
        let advice = match text::optional_paragraph(advice, ADVICE_MAX) {
            Ok(None) if free => Err(Problem::Missing),
            other => other,
        };
        let advice = errors.keep("conseil", advice);
        let command = match (offer, blocker, title, advice) {
            (Some(offer), Some(blocker), Some(title), Some(advice)) => Some(Self {
                offer,
                blocker,
                title: title.unwrap_or_default(),
                advice: advice.unwrap_or_default(),
            }),
            _ => None,
        };
        errors.finish(command)
    }
}

fn optional_id<T>(typed: &str, parse: fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    if typed.is_empty() {
        Ok(None)
    } else {
        parse(typed).map(Some).ok_or(Problem::NotAChoice)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_refusal_says_why() {
        let fields = |r: Result<Answer, Vec<FieldError>>| -> Vec<String> {
            r.unwrap_err().into_iter().map(|e| e.field).collect()
        };
        assert_eq!(
            fields(Answer::parse("proposed", "refused", "", "")),
            ["pourquoi"]
        );
        assert_eq!(
            fields(Answer::parse("proposed", "refused", "other", " ")),
            ["precision"]
        );
        assert_eq!(
            fields(Answer::parse("", "proposed", "", "")),
            ["etat", "reponse"]
        );
        assert!(Answer::parse("proposed", "refused", "already_known", "").is_ok());
        assert!(Answer::parse("proposed", "accepted", "", "").is_ok());
    }

    #[test]
    fn a_free_advice_needs_words() {
        assert_eq!(Proposal::parse("", "", "", "").unwrap_err().len(), 2);
        assert!(Proposal::parse("", "", "Appelez le CAUE", "Il connaît le site.").is_ok());
        assert!(Proposal::parse("0199-nothing", "", "", "").is_err());
    }

    #[test]
    fn reasons_keep_their_codes() {
        let reasons = [
            Reason::SmallCommune(3500),
            Reason::Theme(Theme::Water),
            Reason::Contract,
        ];
        for reason in &reasons {
            assert!(
                may_follow(RecommendationState::Proposed, RecommendationState::Done),
                "{reason:?}"
            );
        }
        assert!(!may_follow(
            RecommendationState::Done,
            RecommendationState::Accepted
        ));
    }

    proptest! {
        #[test]
        fn any_text_is_an_answer_or_a_refusal(from in ".{0,9}", to in ".{0,9}", why in ".{0,9}", words in ".{0,200}") {
            for (from, to) in [(from.as_str(), to.as_str()), ("proposed", "refused"), ("accepted", "done")] {
                for why in [why.as_str(), "other", ""] {
                    if let Ok(read) = Answer::parse(from, to, why, &words) {
                        let why = read.why.map_or("", Refusal::code);
                        let again = Answer::parse(read.from.code(), read.to.code(), why, &read.words);
                        prop_assert_eq!(again, Ok(read.clone()));
                    }
                }
            }
        }

        #[test]
        fn any_text_is_a_proposal_or_a_refusal(offer in ".{0,9}", blocker: Option<u128>, title in ".{0,60}", advice in ".{0,200}") {
            let blocker = blocker.map(|id| uuid::Uuid::from_u128(id).to_string()).unwrap_or_default();
            for offer in [offer.as_str(), "", "01930000-0000-7000-8000-000000000000"] {
                if let Ok(read) = Proposal::parse(offer, &blocker, &title, &advice) {
                    let id = |id: Option<String>| id.unwrap_or_default();
                    let again = Proposal::parse(
                        &id(read.offer.map(|id| id.to_string())),
                        &id(read.blocker.map(|id| id.to_string())),
                        &read.title,
                        &read.advice,
                    );
                    prop_assert_eq!(again, Ok(read.clone()));
                }
            }
        }
    }
}

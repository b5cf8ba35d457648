//! The pair's priority: the six criteria, a seat's assessment, and the forms of both.

use crate::coded_enum;
use crate::form::{Errors, FieldError, Problem};
use crate::project::{Priority, SeatKind};
use crate::text;
use serde::{Deserialize, Serialize};

/// Longest reason of a decision, in characters.
pub const REASON_MAX: u32 = 2_000;
/// Longest note of an assessment, in characters.
pub const NOTE_MAX: u32 = 4_000;
/// The best score of a criterion; the worst is 0.
pub const SCORE_MAX: u8 = 3;
/// The difference between two seats on a criterion from which it is marked and talked about.
pub const GAP: u8 = 2;

coded_enum! {
    /// What a project is scored on (product document, "The pair's priority").
    Criterion {
        Maturity = "maturity",
        Impact = "impact",
        Urgency = "urgency",
        TerritorialNeed = "territorial_need",
        Feasibility = "feasibility",
        StrategyFit = "strategy_fit",
    }
}

/// One seat's scores of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// From 0 to [`SCORE_MAX`].
    pub maturity: u8,
    /// From 0 to [`SCORE_MAX`].
    pub impact: u8,
    /// From 0 to [`SCORE_MAX`].
    pub urgency: u8,
    /// From 0 to [`SCORE_MAX`].
    pub territorial_need: u8,
    /// From 0 to [`SCORE_MAX`].
    pub feasibility: u8,
    /// From 0 to [`SCORE_MAX`].
    pub strategy_fit: u8,
    /// The seat's own words, for the State only; may be empty.
    pub note: String,
}

impl Assessment {
    /// Reads the form: `value` gives what was sent for a criterion.
    ///
    /// Errors: [`Problem::NothingChosen`] or [`Problem::NotAChoice`] on the criterion's code,
    /// [`Problem::TooLong`] on `note`.
    pub fn parse<'a>(
        value: impl Fn(Criterion) -> &'a str,
        note: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let mut read =
            |criterion: Criterion| errors.keep(criterion.code(), score(value(criterion)));
        let maturity = read(Criterion::Maturity);
        let impact = read(Criterion::Impact);
        let urgency = read(Criterion::Urgency);
        let territorial_need = read(Criterion::TerritorialNeed);
        let feasibility = read(Criterion::Feasibility);
        let strategy_fit = read(Criterion::StrategyFit);
        let note = errors.keep("note", text::optional_paragraph(note, NOTE_MAX));
        let assessment = || {
            Some(Self {
                maturity: maturity?,
                impact: impact?,
                urgency: urgency?,
                territorial_need: territorial_need?,
                feasibility: feasibility?,
                strategy_fit: strategy_fit?,
                note: note?.unwrap_or_default(),
            })
        };
        errors.finish(assessment())
    }

    /// The score of a criterion.
    pub const fn score(&self, criterion: Criterion) -> u8 {
        match criterion {
            Criterion::Maturity => self.maturity,
            Criterion::Impact => self.impact,
            Criterion::Urgency => self.urgency,
            Criterion::TerritorialNeed => self.territorial_need,
            Criterion::Feasibility => self.feasibility,
            Criterion::StrategyFit => self.strategy_fit,
        }
    }

    /// The criteria on which two seats differ by [`GAP`] or more.
    pub fn gaps(&self, other: &Self) -> Vec<Criterion> {
        let far =
            |criterion: &Criterion| self.score(*criterion).abs_diff(other.score(*criterion)) >= GAP;
        Criterion::ALL.iter().copied().filter(far).collect()
    }
}

fn score(text: &str) -> Result<u8, Problem> {
    match text.trim() {
        "" => Err(Problem::NothingChosen),
        text => match text.parse() {
            Ok(score) if score <= SCORE_MAX => Ok(score),
            _ => Err(Problem::NotAChoice),
        },
    }
}

/// The priority a seat proposes, with the reason that the collectivité will read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The level.
    pub level: Priority,
    /// Why.
    pub reason: String,
}

impl Proposal {
    /// Reads the form. Errors on `niveau` and `motif`.
    pub fn parse(level: &str, reason: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let known = match level {
            "" => Err(Problem::NothingChosen),
            code => Priority::parse(code).ok_or(Problem::NotAChoice),
        };
        let level = errors.keep("niveau", known);
        let reason = errors.keep("motif", text::paragraph(reason, REASON_MAX));
        errors.finish(
            level
                .zip(reason)
                .map(|(level, reason)| Self { level, reason }),
        )
    }
}

impl SeatKind {
    /// The other seat of the pair.
    pub const fn other(self) -> Self {
        match self {
            Self::Ddt => Self::Prefecture,
            Self::Prefecture => Self::Ddt,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn all(score: &'static str) -> Assessment {
        Assessment::parse(|_| score, "").unwrap()
    }

    #[test]
    fn reads_six_scores() {
        let read = Assessment::parse(
            |c| if c == Criterion::Urgency { "3" } else { " 1 " },
            " vu sur place ",
        )
        .unwrap();
        assert_eq!(
            (read.urgency, read.impact, read.note.as_str()),
            (3, 1, "vu sur place")
        );
    }

    #[test]
    fn names_what_is_missing_or_out_of_range() {
        let errors = Assessment::parse(
            |c| match c {
                Criterion::Maturity => "",
                Criterion::Impact => "4",
                Criterion::Urgency => "-1",
                _ => "2",
            },
            "",
        )
        .unwrap_err();
        assert_eq!(
            errors,
            [
                FieldError::new("maturity", Problem::NothingChosen),
                FieldError::new("impact", Problem::NotAChoice),
                FieldError::new("urgency", Problem::NotAChoice),
            ]
        );
    }

    #[test]
    fn a_gap_of_two_is_marked() {
        let mut other = all("1");
        other.impact = 3;
        other.urgency = 2;
        assert_eq!(all("1").gaps(&other), [Criterion::Impact]);
        assert_eq!(other.gaps(&all("1")), [Criterion::Impact]);
    }

    #[test]
    fn a_proposal_has_a_level_and_a_reason() {
        assert!(Proposal::parse("haute", "La rentrée approche.").is_ok());
        let errors = Proposal::parse("urgente", "  ").unwrap_err();
        assert_eq!(
            errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(),
            ["niveau", "motif"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_score_or_a_refusal(texts in proptest::collection::vec(".{0,6}", 6), note in ".{0,80}") {
            let value = |c: Criterion| texts[Criterion::ALL.iter().position(|x| *x == c).unwrap()].as_str();
            if let Ok(read) = Assessment::parse(value, &note) {
                prop_assert!(Criterion::ALL.iter().all(|c| read.score(*c) <= SCORE_MAX));
            }
        }

        #[test]
        fn any_text_is_a_proposal_or_a_refusal(level in ".{0,10}", reason in ".{0,100}") {
            if let Ok(read) = Proposal::parse(&level, &reason) {
                prop_assert!(!read.reason.is_empty());
            }
        }
    }
}

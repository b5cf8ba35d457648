//! What can stop a project.

use crate::form::{Errors, FieldError, Problem};
use crate::{coded_enum, date, text};
use time::Date;

coded_enum! {
    /// The kind of a blocker: decides which offers can help.
    BlockerKind {
        /// Money is missing.
        Funding = "funding",
        /// Nobody has the time or the skill to lead the project.
        Engineering = "engineering",
        /// Land is missing or not available.
        Land = "land",
        /// A rule, a permit or a procedure.
        Regulation = "regulation",
        /// A technical question without an answer.
        Technical = "technical",
        /// Partners do not agree, or governance is unclear.
        Partners = "partners",
        /// Inhabitants or users are against it or were not asked.
        Consultation = "consultation",
        /// No company answered, or prices are too high.
        Procurement = "procurement",
        /// Anything else.
        Other = "other",
    }
}

/// Longest sentence that says what stops the project, in characters.
pub const SENTENCE_MAX: u32 = 500;
/// Longest sentence that says how it was solved, in characters.
pub const SOLUTION_MAX: u32 = 1000;

/// Raising a blocker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise {
    /// Its kind.
    pub kind: BlockerKind,
    /// What stops the project, in the words of who raises it.
    pub sentence: String,
    /// Since when.
    pub since: Date,
}

impl Raise {
    /// Reads the form: fields `nature`, `phrase` and `depuis` (today when left empty). The day may not
    /// be after `today`.
    pub fn parse(
        kind: &str,
        sentence: &str,
        since: &str,
        today: Date,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let kind = BlockerKind::parse(kind).ok_or(Problem::NotAChoice);
        let kind = errors.keep("nature", kind);
        let sentence = errors.keep("phrase", text::paragraph(sentence, SENTENCE_MAX));
        let since = match date::parse(since) {
            Err(Problem::Missing) => Ok(today),
            Ok(day) if day > today => Err(Problem::InTheFuture),
            other => other,
        };
        let since = errors.keep("depuis", since);
        let command = match (kind, sentence, since) {
            (Some(kind), Some(sentence), Some(since)) => Some(Self {
                kind,
                sentence,
                since,
            }),
            _ => None,
        };
        errors.finish(command)
    }
}

/// Reads how a blocker was solved: field `solution`.
pub fn parse_solution(solution: &str) -> Result<String, Vec<FieldError>> {
    let mut errors = Errors::new();
    let solution = errors.keep("solution", text::paragraph(solution, SOLUTION_MAX));
    errors.finish(solution)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn today() -> Date {
        date::parse("2026-11-23").unwrap()
    }

    #[test]
    fn a_day_left_empty_is_today() {
        let raise = Raise::parse("land", " Le propriétaire refuse ", "", today()).unwrap();
        assert_eq!((raise.kind, raise.since), (BlockerKind::Land, today()));
        assert_eq!(raise.sentence, "Le propriétaire refuse");
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let errors = Raise::parse("", "", "24/11/2026", today()).unwrap_err();
        let problems: Vec<_> = errors
            .iter()
            .map(|e| (e.field.as_str(), &e.problem))
            .collect();
        assert_eq!(
            problems,
            [
                ("nature", &Problem::NotAChoice),
                ("phrase", &Problem::Missing),
                ("depuis", &Problem::InTheFuture)
            ]
        );
        assert_eq!(
            Raise::parse("x", "a", "", today()).unwrap_err()[0].problem,
            Problem::NotAChoice
        );
        assert!(parse_solution(" \u{0} ").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_a_blocker_or_a_refusal(kind in ".{0,12}", sentence in ".{0,300}", since in ".{0,12}|[0-9/]{6,10}") {
            for kind in [kind.as_str(), BlockerKind::ALL[0].code()] {
                if let Ok(read) = Raise::parse(kind, &sentence, &since, today()) {
                    prop_assert!(read.since <= today());
                    let day = date::to_iso(read.since);
                    let again = Raise::parse(read.kind.code(), &read.sentence, &day, today());
                    prop_assert_eq!(again, Ok(read.clone()));
                }
            }
            if let Ok(solution) = parse_solution(&sentence) {
                prop_assert_eq!(parse_solution(&solution), Ok(solution.clone()));
            }
        }
    }
}

//! A meeting (séance) of a pair: a chosen list of projects, one after the other, and what was said of each.

use crate::coded_enum;
use crate::form::{Errors, FieldError};
use crate::text;

/// Longest name of a meeting, in characters.
pub const NAME_MAX: u32 = 120;
/// Longest sentence noted for a project, in characters.
pub const NOTE_MAX: u32 = 1_000;
/// Projects one meeting looks at: more is not looked at in an afternoon.
pub const PROJECTS_MAX: u32 = 60;
/// Seconds after which a signature that was lent for a meeting counts no more: the same day.
pub const LENT_SECONDS: i64 = 12 * 3_600;

coded_enum! {
    /// What came of a project in a meeting.
    Outcome {
        /// Both seats signed its priority.
        Decided = "decided",
        /// A priority was proposed; the other seat has still to sign.
        Proposed = "proposed",
        /// Put off to another meeting.
        Postponed = "postponed",
        /// Looked at; there was nothing to decide.
        Noted = "noted",
    }
}

/// What is written of a project that is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// [`Outcome::Postponed`] or [`Outcome::Noted`].
    pub outcome: Outcome,
    /// The sentence; never empty for what is put off.
    pub text: String,
}

impl Note {
    /// Reads the form.
    ///
    /// Errors: `NothingChosen` on `suite`; on `note`, `TooLong`, and `Missing` for what is put off.
    pub fn parse(outcome: &str, note: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let outcome = match Outcome::parse(outcome) {
            Some(one @ (Outcome::Postponed | Outcome::Noted)) => Ok(one),
            _ => Err(crate::form::Problem::NothingChosen),
        };
        let outcome = errors.keep("suite", outcome);
        let note = match outcome {
            Some(Outcome::Postponed) => text::paragraph(note, NOTE_MAX),
            _ => text::optional_paragraph(note, NOTE_MAX).map(Option::unwrap_or_default),
        };
        let note = errors.keep("note", note);
        let both = outcome.zip(note);
        errors.finish(both.map(|(outcome, text)| Self { outcome, text }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::form::Problem;

    crate::codes_read_back!(Outcome);

    #[test]
    fn what_is_put_off_says_why() {
        let refused = Note::parse("postponed", "  ").unwrap_err();
        assert_eq!(refused, [FieldError::new("note", Problem::Missing)]);
        assert!(Note::parse("noted", "").is_ok());
    }

    #[test]
    fn a_decision_is_not_a_note() {
        for code in ["decided", "proposed", "", "x"] {
            let refused = Note::parse(code, "Vu").unwrap_err();
            assert_eq!(refused, [FieldError::new("suite", Problem::NothingChosen)]);
        }
    }
}

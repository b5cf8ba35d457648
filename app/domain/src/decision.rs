//! The forms behind the other decisions on a project: redirect, assign, close, withdraw, reopen; and
//! those of the pair's own page.

use crate::date;
use crate::email;
use crate::form::{Errors, FieldError, Problem};
use crate::ids::PersonId;
use crate::text;
use time::Date;

/// Longest reason of a move, in characters.
pub const REASON_MAX: u32 = 2_000;
/// Longest name of the body a project is sent to, in characters.
pub const TO_WHOM_MAX: u32 = 200;

/// Sends a project to another body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    /// Who can help instead: a body, a person, an address.
    pub to_whom: String,
    /// Why, for the collectivité to read.
    pub reason: String,
}

impl Redirection {
    /// Reads the form. Errors on `vers` and `motif`.
    pub fn parse(to_whom: &str, reason: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let to_whom = errors.keep("vers", text::line(to_whom, TO_WHOM_MAX));
        let reason = errors.keep("motif", text::paragraph(reason, REASON_MAX));
        errors.finish(
            to_whom
                .zip(reason)
                .map(|(to_whom, reason)| Self { to_whom, reason }),
        )
    }
}

/// Gives a project to somebody to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignTo {
    /// To whom.
    pub person: PersonId,
    /// Why this person, for the collectivité to read.
    pub sentence: String,
}

impl AssignTo {
    /// Reads the form. Errors on `personne` and `phrase`.
    pub fn parse(person: &str, sentence: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let known = match person {
            "" => Err(Problem::NothingChosen),
            id => PersonId::parse(id).ok_or(Problem::NotAChoice),
        };
        let person = errors.keep("personne", known);
        let sentence = errors.keep("phrase", text::paragraph(sentence, REASON_MAX));
        errors.finish(
            person
                .zip(sentence)
                .map(|(person, sentence)| Self { person, sentence }),
        )
    }
}

/// A reason that must be there. Errors on `motif`.
pub fn reason(typed: &str) -> Result<String, Vec<FieldError>> {
    text::paragraph(typed, REASON_MAX).map_err(|problem| vec![FieldError::new("motif", problem)])
}

/// A reason that another document may stand for. Errors on `motif`.
pub fn optional_reason(typed: &str) -> Result<Option<String>, Vec<FieldError>> {
    text::optional_paragraph(typed, REASON_MAX)
        .map_err(|problem| vec![FieldError::new("motif", problem)])
}

/// The days during which somebody is away, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// First day away.
    pub from: Date,
    /// Last day away.
    pub until: Date,
}

impl Absence {
    /// Reads the form; two empty fields mean that the person is there. Errors on `du` and `au`.
    pub fn parse(from: &str, until: &str) -> Result<Option<Self>, Vec<FieldError>> {
        if from.trim().is_empty() && until.trim().is_empty() {
            return Ok(None);
        }
        let mut errors = Errors::new();
        let from = errors.keep("du", date::parse(from));
        let until = errors.keep("au", date::parse(until));
        let absence = from.zip(until).map(|(from, until)| Self { from, until });
        if absence.is_some_and(|absence| absence.until < absence.from) {
            errors.add("au", Problem::EndBeforeStart);
        }
        errors.finish(absence).map(Some)
    }
}

/// The address of somebody who has an account. Errors on `email`.
pub fn deputy(typed: &str) -> Result<String, Vec<FieldError>> {
    email::Email::parse(typed)
        .map(|email| email.to_string())
        .map_err(|problem| vec![FieldError::new("email", problem)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_redirection_says_to_whom_and_why() {
        let read = Redirection::parse(" La région ", "Hors du champ de l'État.").unwrap();
        assert_eq!(read.to_whom, "La région");
        assert_eq!(Redirection::parse("", "").unwrap_err().len(), 2);
    }

    #[test]
    fn an_assignment_names_a_person() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        assert_eq!(
            AssignTo::parse(id, "Elle connaît le site.").unwrap().person,
            PersonId::parse(id).unwrap()
        );
        assert_eq!(
            AssignTo::parse("moi", "x").unwrap_err(),
            [FieldError::new("personne", Problem::NotAChoice)]
        );
    }

    #[test]
    fn an_absence_ends_after_it_starts() {
        assert_eq!(Absence::parse(" ", ""), Ok(None));
        assert!(
            Absence::parse("01/08/2026", "15/08/2026")
                .unwrap()
                .is_some()
        );
        assert_eq!(
            Absence::parse("15/08/2026", "01/08/2026").unwrap_err(),
            [FieldError::new("au", Problem::EndBeforeStart)]
        );
        assert_eq!(
            Absence::parse("15/08/2026", "").unwrap_err(),
            [FieldError::new("au", Problem::Missing)]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_form_or_a_refusal(a in ".{0,60}", b in ".{0,60}") {
            let _ = Redirection::parse(&a, &b);
            let _ = AssignTo::parse(&a, &b);
            if let Ok(Some(absence)) = Absence::parse(&a, &b) {
                prop_assert!(absence.from <= absence.until);
            }
        }
    }
}

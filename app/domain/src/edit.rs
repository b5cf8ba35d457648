//! Changing what a project's sheet says.

use crate::coded_enum;
use crate::date;
use crate::form::{Errors, FieldError, Problem};
use crate::money::Cents;
use crate::project::{Phase, PhaseStatus};
use crate::text;
use crate::theme::Theme;
use time::Date;

/// Longest title, in characters.
pub const TITLE_MAX: u32 = 200;
/// Longest summary, in characters.
pub const SUMMARY_MAX: u32 = 5_000;
/// Longest text of what is missing, in characters.
pub const NEEDS_MAX: u32 = 3_000;

coded_enum! {
    /// The fields of the sheet that can be changed; the code is the field's name in the form.
    EditField {
        Title = "titre",
        Summary = "resume",
        MainTheme = "theme",
        Phase = "phase",
        PhaseStatus = "avancement",
        TotalCost = "cout",
        StartOn = "debut",
        EndOn = "fin",
        Needs = "besoins",
    }
}

/// What the sheet says, or should say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// At most [`TITLE_MAX`] characters.
    pub title: String,
    /// At most [`SUMMARY_MAX`] characters.
    pub summary: String,
    /// What it is about first.
    pub main_theme: Theme,
    /// How far it is.
    pub phase: Phase,
    /// How the phase goes.
    pub phase_status: PhaseStatus,
    /// Total cost, when it is known.
    pub total_cost: Option<Cents>,
    /// First day, when it is known.
    pub start_on: Option<Date>,
    /// Last day, when it is known; never before the first.
    pub end_on: Option<Date>,
    /// What is missing, in the collectivité's words; may be empty.
    pub needs: String,
}

impl Edit {
    /// Reads the form: `value` gives what was sent for a field.
    ///
    /// Errors on the fields' codes.
    pub fn parse<'a>(value: impl Fn(EditField) -> &'a str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::new();
        let typed = |field: EditField| (field.code(), value(field));

        let (name, text) = typed(EditField::Title);
        let title = errors.keep(name, text::line(text, TITLE_MAX));
        let (name, text) = typed(EditField::Summary);
        let summary = errors.keep(name, text::paragraph(text, SUMMARY_MAX));
        let (name, text) = typed(EditField::MainTheme);
        let main_theme = errors.keep(name, choice(text, Theme::parse));
        let (name, text) = typed(EditField::Phase);
        let phase = errors.keep(name, choice(text, Phase::parse));
        let (name, text) = typed(EditField::PhaseStatus);
        let phase_status = errors.keep(name, choice(text, PhaseStatus::parse));
        let (name, text) = typed(EditField::TotalCost);
        let total_cost = errors.keep(name, optional(text, Cents::parse));
        let (name, text) = typed(EditField::StartOn);
        let start_on = errors.keep(name, optional(text, date::parse));
        let (name, text) = typed(EditField::EndOn);
        let end_on = errors.keep(name, optional(text, date::parse));
        let (name, text) = typed(EditField::Needs);
        let needs = errors.keep(name, text::optional_paragraph(text, NEEDS_MAX));

        let edit = || {
            Some(Self {
                title: title?,
                summary: summary?,
                main_theme: main_theme?,
                phase: phase?,
                phase_status: phase_status?,
                total_cost: total_cost?,
                start_on: start_on?,
                end_on: end_on?,
                needs: needs?.unwrap_or_default(),
            })
        };
        let edit = edit();
        let backwards = |edit: &Self| {
            edit.start_on
                .zip(edit.end_on)
                .is_some_and(|(start, end)| end < start)
        };
        if edit.as_ref().is_some_and(backwards) {
            errors.add(EditField::EndOn.code(), Problem::EndBeforeStart);
        }
        errors.finish(edit)
    }

    /// The fields in which two texts of the sheet differ, in the order of the form.
    pub fn changed(&self, other: &Self) -> Vec<EditField> {
        let differs = |field: &EditField| match field {
            EditField::Title => self.title != other.title,
            EditField::Summary => self.summary != other.summary,
            EditField::MainTheme => self.main_theme != other.main_theme,
            EditField::Phase => self.phase != other.phase,
            EditField::PhaseStatus => self.phase_status != other.phase_status,
            EditField::TotalCost => self.total_cost != other.total_cost,
            EditField::StartOn => self.start_on != other.start_on,
            EditField::EndOn => self.end_on != other.end_on,
            EditField::Needs => self.needs != other.needs,
        };
        EditField::ALL.iter().copied().filter(differs).collect()
    }
}

fn choice<T>(text: &str, parse: fn(&str) -> Option<T>) -> Result<T, Problem> {
    match text {
        "" => Err(Problem::NothingChosen),
        code => parse(code).ok_or(Problem::NotAChoice),
    }
}

/// A field that may be left empty.
fn optional<T>(text: &str, parse: fn(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    match parse(text) {
        Ok(value) => Ok(Some(value)),
        Err(Problem::Missing) => Ok(None),
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn sound(field: EditField) -> &'static str {
        match field {
            EditField::Title => "Rénover l'école",
            EditField::Summary => "Deux classes.\n\nUn préau.",
            EditField::MainTheme => "ecole_enfance",
            EditField::Phase => "etude",
            EditField::PhaseStatus => "en_cours",
            EditField::TotalCost => "1,2 M€",
            EditField::StartOn => "01/09/2026",
            EditField::EndOn => "30/06/2027",
            EditField::Needs => "",
        }
    }

    #[test]
    fn reads_a_sheet() {
        let edit = Edit::parse(sound).unwrap();
        assert_eq!(edit.total_cost, Some(Cents(120_000_000)));
        assert_eq!(edit.summary, "Deux classes.\n\nUn préau.");
        assert!(edit.changed(&edit).is_empty());
    }

    #[test]
    fn names_each_refused_field() {
        let errors = Edit::parse(|field| match field {
            EditField::Title => "",
            EditField::Phase => "reve",
            EditField::TotalCost => "beaucoup",
            EditField::StartOn => "demain",
            other => sound(other),
        })
        .unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["titre", "phase", "cout", "debut"]);
    }

    #[test]
    fn the_end_is_not_before_the_start() {
        let errors = Edit::parse(|field| {
            if field == EditField::EndOn {
                "01/01/2026"
            } else {
                sound(field)
            }
        })
        .unwrap_err();
        assert_eq!(errors, [FieldError::new("fin", Problem::EndBeforeStart)]);
    }

    #[test]
    fn says_what_changed() {
        let before = Edit::parse(sound).unwrap();
        let after = Edit::parse(|field| match field {
            EditField::Title => "Rénover l'école du bourg",
            EditField::TotalCost => "",
            other => sound(other),
        })
        .unwrap();
        assert_eq!(
            after.changed(&before),
            [EditField::Title, EditField::TotalCost]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_a_sheet_or_a_refusal(texts in proptest::collection::vec(".{0,40}", 9)) {
            let value = |f: EditField| texts[EditField::ALL.iter().position(|x| *x == f).unwrap()].as_str();
            prop_assert!(Edit::parse(value).is_err() || !texts[0].is_empty());
        }

        #[test]
        fn hostile_texts_stay_texts(title in "\\PC{1,60}", needs in ".{0,200}") {
            let read = Edit::parse(|field| match field {
                EditField::Title => title.as_str(),
                EditField::Needs => needs.as_str(),
                other => sound(other),
            });
            if let Ok(edit) = read {
                let one_line = !edit.title.contains(['\n', '\u{202e}']);
                prop_assert!(one_line);
            }
        }
    }
}

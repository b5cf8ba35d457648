//! First screen: what the project is.

use super::Answers;
use crate::form::{Errors, Problem};
use crate::text;
use crate::theme::Theme;

/// What the project is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct What {
    /// One line.
    pub title: String,
    /// Some lines.
    pub summary: String,
    /// The theme that decides who follows it.
    pub main_theme: Theme,
    /// All the themes, the main one first.
    pub themes: Vec<Theme>,
}

impl What {
    /// The longest title, in characters.
    pub const TITLE_MAX: u32 = 150;
    /// The shortest title.
    pub const TITLE_MIN: u32 = 5;
    /// The longest summary.
    pub const SUMMARY_MAX: u32 = 4000;

    pub(super) fn read(answers: &Answers, errors: &mut Errors) -> Option<Self> {
        let title = errors.keep("titre", title(answers.get("titre")));
        let summary = errors.keep(
            "resume",
            text::paragraph(answers.get("resume"), Self::SUMMARY_MAX),
        );
        let others: Option<Vec<Theme>> = answers.all("themes").map(Theme::parse).collect();
        let others = errors.keep("themes", others.ok_or(Problem::NotAChoice));
        let main = errors.keep(
            "theme_principal",
            main(answers.get("theme_principal"), others.as_deref()),
        );
        let (main_theme, mut themes) = (main?, others?);
        themes.retain(|theme| *theme != main_theme);
        themes.sort_unstable();
        themes.dedup();
        themes.insert(0, main_theme);
        Some(Self {
            title: title?,
            summary: summary?,
            main_theme,
            themes,
        })
    }
}

fn title(typed: &str) -> Result<String, Problem> {
    let title = text::line(typed, What::TITLE_MAX)?;
    if title.chars().count() < What::TITLE_MIN as usize {
        return Err(Problem::TooShort(What::TITLE_MIN));
    }
    Ok(title)
}

/// The theme said to be the main one; where none is, the only one ticked.
fn main(typed: &str, ticked: Option<&[Theme]>) -> Result<Theme, Problem> {
    match (typed, ticked) {
        ("", Some([only])) => Ok(*only),
        ("", _) => Err(Problem::NothingChosen),
        (code, _) => Theme::parse(code).ok_or(Problem::NotAChoice),
    }
}

//! Tags: words of its own that a département puts on projects, for the State only.

use crate::form::Problem;
use crate::territory::fold;
use crate::text;

/// Longest name, in characters.
pub const NAME_MAX: u32 = 40;
/// Most tags of one département.
pub const TAGS_MAX: u32 = 60;
/// Most tags on one project.
pub const ON_PROJECT_MAX: u32 = 10;
/// The field of every form that names a tag.
pub const FIELD: &str = "etiquette";

/// The name of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagName(String);

impl TagName {
    /// One line of 1 to [`NAME_MAX`] characters.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        text::line(text, NAME_MAX).map(Self)
    }

    /// As it was typed, without the spaces around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two names of the same tag have in common: no capital, no accent, no sign between words.
    pub fn folded(&self) -> String {
        let folded = fold(&self.0);
        if folded.is_empty() {
            // Of signs alone nothing would be left, and all of them would be the same tag.
            self.0.to_lowercase()
        } else {
            folded
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        TagName::parse(text).unwrap().folded()
    }

    #[test]
    fn a_name_is_one_line_of_forty_characters() {
        assert_eq!(TagName::parse(" \n "), Err(Problem::Missing));
        assert_eq!(
            TagName::parse(&"é".repeat(41)),
            Err(Problem::TooLong(NAME_MAX))
        );
        assert!(TagName::parse(&"é".repeat(40)).is_ok());
        assert_eq!(TagName::parse(" À\nrevoir ").unwrap().as_str(), "À revoir");
    }

    #[test]
    fn capitals_and_accents_make_no_other_tag() {
        assert_eq!(folded("À revoir"), folded("a REVOIR"));
        assert_ne!(folded("À revoir"), folded("À voir"));
        assert_ne!(folded("!"), folded("?"));
    }

    proptest! {
        #[test]
        fn what_is_typed_never_breaks_it(typed in ".{0,80}") {
            if let Ok(name) = TagName::parse(&typed) {
                prop_assert!(!name.folded().is_empty());
                prop_assert_eq!(TagName::parse(name.as_str()), Ok(name));
            }
        }
    }
}

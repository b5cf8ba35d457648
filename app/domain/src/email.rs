//! E-mail addresses, in the one form we keep.

use crate::form::Problem;
use serde::{Deserialize, Serialize};

/// An address in lower case, at most 254 characters (RFC 5321, 4.5.3.1.3). Only the ASCII form with
/// a dotted domain is taken: the mail servers of public bodies know no other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads what a person typed: spaces around are dropped, capitals lowered.
    ///
    /// Errors: [`Problem::Missing`] for nothing, [`Problem::NotAnEmail`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        if text.len() <= 254 && is_address(&text) {
            Ok(Self(text))
        } else {
            Err(Problem::NotAnEmail)
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let local_ok = (1..=64).contains(&local.len())
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    local_ok && domain.contains('.') && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_what_people_type() {
        for (typed, kept) in [
            (" Mairie@Saint-Aubin.FR ", "mairie@saint-aubin.fr"),
            (
                "j.o'neil+mec@ddt.maine-et-loire.gouv.fr",
                "j.o'neil+mec@ddt.maine-et-loire.gouv.fr",
            ),
        ] {
            assert_eq!(
                Email::parse(typed).map(|e| e.to_string()),
                Ok(kept.to_owned())
            );
        }
    }

    #[test]
    fn refuses_what_cannot_be_delivered() {
        for typed in [
            "a",
            "a@b",
            "a@b.",
            "@b.fr",
            "a@.fr",
            "a b@c.fr",
            "a@b.fr\r\nBcc: x@y.fr",
            "a..b@c.fr",
            "a@-c.fr",
            "é@c.fr",
            "a@b@c.fr",
        ] {
            assert_eq!(Email::parse(typed), Err(Problem::NotAnEmail), "{typed}");
        }
        assert_eq!(Email::parse("  "), Err(Problem::Missing));
    }

    proptest! {
        #[test]
        fn never_panics_and_is_stable(text in ".{0,80}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
                prop_assert!(!email.as_str().contains(['\r', '\n', ' ']));
            }
        }
    }
}

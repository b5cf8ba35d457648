//! Codes of contracts between the State and territories.

use super::packed::{CodeError, text_code};

/// A contract: `crte-84-01-1`, `crte-11-75929394-1`: its kind, then the région, the lead départements and a number.
///
/// Contracts and programmes of other kinds (`pvd-01-971-1`) have the same build, so the kind is free:
/// two to twelve letters, then one to five groups of digits and capitals; at most 64 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractCode(Box<str>);

text_code!(ContractCode);

const LONGEST: usize = 64;

impl ContractCode {
    /// Reads a code; the kind is put in lower case and the groups in capitals, so that a link typed by hand works.
    ///
    /// # Errors
    /// [`CodeError`] when the build is another.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        if text.len() > LONGEST {
            return Err(CodeError::Length);
        }
        let (kind, rest) = text.split_once('-').ok_or(CodeError::Shape)?;
        let kind_fits =
            (2..=12).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_alphabetic());
        let groups_fit = rest.split('-').count() <= 5
            && rest
                .split('-')
                .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_alphanumeric()));
        if kind_fits && groups_fit {
            Ok(Self(
                format!(
                    "{}-{}",
                    kind.to_ascii_lowercase(),
                    rest.to_ascii_uppercase()
                )
                .into(),
            ))
        } else {
            Err(CodeError::Shape)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The letters before the first dash: `crte`.
    pub fn kind(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples() {
        for good in [
            "crte-84-01-1",
            "crte-11-75929394-1",
            "crte-94-2A-1",
            "pvd-01-971-1",
            "acv-001",
        ] {
            assert_eq!(ContractCode::parse(good).unwrap().as_str(), good);
        }
        assert_eq!(
            ContractCode::parse("CRTE-94-2a-1").unwrap().as_str(),
            "crte-94-2A-1"
        );
        assert_eq!(ContractCode::parse("crte-84-01-1").unwrap().kind(), "crte");
        for bad in [
            "",
            "crte",
            "crte-",
            "84-01-1",
            "crte--1",
            "crte-84/01",
            "crté-84-01-1",
            "crte-1-2-3-4-5-6",
            "../etc",
        ] {
            assert!(ContractCode::parse(bad).is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_safe_in_an_address_and_read_again(text in "\\PC{0,20}|[a-zA-Z]{1,14}(-[0-9a-zA-Z]{0,6}){0,7}") {
            if let Ok(code) = ContractCode::parse(&text) {
                prop_assert!(code.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
                prop_assert_eq!(ContractCode::parse(code.as_str()), Ok(code));
            }
        }
    }
}

//! SIREN: the number that identifies a commune, an EPCI or any other body.

use super::packed::{CodeError, Packed, text_code};

/// Nine digits, the last a check digit (Luhn). INSEE, répertoire Sirene.
///
/// An EPCI has no other code: its SIREN is its code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(Packed<9>);

text_code!(Siren);

impl Siren {
    /// Reads nine digits; white space between them is how people group them, and is forgiven.
    ///
    /// # Errors
    /// [`CodeError`], [`CodeError::Checksum`] when the last digit does not agree.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        Self::read(&digits(text)?)
    }

    /// The SIREN inside a SIRET (fourteen digits: the body, then one of its establishments).
    ///
    /// # Errors
    /// As [`Self::parse`]. Only the SIREN's own check digit is verified: the SIRET's has known exceptions.
    pub fn from_siret(text: &str) -> Result<Self, CodeError> {
        let digits = digits(text)?;
        if digits.len() != 14 {
            return Err(CodeError::Length);
        }
        Self::read(digits.get(..9).unwrap_or_default())
    }

    fn read(digits: &str) -> Result<Self, CodeError> {
        if digits.len() != 9 {
            return Err(CodeError::Length);
        }
        if luhn(digits) {
            Ok(Self(Packed::read(digits)?))
        } else {
            Err(CodeError::Checksum)
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

fn digits(text: &str) -> Result<String, CodeError> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match compact.as_str() {
        "" => Err(CodeError::Empty),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(compact),
        _ => Err(CodeError::Shape),
    }
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(rank, byte)| match (u32::from(byte - b'0'), rank % 2) {
            (digit, 0) => digit,
            (digit, _) if digit > 4 => digit * 2 - 9,
            (digit, _) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples() {
        for good in [
            "217500016",
            "200071751",
            "200 071 751",
            "200\u{a0}071\u{202f}751",
        ] {
            assert!(Siren::parse(good).is_ok(), "{good}");
        }
        assert_eq!(Siren::parse("217500017"), Err(CodeError::Checksum));
        assert_eq!(Siren::parse("21750001"), Err(CodeError::Length));
        assert_eq!(Siren::parse("21750001A"), Err(CodeError::Shape));
        assert_eq!(Siren::parse(""), Err(CodeError::Empty));
        assert_eq!(
            Siren::from_siret("217 500 016 00019"),
            Siren::parse("217500016")
        );
        assert_eq!(Siren::from_siret("217500016"), Err(CodeError::Length));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,16}") {
            let _ = (Siren::parse(&text), Siren::from_siret(&text));
        }

        #[test]
        fn one_wrong_digit_is_seen(stem in 10_000_000u32..100_000_000, place in 0usize..9, shift in 1u8..10) {
            let good = (0..10).map(|d| format!("{stem}{d}")).find(|s| luhn(s)).unwrap();
            prop_assert!(Siren::parse(&good).is_ok());
            let mut bytes = good.into_bytes();
            bytes[place] = b'0' + (bytes[place] - b'0' + shift) % 10;
            prop_assert_eq!(Siren::parse(&String::from_utf8(bytes).unwrap()), Err(CodeError::Checksum));
        }
    }
}

//! What all the codes share: a few ASCII characters kept inline, so that they copy like numbers.

use std::fmt;

/// Why a text is not the code it should be. Carries no sentence: the edge says it in French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing but white space.
    Empty,
    /// Too few or too many characters.
    Length,
    /// The right length, but not the characters or the range the code allows.
    Shape,
    /// The check digit does not agree with the others.
    Checksum,
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty code",
            Self::Length => "code of the wrong length",
            Self::Shape => "malformed code",
            Self::Checksum => "wrong check digit",
        })
    }
}

impl std::error::Error for CodeError {}

/// At most `N` ASCII characters, padded with zero bytes so that the order is the text's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Packed<const N: usize>([u8; N]);

impl<const N: usize> Packed<N> {
    /// Trims, upper-cases and packs; only letters and digits fit.
    pub fn read(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        if text.chars().count() > N {
            return Err(CodeError::Length);
        }
        let mut bytes = [0; N];
        for (slot, c) in bytes.iter_mut().zip(text.chars()) {
            if !c.is_ascii_alphanumeric() {
                return Err(CodeError::Shape);
            }
            *slot = c.to_ascii_uppercase() as u8;
        }
        Ok(Self(bytes))
    }

    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(N);
        // Only ASCII is ever packed.
        std::str::from_utf8(self.0.get(..len).unwrap_or_default()).unwrap_or_default()
    }
}

/// Everything a code offers once it has `parse(&str)` and `as_str()`: text, debug, serde as a checked string.
macro_rules! text_code {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::territory::CodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(super) use text_code;

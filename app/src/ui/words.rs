//! An optional text prop that takes whatever the caller holds.

/// A text that may be absent. Takes `&str`, `String`, `Option<String>` or `Option<&str>`; an empty text is an absent one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Option<String>);

impl Words {
    /// The text, when there is one.
    #[must_use]
    pub fn get(self) -> Option<String> {
        self.0
    }

    /// Whether there is a text.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// The text, or nothing at all as an empty string.
    #[must_use]
    pub fn or_empty(self) -> String {
        self.0.unwrap_or_default()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Some(text).filter(|text| !text.is_empty()))
    }
}

impl From<Option<String>> for Words {
    fn from(text: Option<String>) -> Self {
        text.map_or_else(Self::default, Self::from)
    }
}

impl From<Option<&str>> for Words {
    fn from(text: Option<&str>) -> Self {
        text.map_or_else(Self::default, Self::from)
    }
}

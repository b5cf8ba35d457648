//! The four meanings, and the absence of one.

use super::IconName;

/// What a message or a mark means. Always shown with an icon and a word, never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No meaning but its words.
    #[default]
    Neutral,
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// Look at this.
    Warning,
    /// It failed, or it is late.
    Danger,
}

impl Tone {
    /// The class that sets the tone's colours.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Info => "tone-info",
            Self::Success => "tone-success",
            Self::Warning => "tone-warning",
            Self::Danger => "tone-danger",
        }
    }

    /// The icon that says the tone without colour.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Success => IconName::CheckCircle,
            Self::Warning => IconName::Warning,
            Self::Danger => IconName::Danger,
        }
    }

    /// The word read before a message, for those who see neither colour nor icon.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral | Self::Info => "Information",
            Self::Success => "C'est fait",
            Self::Warning => "Attention",
            Self::Danger => "Erreur",
        }
    }
}

//! The values of a filter.

use crate::blocker::BlockerKind;
use crate::coded_enum;
use crate::ids::PersonId;

coded_enum! {
    /// A programme of the State for communes.
    Programme {
        /// Petites villes de demain.
        Pvd = "pvd",
        /// Villages d'avenir.
        Va = "va",
        /// Action cœur de ville.
        Acv = "acv",
    }
}

coded_enum! {
    /// What a project waits for, on the State's side.
    Waiting {
        /// To be taken in charge.
        Acknowledge = "prise-en-charge",
        /// A seat's scores.
        Score = "cotation",
        /// A first proposal of its priority.
        Prioritise = "priorite",
        /// The other seat's signature.
        Sign = "signature",
        /// Somebody to follow it.
        Assign = "affectation",
        /// The first contact of who follows it.
        Contact = "premier-contact",
    }
}

/// What stands in an address for "has none".
const NONE: &str = "aucun";
/// What stands in an address for "any of them".
const ANY: &str = "tous";
/// What stands in an address for the reader.
const ME: &str = "moi";
/// What stands in an address for "nobody".
const NOBODY: &str = "personne";

/// A value, or the lack of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrNone<T> {
    /// It has none.
    None,
    /// It has this one.
    Is(T),
}

impl<T> OrNone<T> {
    /// Reads a value or "aucun".
    pub fn parse(text: &str, value: impl Fn(&str) -> Option<T>) -> Option<Self> {
        if text == NONE {
            Some(Self::None)
        } else {
            value(text).map(Self::Is)
        }
    }

    /// As the address has it.
    pub fn code(&self, code: impl Fn(&T) -> String) -> String {
        match self {
            Self::None => NONE.to_owned(),
            Self::Is(value) => code(value),
        }
    }
}

/// A code of reference data: a SIREN, an arrondissement, a contract, a commune. Only its letters are checked here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Code(String);

impl Code {
    const LONGEST: usize = 64;

    /// Letters, digits and hyphens, at most 64.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = (1..=Self::LONGEST).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (sound && text != NONE).then(|| Self(text.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who follows a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Follower {
    /// The reader.
    Me,
    /// Nobody.
    Nobody,
    /// This person.
    Person(PersonId),
}

impl Follower {
    /// Reads "moi", "personne" or a person's id.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            ME => Some(Self::Me),
            NOBODY => Some(Self::Nobody),
            id => PersonId::parse(id).map(Self::Person),
        }
    }

    /// As the address has it.
    pub fn code(self) -> String {
        match self {
            Self::Me => ME.to_owned(),
            Self::Nobody => NOBODY.to_owned(),
            Self::Person(id) => id.to_string(),
        }
    }
}

/// What stops a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blocked {
    /// Anything.
    Any,
    /// An open blocker of this kind.
    Kind(BlockerKind),
}

impl Blocked {
    /// Reads "tous" or a kind.
    pub fn parse(text: &str) -> Option<Self> {
        if text == ANY {
            Some(Self::Any)
        } else {
            BlockerKind::parse(text).map(Self::Kind)
        }
    }

    /// As the address has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => ANY,
            Self::Kind(kind) => kind.code(),
        }
    }
}

/// What somebody typed, and what it means when it means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<T> {
    /// As it was typed, without the spaces around it.
    pub text: String,
    /// What it means.
    pub value: Option<T>,
}

impl<T> Default for Typed<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            value: None,
        }
    }
}

impl<T> Typed<T> {
    const LONGEST: usize = 40;

    /// Reads what was typed; a longer text than anybody types is cut.
    pub fn read<E>(text: &str, parse: impl Fn(&str) -> Result<T, E>) -> Self {
        let text: String = text.trim().chars().take(Self::LONGEST).collect();
        let text = text.trim_end().to_owned();
        let value = if text.is_empty() {
            None
        } else {
            parse(&text).ok()
        };
        Self { text, value }
    }

    /// Something was typed that means nothing.
    pub fn is_unread(&self) -> bool {
        self.value.is_none() && !self.text.is_empty()
    }
}

//! What an importer of reference data has to say about a file, line by line. Codes only: the command writes the sentences.

/// How much was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Understood and kept, worth knowing.
    Note,
    /// Kept, but a part of it could not be tied to a territory, or had to be guessed.
    Warning,
    /// Not kept.
    Refused,
}

/// Why a line is in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The file as a whole cannot be read (not JSON, not CSV); `value` is the reader's message.
    Unreadable,
    /// A column the file must have is not there; `value` is its name.
    MissingColumn,
    /// The line has another number of cells than the header.
    WrongCellCount,
    /// A value that may not be empty is.
    Empty,
    /// A code is not well formed.
    BadCode,
    /// A date is not one.
    BadDate,
    /// A number, a yes or no, or a kind is none of those expected.
    BadValue,
    /// A well-formed code names nothing in the reference data.
    UnknownTerritory,
    /// The code is a former commune's; the present one was taken.
    FormerCommune,
    /// The same line, or the same member of the same contract, was already read.
    Repeated,
    /// The member is in another contract as well; `value` is the SIREN.
    SharedMember,
    /// Two lines tell different names or kinds of one contract; the first is kept.
    Contradiction,
}

impl Reason {
    /// How much is lost when this happens.
    pub fn severity(self) -> Severity {
        match self {
            Self::FormerCommune | Self::Repeated | Self::SharedMember => Severity::Note,
            Self::UnknownTerritory | Self::BadDate | Self::BadValue | Self::Contradiction => {
                Severity::Warning
            }
            Self::Unreadable
            | Self::MissingColumn
            | Self::WrongCellCount
            | Self::Empty
            | Self::BadCode => Severity::Refused,
        }
    }
}

/// One remark on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1; 0 when the remark is on the file as a whole.
    pub line: u64,
    /// Column or property concerned, as the file names it; empty when it is the line as a whole.
    pub column: &'static str,
    /// What was read there. Hostile text: from a file.
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}

impl Problem {
    pub(crate) fn new(
        line: u64,
        column: &'static str,
        value: impl Into<String>,
        reason: Reason,
    ) -> Self {
        Self {
            line,
            column,
            value: value.into(),
            reason,
        }
    }
}

//! What an importer has to say about a line.

use crate::territory::{Problem, Reason as FileReason, Severity};

/// One remark on one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line of the file, from 1; 0 when the remark is on the file as a whole.
    pub line: u64,
    /// Column concerned, as the file names it; empty when it is the line as a whole.
    pub column: String,
    /// What was read there. Hostile text: from a file.
    pub value: String,
    /// What is wrong with it, or what was made of it.
    pub reason: Reason,
}

macro_rules! reasons {
    ($($(#[$meta:meta])* $variant:ident = $code:literal, $severity:ident;)+) => {
        /// Why a line is in the report.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Reason {
            /// A remark of the readers of reference data.
            File(FileReason),
            $($(#[$meta])* $variant,)+
        }

        impl Reason {
            /// How much is lost when this happens.
            pub fn severity(&self) -> Severity {
                match self {
                    Self::File(reason) => reason.severity(),
                    $(Self::$variant => Severity::$severity,)+
                }
            }

            /// The reason behind a code of [`Self::code`]; where two have the same, the one of lists. `None` for
            /// anything else.
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    "unreadable" => Some(Self::File(FileReason::Unreadable)),
                    "missing_column" => Some(Self::File(FileReason::MissingColumn)),
                    _ => None,
                }
            }

            /// A stable code for the report that machines read.
            pub const fn code(&self) -> &'static str {
                match self {
                    Self::File(reason) => file_code(*reason),
                    $(Self::$variant => $code,)+
                }
            }
        }
    };
}

reasons! {
    /// The file was read in this encoding, or this sheet was taken: `value` says which.
    ReadAs = "read_as", Note;
    /// The header gave this column the role in `value`.
    ColumnRead = "column_read", Note;
    /// The header of this column says nothing the importer knows, or another column has its role.
    ColumnIgnored = "column_ignored", Note;
    /// The lines before this one are not the header.
    BeforeHeader = "before_header", Note;
    /// No line of the beginning names columns for a title and a place.
    NoHeader = "no_header", Refused;
    /// The same line stands above.
    RepeatedLine = "repeated_line", Note;
    /// The reference stands above with other content.
    RepeatedReference = "repeated_reference", Refused;
    /// No title.
    NoTitle = "no_title", Refused;
    /// Longer than the field holds: cut.
    Shortened = "shortened", Warning;
    /// Neither a bearer nor a commune was recognised.
    NoPlace = "no_place", Refused;
    /// A name or code that is no territory's.
    UnknownPlace = "unknown_place", Warning;
    /// A name that several communes bear, and nothing tells which.
    AmbiguousPlace = "ambiguous_place", Warning;
    /// A code that lost its leading zero.
    RepairedCode = "repaired_code", Note;
    /// A former commune: the present one was taken.
    FormerCommune = "former_commune", Note;
    /// The code and the name are two communes': the code was followed.
    NameDisagrees = "name_disagrees", Warning;
    /// Not a SIREN or SIRET.
    BadSiren = "bad_siren", Warning;
    /// A bearer that is no territory: kept as a syndicat.
    KeptAsSyndicat = "kept_as_syndicat", Note;
    /// The bearer was recognised although its name is written otherwise.
    GuessedBearer = "guessed_bearer", Note;
    /// No bearer: its commune was taken.
    CommuneAsBearer = "commune_as_bearer", Note;
    /// Not a sum of money: left empty.
    BadAmount = "bad_amount", Warning;
    /// Not a day: left empty.
    BadDate = "bad_date", Warning;
    /// A day that the spreadsheet wrote as a number.
    SerialDate = "serial_date", Note;
    /// The end is before the start: left out.
    EndBeforeStart = "end_before_start", Warning;
    /// A theme that is none of ours: guessed from the title or left to the default.
    UnknownTheme = "unknown_theme", Warning;
    /// A phase that is none of ours: left to the default.
    UnknownPhase = "unknown_phase", Warning;
    /// A contract that is not there: left to the rule.
    UnknownContract = "unknown_contract", Warning;
    /// The territory is in several contracts, and nothing tells which.
    SeveralContracts = "several_contracts", Warning;
    /// A project of the service has this reference without having been imported: left as it is.
    AlreadyFollowed = "already_followed", Warning;
    /// The project lies, or would lie, in another département than the one the list is for.
    OtherDepartement = "other_departement", Refused;
    /// Not removed: a project or a manager hangs on it, or the file was not read whole.
    StillUsed = "still_used", Warning;
    /// A commune in use that the new reference data cannot account for.
    LostCommune = "lost_commune", Warning;
}

const fn file_code(reason: FileReason) -> &'static str {
    match reason {
        FileReason::Unreadable => "unreadable",
        FileReason::MissingColumn => "missing_column",
        FileReason::WrongCellCount => "wrong_cell_count",
        FileReason::Empty => "empty",
        FileReason::BadCode => "bad_code",
        FileReason::BadDate => "bad_date",
        FileReason::BadValue => "bad_value",
        FileReason::UnknownTerritory => "unknown_territory",
        FileReason::FormerCommune => "former_commune",
        FileReason::Repeated => "repeated",
        FileReason::SharedMember => "shared_member",
        FileReason::Contradiction => "contradiction",
    }
}

impl From<Problem> for Remark {
    fn from(problem: Problem) -> Self {
        Self {
            line: problem.line,
            column: problem.column.to_owned(),
            value: problem.value,
            reason: Reason::File(problem.reason),
        }
    }
}

impl Remark {
    /// A remark on a line.
    pub fn new(line: u64, column: &str, value: impl Into<String>, reason: Reason) -> Self {
        Self {
            line,
            column: column.to_owned(),
            value: value.into(),
            reason,
        }
    }
}

//! What a refused form says, as codes: the sentence is chosen where it is shown.

use serde::{Deserialize, Serialize};

/// Why a field was refused. Bounds travel with the code so that the sentence can name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was typed where something is needed.
    Missing,
    /// Nothing was chosen among the values offered where something is needed.
    NothingChosen,
    /// More than this many characters.
    TooLong(u32),
    /// Fewer than this many characters.
    TooShort(u32),
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a sum of money.
    NotAnAmount,
    /// A sum below zero or above the bound, in euros.
    AmountOutOfRange(i64),
    /// Not a day of the calendar, written JJ/MM/AAAA.
    NotADate,
    /// The end is before the start.
    EndBeforeStart,
    /// The day is later than allowed.
    InTheFuture,
    /// Not one of the values offered.
    NotAChoice,
    /// Not a known commune.
    UnknownCommune,
    /// Not a telephone number.
    NotAPhone,
    /// Not a SIREN.
    NotASiren,
    /// Not a number.
    NotANumber,
    /// A number outside of the bounds, both included.
    OutOfRange(i64, i64),
    /// A web address that does not start with https:// or http://.
    NotALink,
    /// The code typed is wrong.
    WrongCode,
    /// The link or code has expired or was already used.
    Expired,
    /// No file was chosen where one is needed.
    NoFile,
    /// A file without content.
    EmptyFile,
    /// A file above this size, in bytes.
    FileTooLarge(u64),
    /// A kind of file that is not accepted.
    FileTypeRefused,
    /// An archive that unpacks into too much, or that is damaged.
    ArchiveRefused,
    /// More files than this in one sending.
    TooManyFiles(u32),
    /// A problem of one file among several: its name, and what is wrong with it.
    InFile(String, Box<Problem>),
    /// Nobody would be left to answer for the project.
    LastLead,
    /// Already there.
    AlreadyThere,
    /// Nobody has an account under this address.
    UnknownPerson,
    /// The account under this address may not sign in any more.
    ClosedAccount,
    /// No contract has this code.
    UnknownContract,
    /// Somebody else holds the seat: whoever names another says that she knows.
    SeatIsHeld,
    /// Nobody would be left in the national administration.
    LastAdmin,
    /// Somebody of the pair cannot settle its differences.
    SitsAtASeat,
    /// No criterion would count.
    NoWeight,
    /// The seats' scores differ and nobody said why yet.
    GapsUnexplained,
    /// More than this many.
    TooMany(u32),
    /// More kept views than this for one person.
    TooManyViews(u32),
    /// More tags than this for one département.
    TooManyTags(u32),
    /// More tags than this on one project.
    TooManyOnProject(u32),
    /// More kept exports than this for one person.
    TooManyExports(u32),
    /// The view holds more projects than are sent by mail.
    ViewTooLarge(u32),
    /// Not a list that can be read, or without a line of headers and one more.
    NotAList,
    /// Another column has this role.
    RoleTaken,
    /// No column gives the title.
    NoTitleColumn,
    /// No column gives the bearer or the commune.
    NoPlaceColumn,
}

/// One refused field: its name in the form and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The `name` of the field, which is also its id in the page.
    pub field: String,
    /// Why it was refused.
    pub problem: Problem,
}

impl FieldError {
    /// A refusal of `field` because of `problem`.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self {
            field: field.into(),
            problem,
        }
    }
}

/// Collects the refusals of a form while its fields are read one after the other.
#[derive(Debug, Default)]
pub struct Errors(Vec<FieldError>);

impl Errors {
    /// Nothing refused yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value, or notes why `field` was refused and gives `None`.
    pub fn keep<T>(&mut self, field: &str, value: Result<T, Problem>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }

    /// Notes a refusal.
    pub fn add(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldError::new(field, problem));
    }

    /// The command when nothing was refused, else every refusal. `None` without a refusal cannot
    /// happen when each field was read through [`Errors::keep`]; it is treated as missing input.
    pub fn finish<T>(mut self, command: Option<T>) -> Result<T, Vec<FieldError>> {
        match command {
            Some(command) if self.0.is_empty() => Ok(command),
            _ => {
                if self.0.is_empty() {
                    self.add("", Problem::Missing);
                }
                Err(self.0)
            }
        }
    }
}

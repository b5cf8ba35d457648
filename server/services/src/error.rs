//! What a use case answers when it cannot do what was asked. Codes and fields, never sentences.

use domain::form::FieldError;

/// The result of every use case.
pub type Result<T> = std::result::Result<T, Error>;

/// A refusal or a failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, and somebody must be.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Not there, or not for this actor to know about: 404.
    #[error("not found")]
    NotFound,
    /// Known to the actor, but not allowed: 403.
    #[error("forbidden")]
    Forbidden,
    /// The form was refused; each field says why.
    #[error("refused fields")]
    Fields(Vec<FieldError>),
    /// The state machine knows no such move from here.
    #[error("impossible move")]
    ImpossibleMove,
    /// Somebody else changed it in between.
    #[error("changed by somebody else")]
    Conflict,
    /// The same form was sent before and taken: answer as the first time.
    #[error("already done")]
    Repeated,
    /// Too many tries; seconds to wait.
    #[error("too many requests")]
    TooMany(u32),
    /// A failure below: logged, never shown.
    #[error("store: {0}")]
    Store(store::Error),
    /// A failure of the outside: logged, never shown.
    #[error("outside: {0}")]
    Outside(String),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::VersionMismatch => Self::Conflict,
            other => Self::Store(other),
        }
    }
}

impl Error {
    /// A single refused field.
    pub fn field(field: &str, problem: domain::form::Problem) -> Self {
        Self::Fields(vec![FieldError::new(field, problem)])
    }
}

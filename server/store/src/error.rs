//! What can go wrong below the services.

use sea_orm::{DbErr, SqlErr};

/// The result of every function of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the store. Its text holds SQL and must never reach a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// A uniqueness rule refused the write.
    #[error("already there: {0}")]
    Duplicate(String),
    /// The row changed since it was read.
    #[error("changed by somebody else")]
    VersionMismatch,
    /// A stored value cannot be read back.
    #[error("unreadable value in {0}")]
    Unreadable(&'static str),
    /// Anything else the database says.
    #[error(transparent)]
    Backend(DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(text)) => Self::Duplicate(text),
            _ => match error {
                DbErr::RecordNotFound(_) | DbErr::RecordNotUpdated => Self::NotFound,
                other => Self::Backend(other),
            },
        }
    }
}

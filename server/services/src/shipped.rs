//! What the service ships and a database must hold before pages are served.

use crate::{Error, Result, Services};

impl Services {
    /// The starter questionnaire and the catalogue of help; nothing is written when they are there.
    pub async fn ensure_shipped(&self) -> Result<()> {
        unless_another_did(self.ensure_starter_survey().await)?;
        unless_another_did(self.ensure_catalogue().await)
    }
}

/// Two machines that start together on one database write the same rows: the second finds them there.
fn unless_another_did(done: Result<()>) -> Result<()> {
    match done {
        Err(Error::Store(store::Error::Duplicate(_))) => Ok(()),
        other => other,
    }
}

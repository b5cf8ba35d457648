//! The same form sent twice is one: a lost answer, a second press or a reload changes nothing.

use crate::{Cx, Error, Result, Services};
use store::Tx;

/// The key that a form carries (a UUID drawn when its page was made). Forms without one, from scripts
/// of others, are taken as new each time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Once(Option<String>);

impl Once {
    /// A key as it was sent; anything that is not a plain key of at most 64 characters is no key.
    pub fn new(key: &str) -> Self {
        let sound = (8..=64).contains(&key.len())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        Self(sound.then(|| key.to_owned()))
    }

    /// Without a key.
    pub const fn none() -> Self {
        Self(None)
    }

    /// The key itself.
    pub fn key(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl Services {
    /// Claims the form's key for the one who sends it, in the transaction of what the form does.
    ///
    /// Errors: [`Error::Repeated`] when the same person sent the same key before; the transaction must
    /// then be dropped and the first answer given again.
    pub async fn claim(&self, tx: &Tx, cx: &Cx, once: &Once) -> Result<()> {
        let Some(key) = once.key() else {
            return Ok(());
        };
        let scope = cx.person_id().map(|p| p.to_string()).unwrap_or_default();
        let now = self.clock.now();
        match store::journal::claim_key(tx, &scope, key, now).await {
            Err(store::Error::Duplicate(_)) => Err(Error::Repeated),
            other => Ok(other?),
        }
    }
}

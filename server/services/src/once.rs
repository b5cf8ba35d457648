//! The same form sent twice is one: a lost answer, a second press or a reload changes nothing.

use crate::{Cx, Error, Result, Services};
use domain::timestamp::Timestamp;
use store::Tx;
use store::journal::Key;

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

    /// The key as it is taken.
    pub(crate) fn taken<'a>(&'a self, scope: &'a str, at: Timestamp) -> Option<Key<'a>> {
        self.key().map(|key| Key { scope, key, at })
    }
}

/// Whose key: one person's, or nobody's.
pub(crate) fn scope(cx: &Cx) -> String {
    cx.person_id().map(|p| p.to_string()).unwrap_or_default()
}

impl Services {
    /// Claims the form's key for the one who sends it, in the transaction of what the form does.
    ///
    /// Errors: [`Error::Repeated`] when the same person sent the same key before; the transaction must
    /// then be dropped and the first answer given again.
    pub async fn claim(&self, tx: &Tx, cx: &Cx, once: &Once) -> Result<()> {
        let scope = scope(cx);
        let Some(key) = once.taken(&scope, self.clock.now()) else {
            return Ok(());
        };
        store::journal::claim_key(tx, key).await.map_err(repeated)
    }
}

/// A key that was there before says that the form was sent before.
pub(crate) fn repeated(error: store::Error) -> Error {
    match error {
        store::Error::Duplicate(_) => Error::Repeated,
        other => other.into(),
    }
}

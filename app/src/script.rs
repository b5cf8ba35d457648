//! Scripts of one page or a few: what they improve is whole without them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// A file of `public`.
pub struct Script {
    name: &'static str,
    content: &'static str,
    address: OnceLock<String>,
}

/// A board that lives.
pub static BOARD: Script = Script::new("board.js", include_str!("../../public/board.js"));
/// Results as one types.
pub static FILTERS: Script = Script::new("filters.js", include_str!("../../public/filters.js"));
/// Rows by keyboard, and columns as wide as one likes.
pub static TABLE: Script = Script::new("table.js", include_str!("../../public/table.js"));
/// The map that one moves in.
pub static MAP: Script = Script::new("map.js", include_str!("../../public/map.js"));

impl Script {
    const fn new(name: &'static str, content: &'static str) -> Self {
        let address = OnceLock::new();
        Self {
            name,
            content,
            address,
        }
    }

    /// Its address: another one whenever the file changes, so that no browser keeps the old one.
    pub fn address(&'static self) -> &'static str {
        self.address.get_or_init(|| {
            let mut hash = DefaultHasher::new();
            self.content.hash(&mut hash);
            format!("/{}?v={:016x}", self.name, hash.finish())
        })
    }
}

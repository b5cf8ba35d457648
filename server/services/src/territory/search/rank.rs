//! How well an entry answers, apart from how important the territory is.

use super::entries::Entry;
use super::typo;

/// Ranks run from 0, the best.
pub const RANKS: usize = 6;

/// Rank of an entry that holds all the words typed. A name without its article counts as one that begins so: "saint" is
/// rather the beginning of a name than the commune of Le Saint.
pub fn of(entry: &Entry, typed: &str) -> usize {
    let (name, short) = entry.names();
    let exact = name == typed;
    let begins = name.starts_with(typed) || short.starts_with(typed);
    rank(entry.is_former(), exact, begins)
}

/// Rank of an entry that holds them but for one letter.
pub fn nearly(entry: &Entry, typed: &str) -> usize {
    let (name, short) = entry.names();
    let exact = typo::is(typed, name) || typo::is(typed, short);
    let begins = typo::begins(typed, name) || typo::begins(typed, short);
    rank(entry.is_former(), exact, begins)
}

fn rank(former: bool, exact: bool, begins: bool) -> usize {
    match (former, exact, begins) {
        (false, true, _) => 0,
        (false, false, true) => 1,
        (true, true, _) => 2,
        (false, false, false) => 3,
        (true, false, true) => 4,
        (true, false, false) => 5,
    }
}

/// A folded name without "le", "la", "les" or "l" before it, which people leave out.
pub fn without_article(name: &str) -> &str {
    ["le ", "la ", "les ", "l "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

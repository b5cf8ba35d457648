//! What people write to each other on a project.

use crate::form::{FieldError, Problem};
use crate::text;

/// Longest message, in characters.
pub const MESSAGE_CHARS: u32 = 20_000;
/// How long its author may change a message, in seconds.
pub const EDIT_SECONDS: i64 = 15 * 60;
/// Longest address turned into a link, in bytes.
const LINK_BYTES: usize = 2_000;

/// Reads what was typed as a message. A message may be without words when it carries files.
pub fn parse(typed: &str, has_files: bool) -> Result<String, Vec<FieldError>> {
    let words = match text::optional_paragraph(typed, MESSAGE_CHARS) {
        Ok(words) => words.unwrap_or_default(),
        Err(problem) => return Err(vec![FieldError::new("message", problem)]),
    };
    if words.is_empty() && !has_files {
        return Err(vec![FieldError::new("message", Problem::Missing)]);
    }
    Ok(words)
}

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Words, shown as they are.
    Words(&'a str),
    /// An `http` or `https` address: shown as a link.
    Link(&'a str),
}

/// Cuts a message into words and addresses. Together the pieces are the message again.
///
/// Only `http://` and `https://` are addresses: whatever else a scheme could do is left as words.
pub fn segments(message: &str) -> Vec<Segment<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(start) = message
        .get(from..)
        .and_then(|rest| rest.find("http"))
        .map(|at| from + at)
    {
        match link_at(message, start) {
            Some(link) => {
                push_words(&mut pieces, message.get(done..start));
                pieces.push(Segment::Link(link));
                done = start + link.len();
                from = done;
            }
            None => from = start + "http".len(),
        }
    }
    push_words(&mut pieces, message.get(done..));
    pieces
}

fn push_words<'a>(pieces: &mut Vec<Segment<'a>>, words: Option<&'a str>) {
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        pieces.push(Segment::Words(words));
    }
}

/// The address that starts at `start`, without the punctuation that closes its sentence.
fn link_at(message: &str, start: usize) -> Option<&str> {
    let before = message.get(..start)?.chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = message.get(start..)?;
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| rest.starts_with(scheme))?;
    let end = rest.find(ends_link).unwrap_or(rest.len());
    let link = rest.get(..end)?;
    let closing: &[char] = if link.contains('(') {
        &['.', ',', ';', ':', '!', '?', '\u{2026}']
    } else {
        &['.', ',', ';', ':', '!', '?', '\u{2026}', ')', ']']
    };
    let link = link.trim_end_matches(closing);
    let host = link.get(scheme.len()..)?.chars().next()?;
    (link.len() <= LINK_BYTES && host.is_alphanumeric()).then_some(link)
}

fn ends_link(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '<' | '>' | '"' | '\'' | '`' | '«' | '»' | '\u{2019}' | '\\'
        )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn links(message: &str) -> Vec<&str> {
        segments(message)
            .into_iter()
            .filter_map(|piece| match piece {
                Segment::Link(link) => Some(link),
                Segment::Words(_) => None,
            })
            .collect()
    }

    #[test]
    fn finds_addresses_and_leaves_the_sentence() {
        assert_eq!(
            links("Voir https://exemple.fr/a?b=1&c=2, (http://exemple.fr/d) et « https://é.fr »."),
            [
                "https://exemple.fr/a?b=1&c=2",
                "http://exemple.fr/d",
                "https://é.fr"
            ]
        );
        assert_eq!(
            links("https://fr.exemple.org/wiki/Eau_(village)."),
            ["https://fr.exemple.org/wiki/Eau_(village)"]
        );
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for hostile in [
            "javascript:alert(1)",
            "xhttps://exemple.fr",
            "https://",
            "https://\u{202e}rf.elpmexe",
            "http:/exemple.fr",
            "HTTPS",
            "data:text/html,http",
        ] {
            assert_eq!(links(hostile), Vec::<&str>::new(), "{hostile}");
        }
        assert_eq!(links("https://a.fr/\"onclick=x"), ["https://a.fr/"]);
    }

    #[test]
    fn a_message_has_words_or_files() {
        assert!(parse(" \n ", false).is_err());
        assert_eq!(parse(" \n ", true), Ok(String::new()));
        assert_eq!(
            parse(&"a".repeat(20_001), false),
            Err(vec![FieldError::new("message", Problem::TooLong(20_000))])
        );
        assert!(parse(&"é".repeat(20_000), false).is_ok());
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_message(text in "\\PC{0,80}|(https?://[a-z./()é ,]{0,20}){0,5}") {
            let again: String = segments(&text)
                .into_iter()
                .map(|piece| match piece { Segment::Words(t) | Segment::Link(t) => t })
                .collect();
            prop_assert_eq!(again, text);
        }
    }
}

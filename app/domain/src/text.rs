//! Text that people type: trimmed, bounded, without control characters.

use crate::form::Problem;

/// One line of at most `max` characters (Unicode scalar values), not empty.
pub fn line(text: &str, max: u32) -> Result<String, Problem> {
    let text = optional_line(text, max)?;
    text.ok_or(Problem::Missing)
}

/// One line of at most `max` characters, or nothing. Line breaks and tabs become spaces.
pub fn optional_line(text: &str, max: u32) -> Result<Option<String>, Problem> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || is_unwanted(c))
        .filter(|word| !word.is_empty())
        .collect();
    bounded(words.join(" "), max)
}

/// Several lines of at most `max` characters, not empty.
pub fn paragraph(text: &str, max: u32) -> Result<String, Problem> {
    optional_paragraph(text, max)?.ok_or(Problem::Missing)
}

/// Several lines of at most `max` characters, or nothing. Line ends become `\n`.
pub fn optional_paragraph(text: &str, max: u32) -> Result<Option<String>, Problem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !is_unwanted(*c))
        .collect();
    bounded(text.trim().to_owned(), max)
}

/// The same text without what nobody types on a keyboard: control characters other than tabs and line ends, and
/// those that turn the direction. Nothing else changes, so that a refused form shows what was typed.
pub fn typed(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\r' | '\t') || !is_unwanted(*c))
        .collect()
}

/// The same text on one line, with nothing that acts on a screen: what would turn the direction or move a
/// terminal's cursor becomes a space.
pub fn inert(text: &str) -> String {
    text.chars()
        .map(|c| if is_unwanted(c) { ' ' } else { c })
        .collect()
}

fn bounded(text: String, max: u32) -> Result<Option<String>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > max as usize {
        return Err(Problem::TooLong(max));
    }
    Ok(Some(text))
}

/// Control characters, and those that turn the direction of what follows (Unicode TR36, 3.2): they
/// can make a name or a file read as another one.
fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_trimmed_and_bounded() {
        assert_eq!(
            line("  École \n Jean-Moulin\u{0} ", 40),
            Ok("École Jean-Moulin".into())
        );
        assert_eq!(line(" \u{202e} ", 40), Err(Problem::Missing));
        assert_eq!(line("éàü", 2), Err(Problem::TooLong(2)));
    }

    #[test]
    fn a_paragraph_keeps_its_lines() {
        assert_eq!(paragraph("a\r\n\r\nb\r", 10), Ok("a\n\nb".into()));
    }

    #[test]
    fn nothing_inert_acts() {
        assert_eq!(typed(" a\u{0}b\r\n\tc\u{202e} "), " ab\r\n\tc ");
        assert_eq!(inert("a\u{1b}[31m\r\n\u{202e}é"), "a [31m   é");
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same_again(text in "\\PC{0,200}|.{0,200}") {
            if let Ok(Some(once)) = optional_line(&text, 300) {
                prop_assert_eq!(optional_line(&once, 300), Ok(Some(once.clone())));
            }
            if let Ok(Some(once)) = optional_paragraph(&text, 300) {
                prop_assert_eq!(optional_paragraph(&once, 300), Ok(Some(once.clone())));
            }
        }
    }
}

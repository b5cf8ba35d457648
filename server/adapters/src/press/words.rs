//! What people typed, in the characters that the fonts have.

use serde_json::Value;

/// Stands for a character that no font has.
const UNKNOWN: char = '\u{fffd}';

/// Goes through every text of a document. PDF/UA-1 refuses a character without a shape, and a document lost to one emoji would
/// be no help: each becomes a mark that says that something stood there.
pub fn clean(value: &mut Value, has: &dyn Fn(char) -> bool) {
    match value {
        Value::String(text) => {
            if text.chars().any(|one| shown(one, has) != Some(one)) {
                *text = text.chars().filter_map(|one| shown(one, has)).collect();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|one| clean(one, has)),
        Value::Object(fields) => fields.values_mut().for_each(|one| clean(one, has)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn shown(one: char, has: &dyn Fn(char) -> bool) -> Option<char> {
    match one {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ if one.is_control() || is_unseen(one) => None,
        _ if is_private(one) => Some('?'),
        _ if has(one) => Some(one),
        _ if one.is_whitespace() => Some('\u{a0}'),
        _ if has(UNKNOWN) => Some(UNKNOWN),
        _ => Some('?'),
    }
}

/// Characters that only steer others: joiners, marks of direction, choices of a shape.
fn is_unseen(one: char) -> bool {
    matches!(one,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_private(one: char) -> bool {
    matches!(one, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Value {
        let mut value = Value::from(vec![text]);
        clean(&mut value, &|one| one.is_ascii() || one == UNKNOWN);
        value.get(0).cloned().unwrap_or_default()
    }

    #[test]
    fn what_has_no_shape_leaves_a_mark() {
        assert_eq!(cleaned("#a $b$ \\ \"c\"\nd"), "#a $b$ \\ \"c\"\nd");
        assert_eq!(cleaned("F\u{ea}te \u{1f389}"), "F\u{fffd}te \u{fffd}");
        assert_eq!(cleaned("a\u{202e}b\u{0}c\u{200d}\u{fe0f}\td"), "abc d");
        assert_eq!(cleaned("10\u{202f}000"), "10\u{a0}000");
        assert_eq!(cleaned("\u{e123}"), "?");
    }
}

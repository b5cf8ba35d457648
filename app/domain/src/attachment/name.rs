//! Names of files, which are hostile text.

use crate::text;

/// Longest name kept, in characters, its extension included.
pub const NAME_CHARS: usize = 120;

/// A name fit to be shown, kept and offered for download: no path, no control or direction mark, no
/// sign that a system reserves, at most [`NAME_CHARS`] characters with its extension kept.
pub fn clean(name: &str) -> String {
    let (stem, extension) = parts(name);
    if extension.is_empty() {
        return cut(&stem, NAME_CHARS);
    }
    let room = NAME_CHARS.saturating_sub(extension.chars().count() + 1);
    format!("{}.{extension}", cut(&stem, room))
}

/// Whether [`clean`] leaves the end of a name out because it is too long.
pub fn is_too_long(name: &str) -> bool {
    let (stem, extension) = parts(name);
    let point = usize::from(!extension.is_empty());
    stem.chars().count() + point + extension.chars().count() > NAME_CHARS
}

/// The name without its path and without what may not stand in it, parted from its extension.
fn parts(name: &str) -> (String, String) {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(plain)
        .collect();
    let line = text::optional_line(&visible, u32::MAX)
        .ok()
        .flatten()
        .unwrap_or_default();
    let line = line.trim_matches(['.', ' ']);
    let (stem, extension) = match line.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => {
            (stem.trim_end_matches(['.', ' ']), extension)
        }
        _ => (line, ""),
    };
    let stem = if stem.is_empty() { "fichier" } else { stem };
    (stem.to_owned(), extension.to_owned())
}

fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

const fn plain(c: char) -> char {
    match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '-',
        other => other,
    }
}

/// The value of `Content-Disposition` that makes a browser save a file under this name (RFC 6266, with
/// the encoding of RFC 8187).
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " ._-()".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded = name
        .bytes()
        .fold(String::with_capacity(name.len()), |mut out, byte| {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    out.push(char::from(byte))
                }
                _ => out.push_str(&format!("%{byte:02X}")),
            }
            out
        });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_names_become_plain_ones() {
        for (sent, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\mairie\\Devis école.pdf", "Devis école.pdf"),
            ("devis\u{202e}fdp.exe", "devisfdp.exe"),
            ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie- x=1.pdf"),
            (
                "<img src=x onerror=alert(1)>.png",
                "-img src=x onerror=alert(1)-.png",
            ),
            ("", "fichier"),
            ("....", "fichier"),
            (".pdf", "pdf"),
            ("a\u{200b}b\0.txt", "ab.txt"),
        ] {
            assert_eq!(clean(sent), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let long = clean(&format!("{}.pdf", "é".repeat(300)));
        assert_eq!(long.chars().count(), NAME_CHARS);
        assert!(long.ends_with("….pdf"));
        assert!(is_too_long(&format!("{}.pdf", "é".repeat(300))));
        let exact = format!("{}.pdf", "é".repeat(NAME_CHARS - 4));
        assert!(clean(&exact) == exact && !is_too_long(&exact));
    }

    #[test]
    fn the_download_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("é\"\r\n.pdf"),
            "attachment; filename=\"____.pdf\"; filename*=UTF-8''%C3%A9%22%0D%0A.pdf"
        );
    }

    proptest! {
        #[test]
        fn always_plain_and_bounded(name in ".{0,400}") {
            let cleaned = clean(&name);
            prop_assert!(!cleaned.is_empty());
            prop_assert!(cleaned.chars().count() <= NAME_CHARS);
            prop_assert!(!cleaned.contains(['/', '\\', '\n', '\r', '\0', '"']));
            prop_assert!(disposition(&cleaned).is_ascii());
        }
    }
}

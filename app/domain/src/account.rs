//! What a person tells of herself, and where she comes back to.

mod device;
mod mails;
mod phone;
mod profile;

pub use device::device_code;
pub use mails::{DIGEST_HOUR, DIGEST_HOURS, MailChoice, Topic};
pub use phone::phone;
pub use profile::{MailFrequency, Profile, ProfileForm};

/// Longest path we come back to after signing in.
const PATH_MAX: usize = 512;

/// A path of this site and nothing else, for what comes back after signing in; `None` for everything
/// that a browser could read as another site: `//host`, `/\host`, a scheme, a control character (which
/// browsers drop), or a path that is too long.
pub fn local_path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let elsewhere = rest.starts_with(['/', '\\']);
    let unsound = text.len() > PATH_MAX
        || text.contains('\\')
        || text.chars().any(|c| c.is_control() || c.is_whitespace());
    // A fragment never reaches the server and a non-ASCII path is never ours unencoded.
    (!elsewhere && !unsound && text.is_ascii()).then_some(text)
}

/// The six digits of a sign-in code, spaces dropped; `None` for anything else.
pub fn six_digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn comes_back_to_this_site_only() {
        for (text, kept) in [
            ("/", true),
            ("/projets/1?onglet=a&b=https://ailleurs.example", true),
            ("", false),
            ("projets", false),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("\\\\evil.example", false),
            ("https://evil.example", false),
            ("javascript:alert(1)", false),
            ("/\t/evil.example", false),
            ("/\n/evil.example", false),
            (" //evil.example", false),
            ("/a\r\nSet-Cookie: x=y", false),
            ("/a\\b", false),
            ("/é", false),
        ] {
            assert_eq!(local_path(text).is_some(), kept, "{text:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(600))), None);
    }

    #[test]
    fn codes_may_be_typed_with_spaces() {
        assert_eq!(six_digits(" 123 456"), Some("123456".to_owned()));
        for text in ["12345", "1234567", "12345a", "１２３４５６", ""] {
            assert_eq!(six_digits(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_kept_path_has_one_slash_first(text in "\\PC{0,40}|[/\\\\a-z:.]{0,20}") {
            if let Some(path) = local_path(&text) {
                prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'));
            }
        }
    }
}

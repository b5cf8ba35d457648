//! Which browser on which system, told apart well enough for a person to know her own.

/// A short code such as `firefox windows` from a browser's `User-Agent`; an unknown part is `autre`.
///
/// Only these words are kept: the full text would tell more of the person than is needed.
pub fn device_code(user_agent: &str) -> String {
    // Order matters: browsers name those they imitate.
    let browser = first_of(
        user_agent,
        &[
            ("Edg", "edge"),
            ("OPR/", "opera"),
            ("Firefox/", "firefox"),
            ("FxiOS", "firefox"),
            ("SamsungBrowser", "samsung"),
            ("Chrome/", "chrome"),
            ("CriOS", "chrome"),
            ("Safari/", "safari"),
        ],
    );
    let system = first_of(
        user_agent,
        &[
            ("Android", "android"),
            ("iPhone", "iphone"),
            ("iPad", "ipad"),
            ("Windows", "windows"),
            ("Mac OS X", "mac"),
            ("CrOS", "chromeos"),
            ("Linux", "linux"),
        ],
    );
    format!("{browser} {system}")
}

fn first_of(text: &str, words: &[(&str, &'static str)]) -> &'static str {
    words
        .iter()
        .find(|(mark, _)| text.contains(mark))
        .map_or("autre", |(_, code)| code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tells_the_usual_ones_apart() {
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(device_code(agent), "edge windows");
        assert_eq!(
            device_code("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"),
            "firefox linux"
        );
        assert_eq!(device_code("<script>"), "autre autre");
    }

    proptest! {
        #[test]
        fn any_text_gives_two_words_of_ours(agent in ".{0,80}|(Firefox/|iPhone|Linux|Edg| ){0,4}") {
            let code = device_code(&agent);
            let (browser, system) = code.split_once(' ').unwrap();
            for word in [browser, system] {
                prop_assert!(!word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
            }
        }
    }
}

//! Reads one version out of `Cargo.lock`.

/// The version of the package `name`, or of the last one where several are locked.
pub fn version_of(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut found = None;
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        if line.trim() != wanted {
            continue;
        }
        let version = lines
            .next()
            .and_then(|next| next.trim().strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'));
        found = version.map(str::to_owned).or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::version_of;

    const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"wasm-bindgen-macro\",
]

[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.131\"
";

    #[test]
    fn takes_the_exact_name() {
        assert_eq!(version_of(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(
            version_of(LOCK, "wasm-bindgen-macro").as_deref(),
            Some("0.2.131")
        );
    }

    #[test]
    fn says_nothing_of_an_absent_one() {
        assert_eq!(version_of(LOCK, "wasm"), None);
    }
}

//! Reads how many tests passed and failed out of what the runners print.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The counts of `cargo test`, one entry a crate, in the order of their first appearance.
pub fn of_cargo(text: &str) -> Vec<(String, Counts)> {
    let mut found: Vec<(String, Counts)> = Vec::new();
    let mut current = String::from("?");
    for line in text.lines().map(str::trim) {
        if let Some(name) = running(line) {
            current = name;
        } else if let Some(counts) = result_line(line) {
            match found.iter_mut().find(|(name, _)| *name == current) {
                Some((_, sum)) => *sum += counts,
                None => found.push((current.clone(), counts)),
            }
        }
    }
    found
}

/// "Running unittests src/lib.rs (target/debug/deps/store-0123456789abcdef)" or "Doc-tests store" → "store".
fn running(line: &str) -> Option<String> {
    if let Some(name) = line.strip_prefix("Doc-tests ") {
        return Some(name.to_owned());
    }
    let path = line.strip_prefix("Running ")?.rsplit_once('(')?.1;
    let file = path.trim_end_matches(')').rsplit('/').next()?;
    Some(
        file.rsplit_once('-')
            .map_or(file, |(name, _)| name)
            .to_owned(),
    )
}

/// "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s".
fn result_line(line: &str) -> Option<Counts> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        numbers
            .split("; ")
            .find_map(|part| part.strip_suffix(word)?.trim().parse().ok())
    };
    Some(Counts {
        passed: number("passed")?,
        failed: number("failed")?,
        skipped: number("ignored").unwrap_or(0),
    })
}

/// The counts at the end of Playwright's report: "  2 failed", "  1 flaky", "  3 skipped", "  40 passed (1.2m)".
pub fn of_playwright(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let (Some(number), Some(what)) = (words.next(), words.next()) else {
            continue;
        };
        let (Ok(number), following) = (number.parse::<u64>(), words.next()) else {
            continue;
        };
        match (what, following) {
            ("passed", None) => counts.passed += number,
            ("passed", Some(time)) if time.starts_with('(') => counts.passed += number,
            // It did what it should when tried again: a race of the test, not a fault of the page. The summary tells of it.
            ("flaky", None) => counts.passed += number,
            ("failed" | "interrupted", None) => counts.failed += number,
            ("skipped", None) | ("did", Some("not")) => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

/// How many of Playwright's tests passed only when tried again.
pub fn tried_again(text: &str) -> u64 {
    text.lines()
        .filter_map(|line| line.trim().strip_suffix(" flaky")?.parse::<u64>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_output_is_counted_by_crate() {
        let text = "\
   Compiling app v0.1.0
    Finished `test` profile
     Running unittests src/lib.rs (/x/target/debug/deps/app-0123456789abcdef)

running 2 tests
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

     Running tests/routes.rs (target/debug/deps/routes-0123456789abcdef)
test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.10s
   Doc-tests app
test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";
        let counts = |passed, failed, skipped| Counts {
            passed,
            failed,
            skipped,
        };
        let expected = vec![
            ("app".to_owned(), counts(3, 0, 0)),
            ("routes".to_owned(), counts(3, 1, 2)),
        ];
        assert_eq!(of_cargo(text), expected);
    }

    #[test]
    fn playwright_output_is_counted() {
        let text = "\
Running 46 tests using 1 worker
  ✓  1 tests/sign-in.spec.ts:3:1 › 2 failed tries lock nothing (1.2s)
  2 failed
    tests/project.spec.ts:10:1 › deposit ─────
  1 flaky
    tests/blocker.spec.ts:10:1 › raise
  3 skipped
  4 did not run
  36 passed (1.2m)
";
        let expected = Counts {
            passed: 37,
            failed: 2,
            skipped: 7,
        };
        assert_eq!(of_playwright(text), expected);
        assert_eq!(tried_again(text), 1);
        assert_eq!(of_playwright("  12 passed (3.4s)").passed, 12);
        assert_eq!(of_playwright("Error: no tests found"), Counts::default());
    }
}

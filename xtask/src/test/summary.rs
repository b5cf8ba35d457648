//! The table at the end, and the line that counts.

use super::Report;
use super::counts::Counts;
use crate::progress::human;

/// The table of the steps, then `N passed, M failed` as the last line. A step that failed without naming a test counts as one.
pub fn table(reports: &[Report]) -> String {
    let mut text = String::new();
    let mut total = Counts::default();
    for report in reports {
        let (word, counts, note) = match &report.result {
            Ok(told) => ("ok", told.counts, told.note.clone()),
            Err(failed) => ("FAILED", at_least_one(failed.counts), tests(failed.counts)),
        };
        total += counts;
        let line = format!(
            "{:<9} {word:<7} {:>13}   {note}",
            report.name,
            human(report.time)
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&format!(
        "\n{} passed, {} failed",
        total.passed, total.failed
    ));
    text
}

fn at_least_one(counts: Counts) -> Counts {
    Counts {
        failed: counts.failed.max(1),
        ..counts
    }
}

/// "12 passed, 1 failed"; nothing for a step that counted no test.
pub fn tests(counts: Counts) -> String {
    match counts {
        Counts {
            passed: 0,
            failed: 0,
            skipped: 0,
        } => String::new(),
        Counts {
            passed,
            failed,
            skipped: 0,
        } => format!("{passed} passed, {failed} failed"),
        Counts {
            passed,
            failed,
            skipped,
        } => format!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Failed, Told};
    use super::*;
    use std::time::Duration;

    fn report(name: &'static str, result: Result<Told, Failed>) -> Report {
        let time = Duration::from_secs(61);
        Report { name, time, result }
    }

    #[test]
    fn the_last_line_counts_tests_and_broken_steps() {
        let counts = |passed, failed| Counts {
            passed,
            failed,
            skipped: 0,
        };
        let told = Told {
            counts: counts(10, 0),
            note: String::from("app 10"),
        };
        let failed = Failed {
            counts: counts(4, 2),
            message: String::new(),
        };
        let reports = [
            report("fmt", Err(Failed::from(String::from("not formatted")))),
            report("unit", Ok(told)),
            report("browser", Err(failed)),
        ];
        let text = table(&reports);
        assert!(
            text.contains("unit      ok         1 min 01 s   app 10\n"),
            "{text}"
        );
        assert!(text.ends_with("\n14 passed, 3 failed"), "{text}");
    }
}

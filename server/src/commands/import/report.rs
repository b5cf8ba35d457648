//! The report of an import: for people on the standard output, for machines as CSV.

use anyhow::Context;
use app::import::words;
use services::import::Remark;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Remarks of one kind shown to people; the CSV holds all of them.
const SHOWN: u64 = 20;

/// Takes remarks as they come.
pub struct Report {
    csv: Option<csv::Writer<File>>,
    counts: BTreeMap<&'static str, u64>,
    failed: Option<csv::Error>,
}

/// A line on the standard output. A reader who left is no reason to stop an import.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

impl Report {
    /// A report, also to a CSV when one is named.
    pub fn new(path: Option<&Path>) -> anyhow::Result<Self> {
        let mut csv = match path {
            Some(path) => {
                Some(csv::Writer::from_path(path).with_context(|| path.display().to_string())?)
            }
            None => None,
        };
        if let Some(csv) = &mut csv {
            csv.write_record([
                "ligne",
                "gravite",
                "raison",
                "colonne",
                "valeur",
                "explication",
            ])?;
        }
        Ok(Self {
            csv,
            counts: BTreeMap::new(),
            failed: None,
        })
    }

    /// Tells a remark.
    pub fn remark(&mut self, remark: &Remark) {
        let count = self.counts.entry(remark.reason.code()).or_default();
        *count += 1;
        if *count <= SHOWN {
            say(&words::line(remark));
        }
        if let Some(csv) = &mut self.csv {
            let (line, column, value) = (
                remark.line.to_string(),
                inert(&remark.column),
                inert(&remark.value),
            );
            let written = csv.write_record([
                line.as_str(),
                words::severity(remark.reason.severity()),
                remark.reason.code(),
                column.as_str(),
                value.as_str(),
                words::reason(&remark.reason),
            ]);
            self.failed = self.failed.take().or(written.err());
        }
    }

    /// Says how many remarks there were of each kind, and closes the CSV.
    pub fn finish(self) -> anyhow::Result<()> {
        for (code, count) in self.counts.iter().filter(|(_, count)| **count > SHOWN) {
            say(&format!(
                "… et {} autres remarques « {code} » (toutes avec --report FICHIER.csv).",
                count - SHOWN
            ));
        }
        if let Some(error) = self.failed {
            return Err(error).context("writing the report");
        }
        if let Some(mut csv) = self.csv {
            csv.flush().context("writing the report")?;
        }
        Ok(())
    }
}

/// A value that a spreadsheet would take for a formula gets an apostrophe before it; what would act on a screen
/// is a space.
fn inert(text: &str) -> String {
    let text = domain::text::inert(text);
    match text.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_a_list_stays_text_in_the_report() {
        assert_eq!(inert("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(inert("\t=1+1"), "' =1+1");
        assert_eq!(inert("Angers"), "Angers");
    }
}

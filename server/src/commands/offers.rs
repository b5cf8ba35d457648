//! `mec import offers FILE`.

use crate::config::Config;
use crate::start;
use anyhow::{Context, bail};
use services::Cx;
use services::offer::import::Report;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// Largest file taken, in bytes: twenty thousand long rows.
const BYTES: u64 = 64 * 1024 * 1024;

/// Imports the file and writes the report on the standard output; fails when a line was refused.
pub async fn import(config: &Config, file: &Path, withdraw_missing: bool) -> anyhow::Result<()> {
    let size = std::fs::metadata(file)
        .with_context(|| format!("reading {}", file.display()))?
        .len();
    if size > BYTES {
        bail!("{} is larger than {BYTES} bytes", file.display());
    }
    let content = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let services = start::services(config).await?;
    let report = services
        .import_offers(&Cx::system(), &content, withdraw_missing)
        .await?;
    std::io::stdout().write_all(words(&report).as_bytes())?;
    if !report.refused.is_empty() {
        bail!(
            "{} values were refused; the rest is in",
            report.refused.len()
        );
    }
    Ok(())
}

fn words(report: &Report) -> String {
    let mut text = format!(
        "{} rows read: {} added, {} changed, {} unchanged, {} withdrawn\n",
        report.read, report.added, report.changed, report.unchanged, report.withdrawn
    );
    for refused in &report.refused {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "line {}: {} {:?} refused: {:?}",
            refused.line, refused.column, refused.value, refused.problem
        );
    }
    text
}

//! `mec import …`: reference data and lists of projects, with a report.

mod report;

use super::offers;
use crate::config::Config;
use crate::start;
use anyhow::{Context, bail};
use clap::Subcommand;
use report::Report;
pub use report::say;
use services::Services;
use services::import::projects::Options;
use services::import::projects::mapping::Mapping;
use services::import::{Outcome, TerritoriesOutcome};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What to bring in.
#[derive(Debug, Subcommand)]
pub enum What {
    /// The catalogue of help, from a CSV file
    Offers {
        /// The file
        file: PathBuf,
        /// Take offers out that the file does not name
        #[arg(long)]
        withdraw_missing: bool,
    },
    /// Another year of communes and intercommunalités: the unpacked package of the official code
    Territories {
        /// The package's folder, or the folder `data` in it
        dir: PathBuf,
        /// Write every remark to this CSV
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// The list of CRTE (epci-and-crte.csv)
    Contracts {
        /// The file
        file: PathBuf,
        /// Write every remark to this CSV
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// Places of the national programmes (pvd.geojson, va.geojson, acv.geojson)
    Programmes {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Write every remark to this CSV
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// A list of projects, CSV or workbook
    Projects {
        /// The file
        file: PathBuf,
        /// What the columns are, where the headers do not tell
        #[arg(long)]
        mapping: Option<PathBuf>,
        /// Read and compare, write nothing
        #[arg(long)]
        dry_run: bool,
        /// Write every remark to this CSV
        #[arg(long)]
        report: Option<PathBuf>,
    },
}

/// Imports and reports.
pub async fn run(config: &Config, what: What) -> anyhow::Result<()> {
    if let What::Offers {
        file,
        withdraw_missing,
    } = &what
    {
        return offers::import(config, file, *withdraw_missing).await;
    }
    let services = start::services(config).await?;
    let started = Instant::now();
    match what {
        What::Offers { .. } => {}
        What::Territories { dir, report } => {
            territories(&services, &dir, report.as_deref()).await?
        }
        What::Contracts { file, report } => {
            let bytes = read(&file)?;
            let mut report = Report::new(report.as_deref())?;
            let outcome = services
                .import_contracts(&bytes, &mut |remark| report.remark(&remark))
                .await;
            finish(
                report,
                &outcome.context("importing contracts")?,
                "contrats",
                "lignes",
            )?;
        }
        What::Programmes { files, report } => {
            let bytes: Vec<Vec<u8>> = files
                .iter()
                .map(|file| read(file))
                .collect::<anyhow::Result<_>>()?;
            let mut report = Report::new(report.as_deref())?;
            let outcome = services
                .import_programmes(&bytes, &mut |remark| report.remark(&remark))
                .await;
            finish(
                report,
                &outcome.context("importing programmes")?,
                "lieux",
                "lieux lus",
            )?;
        }
        What::Projects {
            file,
            mapping,
            dry_run,
            report,
        } => {
            let options = Options {
                mapping: mapping
                    .as_deref()
                    .map(read_mapping)
                    .transpose()?
                    .unwrap_or_default(),
                dry_run,
                ..Options::default()
            };
            let mut report = Report::new(report.as_deref())?;
            let outcome = services
                .import_projects(&file, &options, &mut |remark| report.remark(&remark))
                .await;
            let outcome = outcome.context("importing projects")?;
            if dry_run {
                say("Essai : rien n'est écrit.");
            }
            finish(report, &outcome, "projets", "lignes")?;
        }
    }
    say(&format!(
        "Durée : {} s.",
        decimal(started.elapsed().as_secs_f64())
    ));
    Ok(())
}

async fn territories(services: &Services, dir: &Path, report: Option<&Path>) -> anyhow::Result<()> {
    let mut report = Report::new(report)?;
    let outcome = services
        .import_territories(dir, &mut |remark| report.remark(&remark))
        .await;
    let outcome = outcome.context("importing territories")?;
    report.finish()?;
    let TerritoriesOutcome {
        source,
        year,
        communes,
        epci,
        former,
        ..
    } = &outcome;
    say(&format!(
        "Code officiel {year} ({source}) : {communes} communes, {epci} intercommunalités, {former} anciens codes."
    ));
    say(&format!(
        "Par rapport à avant : {} communes réunies à une autre, {} nouvelles, {} renommées, {} changent \
         d'intercommunalité ; {} lignes refusées.",
        outcome.merged, outcome.created, outcome.renamed, outcome.transferred, outcome.refused
    ));
    say(&format!(
        "Projets : {} suivent leur commune, {} changent d'arrondissement, de département ou d'intercommunalité.",
        outcome.moved_projects, outcome.regrouped_projects
    ));
    if outcome.unchanged {
        say("Ces données étaient déjà en place : rien n'a changé.");
    }
    Ok(())
}

fn finish(report: Report, outcome: &Outcome, things: &str, lines: &str) -> anyhow::Result<()> {
    report.finish()?;
    let tally = outcome.tally;
    say(&format!(
        "{} {lines}, dont {} refusées.",
        outcome.lines, outcome.refused
    ));
    say(&format!(
        "{things} : {} ajoutés, {} modifiés, {} inchangés, {} retirés, {} laissés en place.",
        tally.added, tally.changed, tally.unchanged, tally.removed, tally.kept
    ));
    if outcome.moved_projects > 0 {
        say(&format!(
            "{} projets de démonstration rattachés aux contrats réels.",
            outcome.moved_projects
        ));
    }
    let read = tally.added + tally.changed + tally.unchanged + tally.kept;
    if read == 0 {
        bail!("rien n'a pu être lu");
    }
    if tally.is_idle() {
        say("Rien n'a changé.");
    }
    Ok(())
}

/// A number of seconds with a comma.
fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| file.display().to_string())
}

fn read_mapping(file: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Mapping::parse(&text).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))
}

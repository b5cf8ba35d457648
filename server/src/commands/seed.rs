//! `mec seed`: deterministic realistic data.

use crate::config::Config;
use crate::start;
use anyhow::{Context, bail};
use services::Error;
use services::seed::Plan;
use std::time::Instant;

/// Fills an empty database.
pub async fn run(config: &Config, plan: Plan) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let started = Instant::now();
    let mut told = 0;
    let report = services
        .seed(plan, |made| {
            if made >= told + 5_000 {
                told = made;
                tracing::info!(projects = made, "seeding");
            }
        })
        .await;
    match report {
        Ok(report) => {
            let seconds = started.elapsed().as_secs();
            tracing::info!(?report, seconds, "seeded");
            Ok(())
        }
        Err(Error::Conflict) => {
            bail!("this database holds projects already: `mec seed` fills an empty one")
        }
        Err(error) => Err(error).context("seeding"),
    }
}

//! The commands a person or a script calls.

mod backup;
mod check;
mod import;
mod offers;
mod seed;

use crate::config::Config;
use crate::start;
use clap::{Parser, Subcommand};
use services::seed::Plan;
use std::path::PathBuf;

/// Mon Espace Collectivité.
#[derive(Debug, Parser)]
#[command(name = "mec", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; an embedded database is migrated first, a PostgreSQL one only checked
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Fill an empty database with a believable nation, the same for the same seed
    Seed {
        /// How many projects
        #[arg(long, default_value_t = 400)]
        projects: u32,
        /// The seed
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Run the background jobs alone
    Worker,
    /// National administration
    #[command(subcommand)]
    Admin(Admin),
    /// Bring reference data or a list of projects in; the same file again changes nothing
    #[command(subcommand)]
    Import(import::What),
    /// Copy the database and the files into an empty folder, with the SHA-256 of each
    Backup {
        /// The folder, made when absent
        dir: PathBuf,
    },
    /// Put a copy back; the service must be stopped
    Restore {
        /// The folder that `mec backup` filled
        dir: PathBuf,
        /// Set aside what is there now
        #[arg(long)]
        force: bool,
    },
    /// Verify the histories, the files, the counters and the database
    Check,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make the person with this address a national administrator
    Grant {
        /// The address the person signs in with
        email: String,
    },
}

/// Reads the command line and does what it says.
pub async fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let config = Config::from_env()?;
    start::logs(&config);
    match cli.command {
        Command::Serve => start::serve(config).await,
        Command::Migrate => start::migrate(&config).await,
        Command::Seed { projects, seed } => seed::run(&config, Plan { projects, seed }).await,
        Command::Worker => start::worker(&config).await,
        Command::Admin(Admin::Grant { email }) => start::grant_admin(&config, &email).await,
        Command::Import(what) => import::run(&config, what).await,
        Command::Backup { dir } => backup::backup(&config, &dir).await,
        Command::Restore { dir, force } => backup::restore(&config, &dir, force).await,
        Command::Check => check::run(&config).await,
    }
}

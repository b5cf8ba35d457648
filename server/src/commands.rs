//! The commands a person or a script calls.

use crate::config::Config;
use crate::start;
use clap::{Parser, Subcommand};

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
}

/// Reads the command line and does what it says.
pub async fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let config = Config::from_env()?;
    start::logs(&config);
    match cli.command {
        Command::Serve => start::serve(config).await,
        Command::Migrate => start::migrate(&config).await,
    }
}

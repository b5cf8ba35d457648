//! The commands a person or a script calls.

mod seed;

use crate::config::Config;
use crate::start;
use clap::{Parser, Subcommand};
use services::seed::Plan;

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
    }
}

//! What `cargo xtask bench` needs beside `mec`: somebody to be and something to look at in a seeded
//! database (`ground`), mails of the day that are due (`digest`, `digest-left`), and a bare axum handler as the ceiling that our pages are compared with (`bare`).
//!
//! Not part of what is installed: an example is never in the release.

mod bare;
mod digest;
mod ground;

use anyhow::bail;
use server::config::Config;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let config = Config::from_env()?;
    match std::env::args().nth(1).as_deref() {
        Some("ground") => ground::print(&config).await,
        Some("bare") => bare::serve(&config).await,
        Some("digest") => digest::prepare(&config).await,
        Some("digest-left") => digest::left(&config).await,
        _ => bail!("say `ground`, `digest`, `digest-left` or `bare`"),
    }
}

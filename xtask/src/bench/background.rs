//! The whole of a long export, from the form to the file: how long it takes, and how much more memory the server holds meanwhile.

use super::ask::{Answer, ask};
use super::data::Ground;
use super::served::{Memory, Served};
use crate::Result;
use std::time::{Duration, Instant};

/// The kinds of files, as the form names them.
pub const FORMATS: [&str; 2] = ["csv", "xlsx"];
const LONGEST: Duration = Duration::from_secs(300);

/// What an export of the nation took.
#[derive(Clone, Copy, Debug)]
pub struct Background {
    /// From the form to the page that says it is ready.
    pub took: Duration,
    /// Bytes of the file.
    pub bytes: usize,
    /// Before.
    pub idle: Memory,
    /// The most that was seen meanwhile.
    pub peak: Memory,
}

/// The name of the row of a kind of file.
pub fn name(format: &str) -> &'static str {
    match format {
        "csv" => "background export of the nation, CSV",
        _ => "background export of the nation, XLSX",
    }
}

/// Asks for all projects as the national administration does, and follows the page until the file is there.
pub fn run(served: &Served, ground: &Ground, format: &str) -> Result<Background> {
    let idle = served.memory();
    let mut peak = idle;
    let start = Instant::now();
    let form = format!("adresse=&format={format}");
    let sent = ask(
        served.port,
        "POST",
        "/territoire/exports",
        &ground.nation,
        &form,
    )?;
    let page = sent
        .location
        .ok_or_else(|| format!("asking for an export answers {}", sent.status))?;
    while !ready(served.port, &page, ground)? {
        if start.elapsed() > LONGEST {
            return Err(format!("{page} is not ready after {LONGEST:?}"));
        }
        let wait = Instant::now() + Duration::from_millis(250);
        while Instant::now() < wait {
            peak = peak.most(served.memory());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let took = start.elapsed();
    let file = get(served.port, &format!("{page}/fichier"), ground)?;
    Ok(Background {
        took,
        bytes: file.body.len(),
        idle,
        peak: peak.most(served.memory()),
    })
}

fn ready(port: u16, page: &str, ground: &Ground) -> Result<bool> {
    let answer = get(port, page, ground)?;
    let says = |words: &str| String::from_utf8_lossy(&answer.body).contains(words);
    if says("<progress") {
        return Ok(false);
    }
    if says("/fichier") {
        return Ok(true);
    }
    Err(format!("{page} answers {} without a file", answer.status))
}

fn get(port: u16, path: &str, ground: &Ground) -> Result<Answer> {
    ask(port, "GET", path, &ground.nation, "")
}

impl Background {
    /// For people.
    pub fn print(&self) -> String {
        let mega = |bytes: u64| bytes as f64 / 1e6;
        format!(
            "{:.1} s, a file of {:.1} MB, at most {:.0} MB more of its own memory ({:.0} MB at rest)",
            self.took.as_secs_f64(),
            self.bytes as f64 / 1e6,
            mega(self.peak.own.saturating_sub(self.idle.own)),
            mega(self.idle.own),
        )
    }
}

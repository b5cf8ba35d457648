//! `cargo xtask test`: everything, the fast first. Every step runs whatever became of the others, and the very last line counts the tests.

mod counts;
mod steps;
mod summary;

use crate::Result;
use crate::shop::Shop;
use counts::Counts;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What a step that succeeded has to tell.
#[derive(Default)]
pub struct Told {
    pub counts: Counts,
    pub note: String,
}

/// A step that did not succeed; the tests it counted all the same.
pub struct Failed {
    pub counts: Counts,
    pub message: String,
}

impl From<String> for Failed {
    fn from(message: String) -> Self {
        Self {
            counts: Counts::default(),
            message,
        }
    }
}

pub struct Report {
    pub name: &'static str,
    pub time: Duration,
    pub result: std::result::Result<Told, Failed>,
}

type Step = fn(&mut Shop, &[String]) -> std::result::Result<Told, Failed>;

/// In the order they run.
const STEPS: [(&str, Step); 6] = [
    ("fmt", steps::fmt),
    ("tidy", steps::tidy),
    ("clippy", steps::clippy),
    ("unit", steps::unit),
    ("wasm", steps::wasm),
    ("browser", steps::browser),
];

/// Runs the steps named in `filter`, all where it is empty; `rest` goes to the test runners.
pub fn run(shop: &mut Shop, filter: &[String], rest: &[String]) -> Result<ExitCode> {
    for name in filter {
        if !STEPS.iter().any(|(known, _)| known == name) {
            let known: Vec<&str> = STEPS.iter().map(|(known, _)| *known).collect();
            return Err(format!(
                "there is no step `{name}`; the steps are {}",
                known.join(", ")
            ));
        }
    }
    let mut reports = Vec::new();
    for (name, step) in STEPS {
        if !filter.is_empty() && !filter.iter().any(|wanted| wanted == name) {
            continue;
        }
        let start = Instant::now();
        let result = step(shop, rest);
        if let Err(failed) = &result {
            println!("\n✗ {name}: {}\n", failed.message);
        }
        reports.push(Report {
            name,
            time: start.elapsed(),
            result,
        });
    }
    println!("\n{}", summary::table(&reports));
    let failed = reports.iter().any(|report| report.result.is_err());
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

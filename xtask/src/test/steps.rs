//! The steps of `cargo xtask test`.

use super::counts::{self, Counts};
use super::summary::tests;
use super::{Failed, Told};
use crate::cluster::{Cluster, Durability, VARIABLE};
use crate::progress::step;
use crate::shop::Shop;
use crate::tools::{self, chromium, deny, faketime, node_modules, rust};
use crate::{front, process};
use std::process::Command;

type Outcome = Result<Told, Failed>;

pub fn fmt(shop: &mut Shop, _: &[String]) -> Outcome {
    rust::ensure(shop)?;
    shop.step(
        "formatting",
        "2 s",
        shop.cargo(["fmt", "--all", "--check"])?,
    )?;
    Ok(Told::default())
}

pub fn tidy(shop: &mut Shop, _: &[String]) -> Outcome {
    rust::ensure(shop)?;
    deny::ensure(shop);
    let note = step("tidy", "3 s", || crate::tidy::check(shop))?;
    Ok(Told {
        counts: Counts::default(),
        note,
    })
}

pub fn clippy(shop: &mut Shop, _: &[String]) -> Outcome {
    rust::ensure(shop)?;
    let host = shop.cargo([
        "clippy",
        "--workspace",
        "--exclude",
        "frontend",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])?;
    shop.step(
        "clippy, the server's half",
        "3 min on 2 cores from nothing",
        host,
    )?;
    let browser = shop.cargo([
        "clippy",
        "-p",
        "frontend",
        "--target",
        rust::WASM,
        "--",
        "-D",
        "warnings",
    ])?;
    shop.step(
        "clippy, the browser's half",
        "1 min on 2 cores from nothing",
        browser,
    )?;
    Ok(Told::default())
}

/// Compiles the tests and the server in one go: the same choice of crates as the run, so that nothing is compiled twice.
fn compile(shop: &Shop) -> crate::Result {
    let command = shop.cargo([
        "build",
        "--workspace",
        "--exclude",
        "frontend",
        "--lib",
        "--bins",
        "--tests",
    ])?;
    shop.step(
        "compile the tests and the server",
        "5 min on 2 cores from nothing",
        command,
    )
    .map(|_| ())
}

/// The tests of every crate but the WASM entry; those that touch the database run on SQLite and on PostgreSQL.
pub fn unit(shop: &mut Shop, rest: &[String]) -> Outcome {
    rust::ensure(shop)?;
    compile(shop)?;
    let cluster = Cluster::start(shop, Durability::None)?;
    let mut command = shop.cargo([
        "test",
        "--workspace",
        "--exclude",
        "frontend",
        "--no-fail-fast",
        "--",
    ])?;
    command.args(rest).env(VARIABLE, &cluster.url);
    let by_crate = |text: &str| {
        let found = counts::of_cargo(text);
        let mut sum = Counts::default();
        for (_, counts) in &found {
            sum += *counts;
        }
        let names: Vec<String> = found
            .iter()
            .filter(|(_, counts)| counts.passed + counts.failed > 0)
            .map(|(name, counts)| format!("{name} {}", counts.passed + counts.failed))
            .collect();
        (sum, names.join(", "))
    };
    counted(
        shop,
        "unit tests, both databases",
        "1 min",
        command,
        by_crate,
    )
}

pub fn wasm(shop: &mut Shop, _: &[String]) -> Outcome {
    tools::for_the_front(shop)?;
    front::build(shop)?;
    let sizes = step("sizes after brotli", "2 s", || front::measure(shop))?;
    if !sizes.fit() {
        return Err(Failed::from(format!("too heavy: {}", sizes.say())));
    }
    Ok(Told {
        counts: Counts::default(),
        note: sizes.say(),
    })
}

pub fn browser(shop: &mut Shop, rest: &[String]) -> Outcome {
    let folder = node_modules::ensure(shop)?;
    let chromium = chromium::ensure(shop)?;
    let faketime = faketime::ensure(shop);
    tools::for_the_front(shop)?;
    compile(shop)?;
    front::build(shop)?;
    let server = front::lay_beside(shop, "debug/mec", "browser")?;
    let mut command = shop.command(folder.join("node_modules/.bin/playwright"));
    command.arg("test").args(rest).current_dir(&folder);
    front::environment(shop, &mut command);
    command.env("MEC_BIN", server).env("CHROMIUM", chromium);
    if let Ok(library) = &faketime {
        command.env(faketime::VARIABLE, library);
    }
    let missing = faketime.err().unwrap_or_default();
    counted(shop, "browser tests", "6 min", command, |text| {
        let mut told = vec![missing.clone()];
        if let again @ 1.. = counts::tried_again(text) {
            told.push(format!("{again} only when tried again, named in the log"));
        }
        told.retain(|words| !words.is_empty());
        (counts::of_playwright(text), told.join("; "))
    })
}

/// Runs a test runner and reads its counts, which stand even when it failed. No test at all is a failure too.
fn counted(
    shop: &Shop,
    what: &str,
    expected: &str,
    command: Command,
    read: impl Fn(&str) -> (Counts, String),
) -> Outcome {
    let line = process::describe(&command);
    let log = shop.log(what);
    let mut ended = None;
    let result = step(what, expected, || {
        let outcome = process::run(command, &log, shop.verbose, None)?;
        let success = outcome.success;
        ended = Some(outcome);
        success
            .then_some(())
            .ok_or_else(|| format!("`{line}` failed"))
    });
    let Some(outcome) = ended else {
        return Err(Failed::from(result.err().unwrap_or_default()));
    };
    let (counts, detail) = read(&outcome.text);
    if !outcome.success || counts.failed > 0 {
        return Err(Failed {
            counts,
            message: process::failure(&line, &outcome.text, &log, shop.verbose),
        });
    }
    if counts.passed == 0 {
        return Err(Failed::from(format!("`{line}` ran no test")));
    }
    let note = match detail.is_empty() {
        true => tests(counts),
        false => format!("{} ({detail})", tests(counts)),
    };
    Ok(Told { counts, note })
}

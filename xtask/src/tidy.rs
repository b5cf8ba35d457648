//! The checks of the house that neither the compiler nor clippy makes. Each is one small file with its own tests.

mod arrows;
mod built_tree;
mod inline;
mod length;
mod licences;
mod mails;
mod modules;
mod paths;
mod theme;
mod tree;
mod whitespace;
mod words;

use crate::shop::Shop;
use crate::tools::{deny, rust};
use crate::{Result, progress};
use std::process::ExitCode;
use tree::Tree;

type Check = fn(&Tree) -> Vec<String>;

/// The checks that only read files.
const CHECKS: [Check; 9] = [
    arrows::check,
    length::check,
    whitespace::check,
    words::check,
    theme::check,
    paths::check,
    inline::check,
    modules::check,
    mails::check,
];

/// `cargo xtask tidy`.
pub fn command(shop: &mut Shop) -> Result<ExitCode> {
    rust::ensure(shop)?;
    deny::ensure(shop);
    progress::step("tidy", "3 s", || check(shop))?;
    Ok(ExitCode::SUCCESS)
}

/// Runs every check. Returns what was left out, for the summary.
///
/// # Errors
/// All the problems, one a line.
pub fn check(shop: &Shop) -> Result<String> {
    let tree = Tree::read(shop)?;
    let mut problems: Vec<String> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    for line in length::long(&tree) {
        println!("  wants a reason or a split: {line}");
    }
    problems.extend(built_tree::check(shop)?);
    let note = match licences::check(shop) {
        licences::Verdict::Fine => String::new(),
        licences::Verdict::LeftOut(how) => {
            println!("  licences and sources not checked, cargo-deny is absent: {how}");
            String::from("cargo-deny absent")
        }
        licences::Verdict::Refused(message) => {
            problems.push(message);
            String::new()
        }
    };
    if problems.is_empty() {
        return Ok(note);
    }
    Err(format!(
        "{} problems:\n  {}",
        problems.len(),
        problems.join("\n  ")
    ))
}

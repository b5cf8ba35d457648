//! `cargo xtask setup`: installs what is missing and says where each thing is.

use crate::shop::Shop;
use crate::tools::{self, chromium, deny, faketime, node_modules, postgres};
use crate::{Result, process};
use std::process::ExitCode;

pub fn run(shop: &mut Shop) -> Result<ExitCode> {
    let mut refused = Vec::new();
    keep(&mut refused, tools::for_the_front(shop));
    let postgres = keep(&mut refused, postgres::ensure(shop));
    let chromium = keep(&mut refused, chromium::ensure(shop));
    if shop.root.join("end2end/package.json").exists() {
        keep(&mut refused, node_modules::ensure(shop));
    }
    if let Some(toolchain) = &shop.toolchain {
        println!(
            "  Rust {} in {}",
            toolchain.version,
            toolchain.sysroot.display()
        );
    }
    for name in ["cargo-leptos", "wasm-bindgen", "wasm-opt", "sass"] {
        if let Some(path) = shop.which(name) {
            let mut ask = shop.command(&path);
            ask.arg("--version");
            let version = process::ask(ask).unwrap_or_default();
            println!("  {name}: {} ({version})", path.display());
        }
    }
    if let Some(folder) = postgres {
        println!("  PostgreSQL in {}", folder.display());
    }
    if let Some(path) = chromium {
        println!("  Chromium: {}", path.display());
    }
    match faketime::ensure(shop) {
        Ok(path) => println!("  libfaketime: {}", path.display()),
        Err(left_out) => println!("  libfaketime: absent (optional): {left_out}"),
    }
    match deny::find(shop) {
        Some(path) => println!("  cargo-deny: {}", path.display()),
        None => println!("  cargo-deny: absent (optional): {}", deny::HOW),
    }
    if refused.is_empty() {
        println!("✓ everything is there");
        return Ok(ExitCode::SUCCESS);
    }
    Err(refused.join("\n\n✗ "))
}

fn keep<T>(refused: &mut Vec<String>, result: Result<T>) -> Option<T> {
    result.map_err(|message| refused.push(message)).ok()
}

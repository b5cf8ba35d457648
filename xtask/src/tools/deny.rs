//! cargo-deny, which reads the licences, sources and duplicates of the dependencies. The checks go on without it and say so: it is the only
//! tool that nothing else needs.

use super::cargo_tool::CargoTool;
use crate::shop::Shop;
use std::path::PathBuf;

pub const HOW: &str = "cargo install --locked cargo-deny";

const TOOL: CargoTool = CargoTool {
    package: "cargo-deny",
    binary: "cargo-deny",
    version: "0.20.2",
    install: &["--locked"],
    expected: "about 4 min on 2 cores, once",
};

/// Brings it where it is absent.
pub fn ensure(shop: &Shop) {
    if find(shop).is_none()
        && let Err(message) = TOOL.ensure(shop)
    {
        println!("  {message}");
    }
}

/// The one that is there, whatever its version.
pub fn find(shop: &Shop) -> Option<PathBuf> {
    shop.which("cargo-deny")
}

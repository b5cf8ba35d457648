//! cargo-leptos, which builds the two halves and the style.

use super::cargo_tool::CargoTool;
use crate::Result;
use crate::shop::Shop;

const TOOL: CargoTool = CargoTool {
    package: "cargo-leptos",
    binary: "cargo-leptos",
    version: "0.3.11",
    // Its helpers are installed from here, at versions that fit.
    install: &["--locked", "--features", "no_downloads"],
    expected: "about 10 min on 2 cores, once",
};

pub fn ensure(shop: &Shop) -> Result {
    TOOL.ensure(shop)
}

//! wasm-bindgen, whose command must be of exactly the version of the library.

use super::cargo_tool::CargoTool;
use crate::shop::Shop;
use crate::{Result, cargo_lock};

pub fn ensure(shop: &Shop) -> Result {
    let path = shop.root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let version = cargo_lock::version_of(&lock, "wasm-bindgen")
        .ok_or("Cargo.lock does not name wasm-bindgen")?;
    let tool = CargoTool {
        package: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        version: &version,
        // Not --locked: its lock file names a version of a crate that is no longer in the index.
        install: &[],
        expected: "about 3 min on 2 cores, once",
    };
    tool.ensure(shop)
}

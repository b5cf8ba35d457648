//! cargo-deny: optional, because compiling it takes longer than everything it is asked here.

use crate::shop::Shop;
use std::path::PathBuf;

pub const HOW: &str = "cargo install --locked cargo-deny";

pub fn find(shop: &Shop) -> Option<PathBuf> {
    shop.which("cargo-deny")
}

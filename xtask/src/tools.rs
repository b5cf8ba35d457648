//! What has to be on the machine. Each tool is looked for first, then installed the usual way, then the second way; where nothing works the
//! error is the exact command to type.

pub mod apt;
pub mod cargo_tool;
pub mod chromium;
pub mod deny;
pub mod faketime;
pub mod leptos;
pub mod maplibre;
pub mod node_modules;
pub mod npm;
pub mod postgres;
pub mod rust;
pub mod wasm_bindgen;
pub mod wasm_std;
pub mod wrk;

use crate::Result;
use crate::shop::Shop;

/// What `cargo leptos build` needs.
pub fn for_the_front(shop: &mut Shop) -> Result {
    rust::ensure(shop)?;
    leptos::ensure(shop)?;
    wasm_bindgen::ensure(shop)?;
    npm::ensure_sass(shop)?;
    npm::ensure_wasm_opt(shop)?;
    maplibre::ensure(shop)
}

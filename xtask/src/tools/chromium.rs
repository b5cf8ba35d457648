//! The browser of the tests: the one of the machine, because a download of Playwright's own does not work everywhere.

use super::apt;
use crate::Result;
use crate::shop::Shop;
use std::path::PathBuf;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

pub fn ensure(shop: &Shop) -> Result<PathBuf> {
    if let Some(path) = find(shop) {
        return Ok(path);
    }
    apt::install(shop, &["chromium"], "about 2 min")?;
    find(shop).ok_or_else(|| {
        "chromium was installed but is not found; set CHROMIUM to its path".to_owned()
    })
}

fn find(shop: &Shop) -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .filter(|path| path.is_file());
    named.or_else(|| NAMES.iter().find_map(|name| shop.which(name)))
}

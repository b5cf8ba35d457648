//! The PostgreSQL binaries, from which a throw-away cluster is made.

use super::apt;
use crate::Result;
use crate::shop::Shop;
use std::path::{Path, PathBuf};

/// The folder that holds `initdb`, `postgres` and `pg_ctl`.
pub fn ensure(shop: &Shop) -> Result<PathBuf> {
    if let Some(folder) = find(shop) {
        return Ok(folder);
    }
    apt::install(shop, &["postgresql"], "about 1 min")?;
    find(shop).ok_or_else(|| {
        "PostgreSQL was installed but `initdb` is not found; set MEC_TEST_POSTGRES_URL to a server where databases may be created".to_owned()
    })
}

fn find(shop: &Shop) -> Option<PathBuf> {
    let on_path = shop
        .which("initdb")
        .and_then(|path| path.canonicalize().ok())
        .and_then(|path| path.parent().map(Path::to_path_buf));
    on_path.into_iter().chain(debian()).find(|folder| {
        ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|name| folder.join(name).is_file())
    })
}

/// Debian keeps them out of PATH, one folder a major version: the newest first.
fn debian() -> Vec<PathBuf> {
    let mut versions: Vec<u32> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions
        .iter()
        .map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")))
        .collect()
}

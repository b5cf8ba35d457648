//! MapLibre GL, the library of the map that one moves in: two files of its npm package, unchanged, in `public/vendor`.
//!
//! They are fetched and not kept in the repository. The site is whole without them: its map is drawn on the server.

use super::npm;
use crate::shop::Shop;
use crate::{Result, process, progress};
use std::path::Path;

/// The version that `app/src/desk/map/zoom.rs` names.
const VERSION: &str = "6.17.0";
const FILES: [&str; 3] = [
    "dist/maplibre-gl.mjs",
    "dist/maplibre-gl-worker.mjs",
    "LICENSE.txt",
];

/// Lays the files where the build of the front takes them; says so where they cannot be had.
pub fn ensure(shop: &Shop) -> Result {
    let package = shop.tools().join(format!("maplibre-gl-{VERSION}/package"));
    if !is_whole(&package)
        && let Err(error) = fetch(shop, &package)
    {
        println!("  MapLibre GL cannot be had: the map that one moves in is not there\n  {error}");
        return Ok(());
    }
    lay(&package, &shop.root.join("public/vendor/maplibre-gl"))
}

fn is_whole(package: &Path) -> bool {
    FILES.iter().all(|file| package.join(file).is_file())
}

/// npm compares what it fetched with the sum that its registry holds.
fn fetch(shop: &Shop, package: &Path) -> Result {
    npm::ensure_node(shop)?;
    progress::step(&format!("maplibre-gl {VERSION} from npm"), "10 s", || {
        let folder = package.parent().unwrap_or(package);
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let mut pack = shop.command("npm");
        pack.args(["pack", "--silent", "--pack-destination"])
            .arg(folder)
            .arg(format!("maplibre-gl@{VERSION}"));
        process::must(pack, &shop.log("npm-maplibre"), shop.verbose, None)?;
        let mut unpack = shop.command("tar");
        unpack
            .arg("xzf")
            .arg(folder.join(format!("maplibre-gl-{VERSION}.tgz")))
            .arg("-C")
            .arg(folder);
        process::must(unpack, &shop.log("unpack-maplibre"), shop.verbose, None).map(|_| ())
    })
}

/// A file that is there already is left alone: writing it anew would have the front built again.
fn lay(package: &Path, folder: &Path) -> Result {
    for file in FILES {
        let name = file.rsplit('/').next().unwrap_or(file);
        let (from, to) = (package.join(file), folder.join(name));
        let same = std::fs::read(&to)
            .is_ok_and(|there| std::fs::read(&from).is_ok_and(|wanted| wanted == there));
        if !same {
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::copy(&from, &to))
                .map_err(|error| format!("cannot write {}: {error}", to.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn the_page_asks_for_the_version_that_is_fetched() {
        let page = include_str!("../../../app/src/desk/map/zoom.rs");
        assert!(page.contains(&format!("\"{VERSION}\"")));
    }
}

//! The library that moves the clock of the server under test. One journey needs it; where it cannot be had, that journey says it was not run.

use super::apt;
use crate::shop::Shop;
use std::path::{Path, PathBuf};

/// Names the library for the browser tests.
pub const VARIABLE: &str = "MEC_FAKETIME";

/// The variant for programs with several threads.
const FILE: &str = "faketime/libfaketimeMT.so.1";

const PACKAGES: [&str; 1] = ["libfaketime"];

/// The library, or what is left out without it and how to have it.
pub fn ensure(shop: &Shop) -> Result<PathBuf, String> {
    let here = || named().or_else(|| find(Path::new("/usr/lib")));
    here()
        .or_else(|| {
            apt::install(shop, &PACKAGES, "10 s").ok()?;
            here()
        })
        .ok_or_else(|| {
            let typed = apt::by_hand(&PACKAGES);
            format!("the journey of the late code is left out; to have it: {typed}")
        })
}

fn named() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(VARIABLE)?);
    path.is_file().then_some(path)
}

/// Debian keeps libraries in one folder for each kind of machine.
fn find(libraries: &Path) -> Option<PathBuf> {
    std::fs::read_dir(libraries)
        .ok()?
        .flatten()
        .map(|folder| folder.path().join(FILE))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_found_in_the_folder_of_any_machine() {
        let root = std::env::temp_dir().join(format!("mec-faketime-{}", std::process::id()));
        assert_eq!(find(&root), None);
        let library = root.join("some-linux-gnu").join(FILE);
        std::fs::create_dir_all(library.parent().unwrap()).unwrap();
        std::fs::create_dir_all(root.join("aaa")).unwrap();
        std::fs::write(&library, "").unwrap();
        assert_eq!(find(&root), Some(library));
        std::fs::remove_dir_all(&root).unwrap();
    }
}

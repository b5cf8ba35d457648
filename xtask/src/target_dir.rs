//! The target folder is shared by all clones, so that the dependencies are compiled once. Cargo judges freshness by modification time and
//! by paths relative to the workspace, so what one clone compiled could pass for another's: whenever another clone comes, the workspace's
//! own crates are forgotten, the dependencies kept.

use crate::Result;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const STAMP: &str = "mec-clone.stamp";

/// Makes `target` hold nothing of another clone than `root`.
pub fn claim(target: &Path, root: &Path) -> Result {
    std::fs::create_dir_all(target)
        .map_err(|error| format!("cannot create {}: {error}", target.display()))?;
    let stamp = target.join(STAMP);
    let mine = identity(root);
    if std::fs::read_to_string(&stamp).is_ok_and(|last| last == mine) {
        return Ok(());
    }
    // Also without a stamp: what is there was made by plain cargo, which may have been another clone's.
    forget(target, &packages(root), 0)?;
    std::fs::write(&stamp, mine)
        .map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

/// The path and the inode: a folder deleted and cloned anew under the same name is another clone.
fn identity(root: &Path) -> String {
    let inode = std::fs::metadata(root).map(|meta| meta.ino()).unwrap_or(0);
    format!("{} {inode}", root.display())
}

/// The packages of the workspace, which all carry the name of their folder.
fn packages(root: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    text.lines()
        .skip_while(|line| !line.starts_with("members"))
        .skip(1)
        .take_while(|line| !line.starts_with(']'))
        .filter_map(|line| {
            line.trim()
                .trim_end_matches(',')
                .trim_matches('"')
                .rsplit('/')
                .next()
        })
        .map(str::to_owned)
        .collect()
}

/// Deletes the fingerprints of `packages` in every `.fingerprint` folder under `folder`, at most four levels down
/// (`front/wasm32-unknown-unknown/wasm-release/.fingerprint`).
fn forget(folder: &Path, packages: &[String], depth: usize) -> Result {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Ok(());
    };
    let in_fingerprints = folder
        .file_name()
        .is_some_and(|name| name == ".fingerprint");
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if in_fingerprints {
            if is_of(&name, packages) {
                std::fs::remove_dir_all(&path)
                    .map_err(|error| format!("cannot delete {}: {error}", path.display()))?;
            }
        } else if depth < 4 && path.is_dir() && !matches!(&*name, "deps" | "build" | "incremental")
        {
            forget(&path, packages, depth + 1)?;
        }
    }
    Ok(())
}

/// Is `name` (such as `store-0123456789abcdef`) a fingerprint of one of `packages`?
fn is_of(name: &str, packages: &[String]) -> bool {
    name.rsplit_once('-').is_some_and(|(package, hash)| {
        hash.len() == 16
            && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && packages.iter().any(|known| known == package)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_package_names_are_forgotten() {
        let packages = vec!["store".to_owned(), "server".to_owned()];
        assert!(is_of("store-0123456789abcdef", &packages));
        assert!(!is_of("object_store-0123456789abcdef", &packages));
        assert!(!is_of("server-fn-0123456789abcdef", &packages));
        assert!(!is_of("store-readme", &packages));
    }

    #[test]
    fn another_clone_makes_its_crates_forgotten_and_the_same_does_not() {
        let base = std::env::temp_dir().join(format!("xtask-claim-{}", std::process::id()));
        let (one, two, target) = (base.join("one"), base.join("two"), base.join("target"));
        for root in [&one, &two] {
            std::fs::create_dir_all(root).unwrap();
            let text = "[workspace]\nmembers = [\n    \"app\",\n    \"server/store\",\n]\n";
            std::fs::write(root.join("Cargo.toml"), text).unwrap();
        }
        claim(&target, &one).unwrap();
        let prints = target.join("front/wasm32-unknown-unknown/wasm-release/.fingerprint");
        let (mine, other) = (
            prints.join("store-0123456789abcdef"),
            prints.join("serde-0123456789abcdef"),
        );
        std::fs::create_dir_all(&mine).unwrap();
        std::fs::create_dir_all(&other).unwrap();
        claim(&target, &one).unwrap();
        assert!(mine.exists());
        claim(&target, &two).unwrap();
        assert!(!mine.exists() && other.exists());
        std::fs::remove_dir_all(base).unwrap();
    }
}

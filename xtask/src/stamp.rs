//! "Nothing changed since": a fingerprint of source files by path, size and modification time.

use crate::Result;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The fingerprint of every file under `parts` (files or folders, relative to `root`); what does not exist counts as absent.
pub fn of(root: &Path, parts: &[&str]) -> String {
    let mut files = Vec::new();
    for part in parts {
        collect(&root.join(part), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        file.strip_prefix(root).unwrap_or(file).hash(&mut hasher);
        if let Ok(meta) = std::fs::metadata(file) {
            meta.len().hash(&mut hasher);
            let modified = meta.modified().ok();
            modified
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                .map(|time| time.as_nanos())
                .hash(&mut hasher);
        }
    }
    format!("{} files {:016x}", files.len(), hasher.finish())
}

/// Does the file `stamp` hold exactly `value`?
pub fn is(stamp: &Path, value: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|written| written == value)
}

pub fn write(stamp: &Path, value: &str) -> Result {
    if let Some(folder) = stamp.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    }
    std::fs::write(stamp, value)
        .map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_path_buf());
        return;
    }
    let Ok(entries) = std::fs::read_dir(path) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name != "target" && name != "node_modules" {
            collect(&entry.path(), files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_content_and_names_only() {
        let root = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        std::fs::create_dir_all(root.join("app/src")).unwrap();
        std::fs::write(root.join("app/src/lib.rs"), "one").unwrap();
        let first = of(&root, &["app", "absent"]);
        assert_eq!(first, of(&root, &["app", "absent"]));
        std::fs::write(root.join("app/src/other.rs"), "").unwrap();
        let second = of(&root, &["app"]);
        assert_ne!(first, second);
        std::fs::write(root.join("app/src/lib.rs"), "longer").unwrap();
        assert_ne!(second, of(&root, &["app"]));
        let file = root.join("a/b.stamp");
        assert!(!is(&file, &second));
        write(&file, &second).unwrap();
        assert!(is(&file, &second));
        std::fs::remove_dir_all(root).unwrap();
    }
}

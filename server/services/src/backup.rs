//! Safe copies: one folder with the database, the files and the SHA-256 of each, in the form that `sha256sum -c` reads.

mod manifest;

use crate::{Error, Result};
use std::path::{Path, PathBuf};
use store::Db;

pub use manifest::{Manifest, SUMS, Trouble};

/// Name of the copy of an SQLite database.
pub const DATABASE: &str = "mec.db";
/// Name of the copy of a PostgreSQL database (`pg_dump`, custom format).
pub const DUMP: &str = "mec.dump";
/// Name of the folder of files.
pub const FILES: &str = "files";

/// What was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Files, the database among them.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
}

/// Copies an SQLite database while the service runs, whole and consistent.
pub async fn copy_database(db: &Db, folder: &Path) -> Result<()> {
    let path = folder.join(DATABASE);
    let name = path.to_str();
    let name = name.ok_or_else(|| Error::Outside("the folder's name is not UTF-8".to_owned()))?;
    Ok(db.copy_to(name).await?)
}

/// Makes an empty folder, or takes one that is.
///
/// # Errors
/// [`Error::Outside`] when it holds anything.
pub fn empty_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| outside(folder, &error))?;
    match is_empty(folder)? {
        true => Ok(()),
        false => Err(Error::Outside(format!(
            "{}: the folder is not empty",
            folder.display()
        ))),
    }
}

/// Whether a folder is not there or holds nothing.
pub fn is_empty(folder: &Path) -> Result<bool> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(outside(folder, &error)),
    }
}

/// Copies every file of a folder, flushed to the disk. A folder that is not there holds none.
///
/// The database is copied before the files: a file is written before the row that names it, so every row of the copy
/// finds its file.
pub fn copy_folder(from: &Path, to: &Path) -> Result<Copied> {
    let mut copied = Copied::default();
    for relative in walk(from)? {
        let target = to.join(&relative);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(|error| outside(parent, &error))?;
        }
        copied.bytes += copy_file(&from.join(&relative), &target)?;
        copied.files += 1;
    }
    Ok(copied)
}

/// Copies a file, flushed to the disk. Gives its size.
pub fn copy_file(from: &Path, to: &Path) -> Result<u64> {
    let bytes = std::fs::copy(from, to).map_err(|error| outside(from, &error))?;
    let file = std::fs::File::open(to).map_err(|error| outside(to, &error))?;
    file.sync_all().map_err(|error| outside(to, &error))?;
    Ok(bytes)
}

/// Every file below a folder, by its path from there, sorted.
pub fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(relative) = waiting.pop() {
        let here = folder.join(&relative);
        let entries = match std::fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(outside(&here, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| outside(&here, &error))?;
            let kind = entry.file_type().map_err(|error| outside(&here, &error))?;
            let path = relative.join(entry.file_name());
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

fn outside(path: &Path, error: &std::io::Error) -> Error {
    Error::Outside(format!("{}: {error}", path.display()))
}

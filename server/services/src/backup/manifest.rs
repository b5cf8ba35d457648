//! The list of what a copy holds, with SHA-256 of each file.

use super::{outside, walk};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::Path;

/// Name of the list: `sha256sum -c SHA256SUMS` reads it too.
pub const SUMS: &str = "SHA256SUMS";

/// Path from the folder, with `/`, to SHA-256 in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(pub BTreeMap<String, String>);

/// What is wrong with a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// In the list, not in the folder.
    Missing(String),
    /// Other content than when it was copied.
    Changed(String),
    /// In the folder, not in the list.
    Unlisted(String),
}

impl Manifest {
    /// Reads every file of a folder but the list itself.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut sums = BTreeMap::new();
        for relative in walk(folder)? {
            let name = name(&relative)?;
            if name != SUMS {
                sums.insert(name, sum(&folder.join(&relative))?);
            }
        }
        Ok(Self(sums))
    }

    /// Writes the list into the folder, flushed to the disk.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(SUMS);
        let text: String = self
            .0
            .iter()
            .map(|(name, sum)| format!("{sum}  {name}\n"))
            .collect();
        let mut file = std::fs::File::create(&path).map_err(|error| outside(&path, &error))?;
        file.write_all(text.as_bytes())
            .map_err(|error| outside(&path, &error))?;
        file.sync_all().map_err(|error| outside(&path, &error))
    }

    /// Reads the list of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(SUMS);
        let text = std::fs::read_to_string(&path).map_err(|error| outside(&path, &error))?;
        let lines = text.lines().map(|line| line.split_once("  "));
        let pairs: Option<BTreeMap<String, String>> = lines
            .map(|pair| pair.map(|(sum, name)| (name.to_owned(), sum.to_owned())))
            .collect();
        pairs
            .map(Self)
            .ok_or_else(|| Error::Outside(format!("{}: not a list of sums", path.display())))
    }

    /// Compares the list with the folder as it is.
    pub fn verify(&self, folder: &Path) -> Result<Vec<Trouble>> {
        let found = Self::of(folder)?;
        let mut troubles = Vec::new();
        for (name, sum) in &self.0 {
            match found.0.get(name) {
                None => troubles.push(Trouble::Missing(name.clone())),
                Some(other) if other != sum => troubles.push(Trouble::Changed(name.clone())),
                Some(_) => {}
            }
        }
        let unlisted = found.0.keys().filter(|name| !self.0.contains_key(*name));
        troubles.extend(unlisted.map(|name| Trouble::Unlisted(name.clone())));
        Ok(troubles)
    }
}

fn name(relative: &Path) -> Result<String> {
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    let name = parts
        .map(|parts| parts.join("/"))
        .filter(|name| !name.contains('\n'));
    name.ok_or_else(|| {
        Error::Outside(format!(
            "{}: a file's name cannot be listed",
            relative.display()
        ))
    })
}

fn sum(path: &Path) -> Result<String> {
    let mut file = std::fs::File::open(path).map_err(|error| outside(path, &error))?;
    let mut hash = Sha256::new();
    let mut block = vec![0; 64 * 1024];
    loop {
        let read = file
            .read(&mut block)
            .map_err(|error| outside(path, &error))?;
        if read == 0 {
            break;
        }
        hash.update(block.get(..read).unwrap_or_default());
    }
    Ok(hash
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_changed_copy_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        std::fs::create_dir(path.join("files")).unwrap();
        for name in ["mec.db", "files/a", "files/b"] {
            std::fs::write(path.join(name), name).unwrap();
        }
        let manifest = Manifest::of(path).unwrap();
        manifest.write(path).unwrap();
        assert_eq!(Manifest::read(path).unwrap(), manifest);
        assert_eq!(manifest.verify(path).unwrap(), []);
        std::fs::write(path.join("files/a"), "other").unwrap();
        std::fs::remove_file(path.join("files/b")).unwrap();
        std::fs::write(path.join("files/c"), "more").unwrap();
        let troubles = [
            Trouble::Changed("files/a".into()),
            Trouble::Missing("files/b".into()),
            Trouble::Unlisted("files/c".into()),
        ];
        assert_eq!(manifest.verify(path).unwrap(), troubles);
    }
}

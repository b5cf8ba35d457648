//! The files of the project: those git knows or would take.

use crate::Result;
use crate::process;
use crate::shop::Shop;
use std::path::Path;

pub struct File {
    /// Relative to the clone, with `/`.
    pub path: String,
    /// `None` for what is not UTF-8.
    pub text: Option<String>,
}

impl File {
    pub fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = self.text.as_deref().unwrap_or("");
        text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    pub fn read(shop: &Shop) -> Result<Self> {
        let mut git = shop.command("git");
        git.args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ]);
        let mut paths: Vec<String> = match process::ask(git) {
            Some(text) => text
                .split('\0')
                .filter(|path| !path.is_empty())
                .map(str::to_owned)
                .collect(),
            // An archive without git: everything but what is made.
            None => {
                let mut found = Vec::new();
                walk(&shop.root, "", &mut found);
                found
            }
        };
        paths.sort();
        paths.dedup();
        let files = paths
            .into_iter()
            // Deleted but not yet committed.
            .filter(|path| shop.root.join(path).is_file())
            .map(|path| File {
                text: std::fs::read_to_string(shop.root.join(&path)).ok(),
                path,
            })
            .collect();
        Ok(Self { files })
    }

    /// The files with one of these extensions.
    pub fn with<'a>(&'a self, extensions: &'a [&str]) -> impl Iterator<Item = &'a File> {
        self.files
            .iter()
            .filter(move |file| extensions.contains(&file.extension()))
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: Some((*text).to_owned()),
        };
        Self {
            files: files.iter().map(file).collect(),
        }
    }
}

fn walk(root: &Path, below: &str, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(root.join(below)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() {
            name.clone()
        } else {
            format!("{below}/{name}")
        };
        if entry.path().is_dir() {
            if !matches!(
                name.as_str(),
                ".git" | "target" | "data" | "node_modules" | "test-results" | "playwright-report"
            ) {
                walk(root, &path, found);
            }
        } else {
            found.push(path);
        }
    }
}

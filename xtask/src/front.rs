//! The browser's half: WASM, JavaScript, style. Built once for `run` and `test`, again only when its sources changed.
//!
//! cargo-leptos writes the site into the clone and a `hash.txt` beside the release server in the target folder. Leptos looks for that file
//! beside the running executable, so a copy is kept in the clone and laid beside each copy of the server.

use crate::shop::{OUTPUT_NAME, Shop};
use crate::{Result, process, stamp};
use std::path::PathBuf;
use std::process::Command;

/// What the front is made of.
pub const SOURCES: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "app",
    "frontend",
    "style",
    "public",
];

/// Builds the front unless it is there already.
pub fn build(shop: &Shop) -> Result {
    let sources = stamp::of(&shop.root, &SOURCES);
    let mark = shop.own().join("front.stamp");
    if stamp::is(&mark, &sources) && is_whole(shop) {
        return Ok(());
    }
    let command = shop.cargo(["leptos", "build", "--release", "--frontend-only"])?;
    shop.step(
        "build the front",
        "5 min on 2 cores from nothing, then 1 to 2 min",
        command,
    )?;
    let written = shop.target.join("release/hash.txt");
    std::fs::create_dir_all(shop.own())
        .and_then(|()| std::fs::copy(&written, hash_file(shop)))
        .map_err(|error| format!("cannot copy {}: {error}", written.display()))?;
    stamp::write(&mark, &sources)
}

pub fn hash_file(shop: &Shop) -> PathBuf {
    shop.own().join("hash.txt")
}

/// Does the site still hold the files the hashes name? `cargo leptos watch` writes its own into the same folder.
pub fn is_whole(shop: &Shop) -> bool {
    let hashes = std::fs::read_to_string(hash_file(shop)).unwrap_or_default();
    let names = hashed_names(&hashes);
    names.len() == 3
        && names
            .iter()
            .all(|name| shop.site().join("pkg").join(name).is_file())
}

/// "js: abc" → "mec.abc.js", for the three kinds every build writes.
fn hashed_names(hashes: &str) -> Vec<String> {
    hashes
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter(|(kind, _)| matches!(*kind, "js" | "wasm" | "css"))
        .map(|(kind, hash)| format!("{OUTPUT_NAME}.{}.{kind}", hash.trim()))
        .collect()
}

/// Copies the server `built` in the target folder into the clone's own `kind` folder, with the hashes beside it, so that neither a later
/// build nor another clone changes what runs. Returns the copy.
pub fn lay_beside(shop: &Shop, built: &str, kind: &str) -> Result<PathBuf> {
    let folder = shop.own().join(kind);
    let copy = folder.join("mec");
    let from = shop.target.join(built);
    // The old copy may be running: it is unlinked, not written over.
    let _ = std::fs::remove_file(&copy);
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::copy(&from, &copy))
        .and_then(|_| std::fs::copy(hash_file(shop), folder.join("hash.txt")))
        .map_err(|error| {
            format!(
                "cannot copy {} to {}: {error}",
                from.display(),
                folder.display()
            )
        })?;
    Ok(copy)
}

/// What the server must know about the front.
pub fn environment(shop: &Shop, command: &mut Command) {
    command
        .env("LEPTOS_SITE_ROOT", shop.site())
        .env("LEPTOS_SITE_PKG_DIR", "pkg")
        .env("LEPTOS_HASH_FILES", "true")
        .env("LEPTOS_HASH_FILE_NAME", "hash.txt")
        .env("MEC_SITE_ROOT", shop.site());
}

/// Bytes after brotli of what every visitor downloads.
#[derive(Debug, PartialEq)]
pub struct Sizes {
    pub code: u64,
    pub style: u64,
}

/// WASM and JavaScript together, in bytes.
pub const CODE_BUDGET: u64 = 150_000;
/// The one style sheet, in bytes.
pub const STYLE_BUDGET: u64 = 20_000;

impl Sizes {
    /// "WASM+JS 81.3 of 150 kB, CSS 9.0 of 20 kB".
    pub fn say(&self) -> String {
        let kilo = |bytes: u64| format!("{:.1}", bytes as f64 / 1000.0);
        format!(
            "WASM+JS {} of {} kB, CSS {} of {} kB",
            kilo(self.code),
            CODE_BUDGET / 1000,
            kilo(self.style),
            STYLE_BUDGET / 1000
        )
    }

    pub fn fit(&self) -> bool {
        self.code <= CODE_BUDGET && self.style <= STYLE_BUDGET
    }
}

/// Measures with Node's brotli, at the quality the server uses for files that are compressed once.
pub fn measure(shop: &Shop) -> Result<Sizes> {
    const SCRIPT: &str = "const fs=require('fs'),z=require('zlib'),p=require('path');\
        const walk=d=>fs.readdirSync(d,{withFileTypes:true}).flatMap(e=>e.isDirectory()?walk(p.join(d,e.name)):[p.join(d,e.name)]);\
        for(const f of walk(process.argv[1]))console.log(p.extname(f)+' '+z.brotliCompressSync(fs.readFileSync(f)).length)";
    let mut node = shop.command("node");
    node.args(["-e", SCRIPT]).arg(shop.site());
    let text = process::must(node, &shop.log("sizes"), false, None)?;
    let sizes = add_up(&text);
    if sizes.code == 0 || sizes.style == 0 {
        return Err(format!("no WASM or no style in {}", shop.site().display()));
    }
    Ok(sizes)
}

fn add_up(text: &str) -> Sizes {
    let sum = |kinds: &[&str]| {
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(kind, _)| kinds.contains(kind))
            .filter_map(|(_, bytes)| bytes.trim().parse::<u64>().ok())
            .sum()
    };
    Sizes {
        code: sum(&[".wasm", ".js"]),
        style: sum(&[".css"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_name_three_files() {
        let names = hashed_names("js: a_b\nwasm: c-d\ncss: e\nmanifest: f\n");
        assert_eq!(names, ["mec.a_b.js", "mec.c-d.wasm", "mec.e.css"]);
        assert!(hashed_names("").is_empty());
    }

    #[test]
    fn sizes_are_added_by_kind() {
        let sizes = add_up(".wasm 80000\n.js 4000\n.css 9000\n.txt 5\n");
        assert_eq!(
            sizes,
            Sizes {
                code: 84_000,
                style: 9_000
            }
        );
        assert_eq!(sizes.say(), "WASM+JS 84.0 of 150 kB, CSS 9.0 of 20 kB");
        assert!(sizes.fit());
        assert!(!add_up(".wasm 149000\n.js 1001\n.css 1\n").fit());
    }
}

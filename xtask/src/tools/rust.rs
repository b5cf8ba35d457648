//! The Rust that compiles the project: 1.96 or newer with clippy, rustfmt and the `wasm32-unknown-unknown` target.
//!
//! No `rust-toolchain.toml`: where rustup may not install by itself, such a file would stop even `cargo xtask`.

use super::{apt, wasm_std};
use crate::process::{self, Patience};
use crate::shop::Shop;
use crate::{Result, progress};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const WASM: &str = "wasm32-unknown-unknown";
const MINOR: u32 = 96;
const FULL: &str = "1.96.0";
const PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
    "rust-web-clippy",
    "rustfmt-web",
];
/// The name under which rustup is told of the Debian one, so that it can be used by hand too.
const LINKED: &str = "web";

#[derive(Clone, Debug, PartialEq)]
pub struct Toolchain {
    /// Its name for rustup; `None` where rustup does not know it.
    pub name: Option<String>,
    pub sysroot: PathBuf,
    /// Such as `1.96.0`.
    pub version: String,
}

/// Finds a toolchain or installs one, and makes it the one of every child process.
pub fn ensure(shop: &mut Shop) -> Result {
    if shop.toolchain.is_some() {
        return Ok(());
    }
    let toolchain = match find(shop) {
        Some(found) => found,
        None => install(shop)?,
    };
    shop.toolchain = Some(toolchain);
    Ok(())
}

fn find(shop: &Shop) -> Option<Toolchain> {
    let mut known = candidates(shop);
    // The version the project is tested with comes before a newer one, whose lints may differ.
    known.sort_by_key(|toolchain| minor_of(&toolchain.version) != Some(MINOR));
    known
        .into_iter()
        .find(|toolchain| missing(toolchain).is_empty())
}

/// Every toolchain of the machine that is recent enough, whether complete or not.
fn candidates(shop: &Shop) -> Vec<Toolchain> {
    let mut folders: Vec<(Option<String>, PathBuf)> = Vec::new();
    let mut list = shop.command("rustup");
    list.args(["toolchain", "list", "-v"]);
    if let Some(text) = process::ask(list) {
        folders.extend(
            text.lines()
                .filter_map(rustup_line)
                .map(|(n, p)| (Some(n), p)),
        );
    }
    let mut sysroot = Command::new("rustc");
    sysroot.args(["--print", "sysroot"]);
    if let Some(folder) = process::ask(sysroot) {
        folders.push((None, PathBuf::from(folder)));
    }
    folders.push((None, PathBuf::from("/usr")));
    let mut found: Vec<Toolchain> = Vec::new();
    for (name, sysroot) in folders {
        if found.iter().any(|toolchain| toolchain.sysroot == sysroot) {
            continue;
        }
        let version = version(&sysroot);
        if let Some(version) = version.filter(|v| minor_of(v).is_some_and(|minor| minor >= MINOR)) {
            found.push(Toolchain {
                name,
                sysroot,
                version,
            });
        }
    }
    found
}

fn version(sysroot: &Path) -> Option<String> {
    let mut rustc = Command::new(sysroot.join("bin/rustc"));
    rustc.arg("--version");
    stable_version(&process::ask(rustc)?)
}

/// "rustc 1.96.0 (…)" → "1.96.0"; nothing for a nightly or beta.
fn stable_version(line: &str) -> Option<String> {
    let version = line.split_whitespace().nth(1)?;
    (!version.contains('-')).then(|| version.to_owned())
}

fn minor_of(version: &str) -> Option<u32> {
    version.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

/// "web /usr", "stable-x86_64-unknown-linux-gnu (active, default) /path" → name and folder.
fn rustup_line(line: &str) -> Option<(String, PathBuf)> {
    let path = &line[line.find('/')?..];
    let name = line.split_whitespace().next()?;
    Some((name.to_owned(), PathBuf::from(path.trim())))
}

/// What a toolchain lacks to build and check the project.
fn missing(toolchain: &Toolchain) -> Vec<&'static str> {
    let bin = |name: &str| toolchain.sysroot.join("bin").join(name).exists();
    let mut missing = Vec::new();
    if !bin("cargo") {
        missing.push("cargo");
    }
    if !(bin("cargo-clippy") && bin("clippy-driver")) {
        missing.push("clippy");
    }
    if !(bin("cargo-fmt") && bin("rustfmt")) {
        missing.push("rustfmt");
    }
    if !wasm_std::is_in(&toolchain.sysroot) {
        missing.push(WASM);
    }
    missing
}

fn install(shop: &Shop) -> Result<Toolchain> {
    let by_rustup = match shop.which("rustup") {
        Some(_) => with_rustup(shop),
        None => Err("rustup is not installed".to_owned()),
    };
    let first = match by_rustup.map(|()| find(shop)) {
        Ok(Some(found)) => return Ok(found),
        Ok(None) => "rustup installed something incomplete".to_owned(),
        Err(error) => error,
    };
    if shop.which("apt-get").is_none() {
        return Err(format!(
            "Rust {FULL} is needed: {first}\n\nplease install rustup, then type:\n\n    {}",
            rustup_words().join(" ")
        ));
    }
    println!(
        "  not by rustup ({}): Debian's packages instead",
        first.lines().next().unwrap_or("")
    );
    with_debian(shop)?;
    find(shop).ok_or_else(|| {
        format!(
            "Rust {FULL} is still incomplete after the installation; please type:\n\n    {}\n\nthen the same command again",
            apt::by_hand(&PACKAGES)
        )
    })
}

fn rustup_words() -> Vec<&'static str> {
    vec![
        "rustup",
        "toolchain",
        "install",
        FULL,
        "--profile",
        "minimal",
        "-c",
        "clippy",
        "-c",
        "rustfmt",
        "-t",
        WASM,
        "--no-self-update",
    ]
}

fn with_rustup(shop: &Shop) -> Result {
    progress::step(&format!("Rust {FULL} by rustup"), "1 min", || {
        let words = rustup_words();
        let mut command = shop.command(words[0]);
        command.args(&words[1..]);
        // rustup says "downloading" once its server has answered; where it cannot be reached, waiting longer changes nothing.
        let patience = Patience {
            within: Duration::from_secs(30),
            sign_of_life: |line| line.contains("downloading") || line.contains("unchanged"),
        };
        process::must(command, &shop.log("rustup"), shop.verbose, Some(patience)).map(|_| ())
    })
}

fn with_debian(shop: &Shop) -> Result {
    let usr = Toolchain {
        name: None,
        sysroot: PathBuf::from("/usr"),
        version: String::new(),
    };
    let lacks_packages = missing(&usr).iter().any(|what| *what != WASM)
        || version(&usr.sysroot)
            .and_then(|v| minor_of(&v))
            .is_none_or(|minor| minor < MINOR)
        || !wasm_std::source_is_in(&usr.sysroot)
        || shop.which("rust-lld").is_none();
    if lacks_packages {
        apt::install(shop, &PACKAGES, "about 2 min")?;
    }
    if !wasm_std::is_in(&usr.sysroot) {
        wasm_std::build_and_install(shop, &usr.sysroot)?;
    }
    if shop.which("rustup").is_some() {
        let mut link = shop.command("rustup");
        link.args(["toolchain", "link", LINKED, "/usr"]);
        // Only a convenience for commands typed by hand.
        let _ = process::run(link, &shop.log("rustup-link"), shop.verbose, None);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_nightlies_left_out() {
        let stable =
            stable_version("rustc 1.96.0 (30a34c682 2026-05-25) (built from a source tarball)");
        assert_eq!(stable.as_deref(), Some("1.96.0"));
        assert_eq!(minor_of("1.96.0"), Some(96));
        assert_eq!(
            stable_version("rustc 1.98.0-nightly (abc 2026-06-01)"),
            None
        );
        assert_eq!(minor_of("2.0.0"), None);
    }

    #[test]
    fn the_list_of_rustup_is_understood() {
        let (name, path) =
            rustup_line("stable-x86_64-unknown-linux-gnu (active, default) /opt/a b/stable")
                .unwrap();
        assert_eq!(name, "stable-x86_64-unknown-linux-gnu");
        assert_eq!(path, PathBuf::from("/opt/a b/stable"));
        assert_eq!(rustup_line("web /usr").unwrap().1, PathBuf::from("/usr"));
        assert!(rustup_line("no toolchain installed").is_none());
    }
}

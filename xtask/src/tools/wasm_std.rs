//! The standard library for `wasm32-unknown-unknown`, built from Debian's source package where rustup cannot bring it.

use super::apt;
use super::rust::WASM;
use crate::shop::Shop;
use crate::{Result, process, progress};
use std::path::{Path, PathBuf};

fn place(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM).join("lib")
}

pub fn is_in(sysroot: &Path) -> bool {
    std::fs::read_dir(place(sysroot)).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

pub fn source_is_in(sysroot: &Path) -> bool {
    sysroot
        .join("lib/rustlib/src/rust/library/std/Cargo.toml")
        .exists()
}

/// Builds it with the toolchain at `sysroot` and puts it there.
pub fn build_and_install(shop: &Shop, sysroot: &Path) -> Result {
    let files = progress::step(
        "standard library for WASM from source",
        "about 1 min on 2 cores",
        || build(shop, sysroot),
    )?;
    copy(shop, &files, &place(sysroot))
}

/// Builds an empty crate with `-Zbuild-std`: what is compiled on the way is the library. Returns its files.
fn build(shop: &Shop, sysroot: &Path) -> Result<Vec<PathBuf>> {
    let folder = shop.tools().join("build/wasm-std");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))
            .and_then(|()| std::fs::write(&path, text))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"empty\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[profile.release]\nopt-level = \"z\"\n\n[workspace]\n",
    )?;
    write("src/lib.rs", "")?;
    let mut cargo = shop.command(sysroot.join("bin/cargo"));
    cargo
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort,panic_unwind",
            "--target",
            WASM,
        ])
        .current_dir(&folder)
        .env("RUSTC", sysroot.join("bin/rustc"))
        // The stable compiler is asked for an unstable flag: it builds its own library, of its own version.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"));
    process::must(cargo, &shop.log("wasm-std"), shop.verbose, None)?;
    let deps = folder.join("target").join(WASM).join("release/deps");
    let files: Vec<PathBuf> = std::fs::read_dir(&deps)
        .map_err(|error| format!("cannot read {}: {error}", deps.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| !name.to_string_lossy().starts_with("libempty-"))
        })
        .collect();
    if files.is_empty() {
        return Err(format!("no library came out in {}", deps.display()));
    }
    Ok(files)
}

fn copy(shop: &Shop, files: &[PathBuf], to: &Path) -> Result {
    let from = files
        .first()
        .and_then(|file| file.parent())
        .unwrap_or(Path::new("."));
    let typed = format!(
        "sudo mkdir -p {to} && sudo cp {from}/*.rlib {to}/ && sudo rm -f {to}/libempty-*",
        to = to.display(),
        from = from.display()
    );
    let prefix = apt::privilege(shop).ok_or_else(|| format!("please type:\n\n    {typed}"))?;
    let script = typed.replace("sudo ", "");
    let mut words = prefix;
    words.extend(["sh", "-c"]);
    let mut command = shop.command(words[0]);
    command.args(&words[1..]).arg(script);
    process::must(command, &shop.log("wasm-std-copy"), shop.verbose, None)
        .map(|_| ())
        .map_err(|error| format!("{error}\n\nplease type:\n\n    {typed}"))
}

//! A tool that is a crate: found at the right version, brought by `cargo binstall`, or compiled into the cache.

use crate::process::{self, Patience};
use crate::shop::Shop;
use crate::{Result, progress};
use std::path::PathBuf;
use std::time::Duration;

pub struct CargoTool<'a> {
    /// The crate.
    pub package: &'a str,
    /// The binary it holds.
    pub binary: &'a str,
    pub version: &'a str,
    /// Further words for `cargo install`.
    pub install: &'a [&'a str],
    /// How long compiling it takes.
    pub expected: &'a str,
}

impl CargoTool<'_> {
    /// The binary, where it is there at exactly this version.
    pub fn find(&self, shop: &Shop) -> Option<PathBuf> {
        let path = shop.which(self.binary)?;
        let mut ask = shop.command(&path);
        ask.arg("--version");
        says(&process::ask(ask)?, self.version).then_some(path)
    }

    pub fn ensure(&self, shop: &Shop) -> Result {
        if self.find(shop).is_some() {
            return Ok(());
        }
        if shop.which("cargo-binstall").is_some()
            && self.binstall(shop).is_ok()
            && self.find(shop).is_some()
        {
            return Ok(());
        }
        self.compile(shop)?;
        self.find(shop).map(|_| ()).ok_or_else(|| {
            format!(
                "{} {} was installed but is not found in PATH",
                self.package, self.version
            )
        })
    }

    fn label(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn binstall(&self, shop: &Shop) -> Result {
        progress::step(
            &format!("{} by cargo binstall", self.label()),
            "30 s",
            || {
                let mut command = shop.command("cargo-binstall");
                command
                    .args(["-y", "--disable-strategies", "compile", "--root"])
                    .arg(shop.tools())
                    .arg(format!("{}@{}", self.package, self.version));
                let patience = Patience {
                    within: Duration::from_secs(60),
                    sign_of_life: |line| {
                        line.contains("will be downloaded") || line.contains("will be installed")
                    },
                };
                let log = shop.log(&format!("binstall {}", self.package));
                process::must(command, &log, shop.verbose, Some(patience)).map(|_| ())
            },
        )
    }

    /// Without optimisation: these tools run for seconds, but their own release profile takes three times as long to compile.
    fn compile(&self, shop: &Shop) -> Result {
        progress::step(&format!("compile {}", self.label()), self.expected, || {
            let build = shop.tools().join("build").join(self.package);
            let mut command = shop.command("cargo");
            command
                .args(["install", self.package, "--version", self.version])
                .args(self.install)
                .arg("--root")
                .arg(shop.tools())
                .arg("--target-dir")
                .arg(&build)
                .current_dir(&shop.cache)
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env_remove("CARGO_TARGET_DIR");
            let log = shop.log(&format!("install {}", self.package));
            process::must(command, &log, shop.verbose, None).map_err(|error| {
                let words = self.install.join(" ");
                let typed = format!(
                    "cargo install {} --version {} {words}",
                    self.package, self.version
                );
                format!("{error}\n\nplease type, and see what it lacks:\n\n    {typed}")
            })?;
            // Kept after a failure, so that the next try goes on from there.
            let _ = std::fs::remove_dir_all(&build);
            Ok(())
        })
    }
}

/// Does "cargo-leptos 0.3.11" or "wasm-bindgen 0.2.130 (abc)" say `version`?
pub fn says(answer: &str, version: &str) -> bool {
    answer
        .split_whitespace()
        .any(|word| word.trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_the_exact_version_is_taken() {
        assert!(says("wasm-bindgen 0.2.130 (1a2b3c)", "0.2.130"));
        assert!(!says("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!says("", "0.2.130"));
    }
}

//! Where things are (clone, cache, target folder) and the environment every child process gets.

use crate::tools::rust::Toolchain;
use crate::{Result, process, progress, target_dir};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name cargo-leptos gives the files in `pkg/`; must equal `name` of `[[workspace.metadata.leptos]]`.
pub const OUTPUT_NAME: &str = "mec";

pub struct Shop {
    /// The clone.
    pub root: PathBuf,
    /// Outside the clone, shared by all clones of this person.
    pub cache: PathBuf,
    /// Compiled code; `CARGO_TARGET_DIR` where the person has set it.
    pub target: PathBuf,
    pub verbose: bool,
    /// Set once [`crate::tools::rust::ensure`] has found or installed one.
    pub toolchain: Option<Toolchain>,
    /// A do-nothing `wasm-opt` takes the place of the real one.
    pub without_wasm_opt: bool,
}

impl Shop {
    /// # Errors
    /// When the clone or a home for the cache cannot be found, or the cache cannot be created.
    pub fn open(verbose: bool) -> Result<Self> {
        let root = find_root()?;
        let cache = find_cache(|name| std::env::var_os(name)).ok_or(
            "neither MEC_CACHE nor HOME is set: type `MEC_CACHE=/some/folder cargo xtask …`",
        )?;
        // Children start in it; on a bare machine it is not there yet.
        std::fs::create_dir_all(&cache)
            .map_err(|error| format!("cannot create {}: {error}", cache.display()))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => root.join(folder),
            _ => cache.join("target"),
        };
        Ok(Self {
            root,
            cache,
            target,
            verbose,
            toolchain: None,
            without_wasm_opt: false,
        })
    }

    /// What this clone alone owns and git ignores: logs, stamps, copies of the binaries.
    pub fn own(&self) -> PathBuf {
        self.root.join("target/mec")
    }

    pub fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    pub fn npm(&self) -> PathBuf {
        self.tools().join("npm")
    }

    pub fn log(&self, what: &str) -> PathBuf {
        let name: String = what
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        self.own().join("logs").join(format!("{name}.log"))
    }

    /// Our tools first, then the toolchain, then what the person has.
    pub fn path(&self) -> OsString {
        let mut folders = vec![
            self.tools().join("bin"),
            self.npm().join("node_modules/.bin"),
        ];
        if self.without_wasm_opt {
            folders.insert(0, self.tools().join("without-wasm-opt"));
        }
        if let Some(toolchain) = &self.toolchain {
            folders.push(toolchain.sysroot.join("bin"));
        }
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&inherited));
        std::env::join_paths(folders).unwrap_or(inherited)
    }

    /// Where `name` would be found by a child process.
    pub fn which(&self, name: &str) -> Option<PathBuf> {
        std::env::split_paths(&self.path())
            .map(|folder| folder.join(name))
            .find(|candidate| is_executable(candidate))
    }

    /// A child process in the clone, with our tools and without what `cargo run` left in the environment.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if let Some(name) = name.to_str()
                && set_by_cargo_run(name)
            {
                command.env_remove(name);
            }
        }
        command.env("PATH", self.path());
        command.env("CARGO_TARGET_DIR", &self.target);
        // Compiled into leptos: must be the same for every build or everything is compiled again.
        command.env("LEPTOS_OUTPUT_NAME", OUTPUT_NAME);
        match self
            .toolchain
            .as_ref()
            .and_then(|found| found.name.as_ref())
        {
            Some(name) => command.env("RUSTUP_TOOLCHAIN", name),
            None => command.env_remove("RUSTUP_TOOLCHAIN"),
        };
        command
    }

    /// A cargo command of the chosen toolchain, once the target folder is known to hold this clone's code and not another's.
    pub fn cargo<const N: usize>(&self, args: [&str; N]) -> Result<Command> {
        target_dir::claim(&self.target, &self.root)?;
        let mut command = self.command("cargo");
        command.args(args);
        Ok(command)
    }

    /// Runs `command` as a step of its own, output in a log named after it.
    pub fn step(&self, what: &str, expected: &str, command: Command) -> Result<String> {
        progress::step(what, expected, || {
            process::must(command, &self.log(what), self.verbose, None)
        })
    }
}

/// The variables that tell a binary about its own crate would only mislead another build. `LD_LIBRARY_PATH` is there too: cargo puts its
/// own toolchain's libraries in it, which are not those of the toolchain chosen here.
fn set_by_cargo_run(name: &str) -> bool {
    name == "CARGO"
        || name == "LD_LIBRARY_PATH"
        || name == "RUST_RECURSION_COUNT"
        || name == "CARGO_MANIFEST_DIR"
        || name == "CARGO_MANIFEST_PATH"
        || name.starts_with("CARGO_PKG_")
}

fn find_root() -> Result<PathBuf> {
    let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?,
    };
    start
        .ancestors()
        .find(|folder| {
            std::fs::read_to_string(folder.join("Cargo.toml"))
                .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
        })
        .map(Path::to_path_buf)
        .ok_or_else(|| "type this inside a clone of the project".to_owned())
}

fn find_cache(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    set("MEC_CACHE")
        .map(PathBuf::from)
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| PathBuf::from(folder).join("mec")))
        .or_else(|| set("HOME").map(|folder| PathBuf::from(folder).join(".cache/mec")))
}

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_chosen_in_the_documented_order() {
        let with = |pairs: &'static [(&str, &str)]| {
            find_cache(|name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| OsString::from(value))
            })
        };
        let all: &[_] = &[
            ("MEC_CACHE", "/a"),
            ("XDG_CACHE_HOME", "/b"),
            ("HOME", "/c"),
        ];
        assert_eq!(with(all), Some("/a".into()));
        assert_eq!(
            with(&[("XDG_CACHE_HOME", "/b"), ("HOME", "/c")]),
            Some("/b/mec".into())
        );
        assert_eq!(
            with(&[("XDG_CACHE_HOME", ""), ("HOME", "/c")]),
            Some("/c/.cache/mec".into())
        );
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn children_do_not_inherit_what_cargo_run_adds() {
        assert!(set_by_cargo_run("CARGO_PKG_NAME"));
        assert!(!set_by_cargo_run("CARGO_HOME"));
        assert!(!set_by_cargo_run("CARGO_TARGET_DIR"));
    }
}

//! Tools that come from npm: Sass and wasm-opt.

use super::apt;
use crate::shop::Shop;
use crate::{Result, process, progress};
use std::os::unix::fs::PermissionsExt;

const SASS: &str = "sass@1.108.2";
const BINARYEN: &str = "binaryen@132.0.0";
/// Older ones do not know the WASM that this Rust writes.
const OLDEST_WASM_OPT: u32 = 117;

/// # Errors
/// When there is no npm and none can be installed.
pub fn ensure_node(shop: &Shop) -> Result {
    if shop.which("node").is_some() && shop.which("npm").is_some() {
        return Ok(());
    }
    apt::install(shop, &["nodejs", "npm"], "about 1 min")
}

pub fn ensure_sass(shop: &Shop) -> Result {
    if answer(shop, "sass").is_some() {
        return Ok(());
    }
    install(shop)
}

/// Puts the real one in place, or where there is none a stand-in that leaves the file as it is, and says so.
pub fn ensure_wasm_opt(shop: &mut Shop) -> Result {
    if wasm_opt_is_fit(shop) || (install(shop).is_ok() && wasm_opt_is_fit(shop)) {
        return Ok(());
    }
    println!(
        "  wasm-opt cannot be had: the WASM is not made smaller (type `npm install -g {BINARYEN}` to have it)"
    );
    let path = shop.tools().join("without-wasm-opt/wasm-opt");
    let text = "#!/bin/sh\n# Input and output are the same file: nothing to do.\nexit 0\n";
    std::fs::create_dir_all(path.parent().unwrap_or(&path))
        .and_then(|()| std::fs::write(&path, text))
        .and_then(|()| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    shop.without_wasm_opt = true;
    Ok(())
}

fn install(shop: &Shop) -> Result {
    ensure_node(shop)?;
    progress::step(&format!("{SASS} and {BINARYEN} from npm"), "30 s", || {
        let folder = shop.npm();
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let mut command = shop.command("npm");
        command
            .args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder)
            .args([SASS, BINARYEN]);
        process::must(command, &shop.log("npm-tools"), shop.verbose, None)
            .map(|_| ())
            .map_err(|error| {
                format!("{error}\n\nplease type:\n\n    npm install -g {SASS} {BINARYEN}")
            })
    })
}

fn wasm_opt_is_fit(shop: &Shop) -> bool {
    answer(shop, "wasm-opt").is_some_and(|line| {
        wasm_opt_version(&line).is_some_and(|version| version >= OLDEST_WASM_OPT)
    })
}

fn answer(shop: &Shop, name: &str) -> Option<String> {
    let mut ask = shop.command(shop.which(name)?);
    ask.arg("--version");
    process::ask(ask)
}

/// "wasm-opt version 132 (version_132)" → 132.
fn wasm_opt_version(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::wasm_opt_version;

    #[test]
    fn reads_the_version_of_wasm_opt() {
        assert_eq!(
            wasm_opt_version("wasm-opt version 108 (version_108)"),
            Some(108)
        );
        assert_eq!(wasm_opt_version("wasm-opt version 132"), Some(132));
        assert_eq!(wasm_opt_version("wasm-opt"), None);
    }
}

//! Debian packages, as root, through `sudo` where it asks no password, or by telling what to type.

use crate::shop::Shop;
use crate::{Result, process, progress};
use std::process::Command;

/// Installs `packages`. `expected` is how long it takes.
///
/// # Errors
/// The exact command to type where this process may not install, or where the packages were refused.
pub fn install(shop: &Shop, packages: &[&str], expected: &str) -> Result {
    let typed = by_hand(packages);
    if shop.which("apt-get").is_none() {
        return Err(format!(
            "this is not Debian: install what these packages hold, then type the command again: {}",
            packages.join(" ")
        ));
    }
    let Some(prefix) = privilege(shop) else {
        return Err(format!(
            "{} needed; please type:\n\n    {typed}",
            packages.join(", ")
        ));
    };
    progress::step(&format!("install {}", packages.join(" ")), expected, || {
        let apt = |args: &[&str]| {
            let mut words: Vec<&str> = prefix.clone();
            words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
            words.extend(args);
            let mut command = shop.command(words[0]);
            command.args(&words[1..]);
            command
        };
        // An index that cannot be refreshed may still know the packages: only the installation decides.
        let _ = process::run(
            apt(&["update"]),
            &shop.log("apt-update"),
            shop.verbose,
            None,
        )?;
        let mut args = vec!["install", "-y", "--no-install-recommends"];
        args.extend(packages);
        process::must(apt(&args), &shop.log("apt-install"), shop.verbose, None)
            .map(|_| ())
            .map_err(|error| format!("{error}\n\nplease type:\n\n    {typed}"))
    })
}

/// What a person types to install `packages`.
pub fn by_hand(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {packages}")
}

/// The words to put before a command so that it runs as root: none for root, `sudo -n` where it asks nothing.
pub fn privilege(shop: &Shop) -> Option<Vec<&'static str>> {
    if is_root() {
        return Some(Vec::new());
    }
    shop.which("sudo")?;
    let mut sudo = Command::new("sudo");
    sudo.args(["-n", "true"]);
    process::ask(sudo).map(|_| vec!["sudo", "-n"])
}

pub fn is_root() -> bool {
    let mut id = Command::new("id");
    id.arg("-u");
    process::ask(id).as_deref() == Some("0")
}

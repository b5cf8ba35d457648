//! Licences, sources and duplicates of the dependencies, as `deny.toml` wants them; only where cargo-deny is installed.

use crate::process;
use crate::shop::Shop;
use crate::tools::deny;

pub enum Verdict {
    Fine,
    /// With the command that would bring cargo-deny.
    LeftOut(&'static str),
    Refused(String),
}

pub fn check(shop: &Shop) -> Verdict {
    let Some(program) = deny::find(shop) else {
        return Verdict::LeftOut(deny::HOW);
    };
    let mut command = shop.command(program);
    // Advisories would need another download at each run, and would make yesterday's success fail today.
    command.args([
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]);
    match process::must(command, &shop.log("cargo-deny"), shop.verbose, None) {
        Ok(_) => Verdict::Fine,
        Err(message) => Verdict::Refused(message),
    }
}

//! What really ends up in the browser's half, features counted.

use crate::shop::Shop;
use crate::tools::rust::WASM;
use crate::{Result, process};

const FORBIDDEN: [&str; 12] = [
    "adapters", "axum", "chrono", "image", "regex", "reqwest", "ring", "rustls", "sea-orm",
    "services", "sqlx", "store",
];

pub fn check(shop: &Shop) -> Result<Vec<String>> {
    let mut cargo = shop.command("cargo");
    cargo.args([
        "tree", "-p", "frontend", "--target", WASM, "-e", "normal", "--prefix", "none",
    ]);
    let text = process::must(cargo, &shop.log("cargo-tree"), false, None)?;
    Ok(found(&text)
        .iter()
        .map(|name| format!("frontend: `{name}` reaches the browser (cargo tree -p frontend --target {WASM} -e normal -i {name})"))
        .collect())
}

fn found(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| FORBIDDEN.contains(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn only_whole_names_count() {
        let text = "frontend v0.1.0 (x)\napp v0.1.0\nserver_fn v0.9.0\nreactive_stores v0.4.0\nregex v1.2.3\nregex v1.2.3 (*)\n";
        assert_eq!(found(text), vec!["regex"]);
    }
}

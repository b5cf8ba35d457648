//! Makes the compact table of territories that ships in the binary.
//!
//! ```text
//! npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
//! cargo run --release -p services --example territories -- package [OLDER_PACKAGE…]
//! ```
//!
//! Older packages, newest first, only give names to communes that have merged since.
//!
//! Source: npm `@etalab/decoupage-administratif` (MIT), after INSEE (Code officiel géographique), DGCL (Banatic) and
//! La Poste. The data is under the Licence Ouverte 2.0.

#![allow(clippy::print_stdout)]

use services::territory::{compact, generate, merge};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dirs: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let Some((dir, older)) = dirs.split_first() else {
        return Err("usage: territories PACKAGE_DIR [OLDER_PACKAGE_DIR…]".into());
    };
    let generated = generate::from_package(dir)?;
    for problem in &generated.problems {
        println!("{problem:?}");
    }
    let mut dataset = generated.dataset;
    for dir in older {
        dataset = merge::with_history(dataset, &generate::from_package(dir)?.dataset)?;
    }
    let bytes = compact::encode(&dataset)?;
    let out = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("data/territories-{}.tsv.br", dataset.year()));
    std::fs::write(&out, &bytes)?;
    let named = dataset
        .former_communes()
        .iter()
        .filter(|f| f.name.is_some())
        .count();
    println!(
        "{} from {}: {} communes, {} EPCI, {} former codes ({named} named), {} bytes, {} bytes in memory",
        out.display(),
        dataset.source(),
        dataset.communes().len(),
        dataset.epcis().len(),
        dataset.former_communes().len(),
        bytes.len(),
        dataset.heap_bytes(),
    );
    Ok(())
}

//! The middle of each commune, to put a project on a map that has no site of its own.

use super::sheet;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Longitude and latitude in degrees, by code of commune.
pub type Middles = Arc<HashMap<String, (f64, f64)>>;

/// Those of the départements asked for so far: 101 of them hold 35,000 communes, about 3 MB.
static KNOWN: LazyLock<Mutex<HashMap<String, Middles>>> = LazyLock::new(Mutex::default);

/// The middles of the communes of a département; none where no outline is known. Reads a sheet the first time.
pub fn middles(departement: &str) -> Middles {
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known().get(departement) {
        return Arc::clone(found);
    }
    let Some(sheet) = sheet(departement) else {
        // Not kept: what an address names is not to fill the memory.
        return Middles::default();
    };
    let all = sheet.areas.iter();
    let found: HashMap<String, (f64, f64)> = all
        .filter_map(|area| Some((area.code.clone(), sheet.middle(area)?)))
        .collect();
    let found = Arc::new(found);
    known().insert(departement.to_owned(), Arc::clone(&found));
    found
}

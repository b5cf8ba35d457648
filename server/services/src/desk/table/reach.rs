//! How far a person sees.

use super::super::departements_of;
use crate::context::Person;
use crate::{Error, Result};
use store::desk::table::{ContractLine, Ground};

/// A reader's ground.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Whose projects.
    pub ground: Ground,
    /// The département shown; none for contracts and for the nation.
    pub departement: Option<String>,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader works for the State here.
    pub of_the_state: bool,
}

/// The département asked for, else the reader's own, else the contracts she manages, else the nation for its
/// administration, whose reading is logged.
pub fn of(person: &Person, wanted: Option<&str>) -> Result<Reach> {
    let reach = still(person, wanted)?;
    let shown = &reach.departement;
    if person.admin
        && !shown
            .as_ref()
            .is_some_and(|code| reach.departements.contains(code))
    {
        tracing::info!(person = %person.id, departement = shown.as_deref().unwrap_or("all"),
            "the national administration read a list of projects");
    }
    Ok(reach)
}

/// The same without a word in the log, for what goes on reading what was opened.
pub fn still(person: &Person, wanted: Option<&str>) -> Result<Reach> {
    let own = departements_of(person);
    let departement = match wanted {
        Some(wanted) if person.admin || own.iter().any(|code| code == wanted) => {
            Some(wanted.to_owned())
        }
        Some(_) => return Err(Error::NotFound),
        None => own.first().cloned(),
    };
    let (ground, of_the_state) = match &departement {
        Some(code) => (Ground::Departement(code.clone()), true),
        None if !person.manages.is_empty() => (Ground::Contracts(person.manages.clone()), false),
        None if person.admin => (Ground::Nation, true),
        None => return Err(Error::NotFound),
    };
    Ok(Reach {
        ground,
        departement,
        departements: own,
        of_the_state,
    })
}

/// As much of a contract as a person may see.
pub fn of_contract(
    person: &Person,
    contract: &ContractLine,
    departements: &[String],
) -> Option<Reach> {
    let code = contract.code.clone();
    let own = departements_of(person)
        .into_iter()
        .find(|own| departements.contains(own));
    let manages = person.manages.contains(&code);
    if person.admin && !manages {
        tracing::info!(person = %person.id, contract = %code,
            "the national administration read the projects of a contract");
    }
    let ground = if person.admin || manages {
        Ground::Contracts(vec![code])
    } else {
        Ground::ContractIn(code, own?)
    };
    // Who manages a contract and is of one of its départements too sees it whole, as its manager.
    let of_the_state = person.admin || matches!(ground, Ground::ContractIn(..));
    Some(Reach {
        ground,
        departement: None,
        departements: Vec::new(),
        of_the_state,
    })
}

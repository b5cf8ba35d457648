//! What happens to communes between two years of the official code.

use super::dataset::{Commune, Dataset, DatasetError, FormerCommune, FormerKind};
use domain::territory::{CommuneCode, Siren};
use std::collections::HashSet;

/// A commune of the old year whose code is no longer a commune's: whatever hangs on `from` goes to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    pub from: CommuneCode,
    pub to: CommuneCode,
}

/// Everything that differs between two years and matters to what is attached to territories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Communes that merged into another, or changed code.
    pub moves: Vec<Move>,
    /// Communes of the old year that nothing in the new one accounts for; what hangs on them must stay as it is.
    pub lost: Vec<CommuneCode>,
    /// Communes that are new, with the one they were a part of when the old year knows it (a commune restored).
    pub created: Vec<(CommuneCode, Option<CommuneCode>)>,
    /// Communes that kept their code under another official name.
    pub renamed: Vec<CommuneCode>,
    /// Communes that kept their code and went to another EPCI (or to none, or from none).
    pub transferred: Vec<CommuneCode>,
    /// EPCI of the new year only.
    pub epci_created: Vec<Siren>,
    /// EPCI of the old year only.
    pub epci_gone: Vec<Siren>,
}

/// The communes of `old` that have another code in `new`, by code.
pub fn moves(old: &Dataset, new: &Dataset) -> Vec<Move> {
    compare(old, new).moves
}

/// Compares two years, either way round in time.
pub fn compare(old: &Dataset, new: &Dataset) -> Comparison {
    let mut comparison = Comparison::default();
    for before in old.communes() {
        match new.commune(before.code) {
            Some(after) => kept(&mut comparison, before, after),
            None => match destination(before, old, new) {
                Some(to) => comparison.moves.push(Move {
                    from: before.code,
                    to,
                }),
                None => comparison.lost.push(before.code),
            },
        }
    }
    let fresh = new
        .communes()
        .iter()
        .filter(|c| old.commune(c.code).is_none());
    comparison.created = fresh
        .map(|c| (c.code, old.resolve(c.code).map(|parent| parent.code)))
        .collect();
    let sirens = |dataset: &Dataset| dataset.epcis().iter().map(|e| e.siren).collect::<Vec<_>>();
    comparison.epci_created = sirens(new)
        .into_iter()
        .filter(|&siren| old.epci(siren).is_none())
        .collect();
    comparison.epci_gone = sirens(old)
        .into_iter()
        .filter(|&siren| new.epci(siren).is_none())
        .collect();
    comparison
}

fn kept(comparison: &mut Comparison, before: &Commune, after: &Commune) {
    if before.name != after.name {
        comparison.renamed.push(after.code);
    }
    if before.epci != after.epci {
        comparison.transferred.push(after.code);
    }
}

/// By former code; then by SIREN, which a commune that changes its code (département, seat) keeps; then, going back in
/// time, by a commune of the new year that `old` counts among the parts of this one and that bears its name.
fn destination(before: &Commune, old: &Dataset, new: &Dataset) -> Option<CommuneCode> {
    let by_code = new.resolve(before.code);
    let by_siren = || before.siren.and_then(|siren| new.commune_by_siren(siren));
    let by_part = || {
        let parts = old
            .former_communes()
            .iter()
            .filter(|f| f.present == before.code);
        let communes: Vec<&Commune> = parts.filter_map(|f| new.commune(f.code)).collect();
        communes
            .iter()
            .find(|c| c.name == before.name)
            .or(communes.first())
            .copied()
    };
    by_code
        .or_else(by_siren)
        .or_else(by_part)
        .map(|commune| commune.code)
}

/// `new`, with every old code and name that only `old` knew: a code that once led to a commune always does.
///
/// # Errors
/// None in practice: both were datasets already.
pub fn with_history(new: Dataset, old: &Dataset) -> Result<Dataset, DatasetError> {
    let mut parts = new.parts.clone();
    for from in moves(old, &new) {
        let name = old.commune(from.from).map(|c| c.name.clone());
        learn(&mut parts.former, from.from, name, from.to);
    }
    let resolved: HashSet<CommuneCode> = parts.former.iter().map(|f| f.code).collect();
    for part in old.former_communes() {
        let known = resolved.contains(&part.code) || new.commune(part.code).is_some();
        let Some(today) = new.resolve(part.code).or_else(|| new.resolve(part.present)) else {
            continue;
        };
        if known {
            name_it(&mut parts.former, part.code, part.name.as_deref());
        } else {
            parts.former.push(FormerCommune {
                present: today.code,
                ..part.clone()
            });
        }
    }
    Dataset::build(parts)
}

fn learn(
    former: &mut Vec<FormerCommune>,
    code: CommuneCode,
    name: Option<Box<str>>,
    present: CommuneCode,
) {
    if former.iter().any(|f| f.code == code) {
        name_it(former, code, name.as_deref());
    } else {
        former.push(FormerCommune {
            code,
            name,
            kind: FormerKind::Merged,
            present,
        });
    }
}

/// Gives its name to a code that has none.
fn name_it(former: &mut [FormerCommune], code: CommuneCode, name: Option<&str>) {
    if let Some(unnamed) = former
        .iter_mut()
        .find(|f| f.code == code && f.name.is_none())
    {
        unnamed.name = name.map(Into::into);
    }
}

#[cfg(test)]
mod tests;

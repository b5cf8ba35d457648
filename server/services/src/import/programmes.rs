//! Places of the national programmes, compared with what is there and written in one transaction.

use super::{Outcome, Reason, Remark, Tell};
use crate::territory::Severity;
use crate::territory::programmes::{Programme, ProgrammePlace, parse};
use crate::{Result, Services};
use domain::date;
use std::collections::{BTreeMap, BTreeSet};
use store::import::programmes::{self as table, CommuneRow, PlaceRow};

type Places = BTreeMap<String, (PlaceRow, Vec<CommuneRow>)>;

impl Services {
    /// Imports the files of one or several programmes together. Places of these programmes that no file has any more
    /// go, unless a feature was refused: the files were then not read whole.
    pub async fn import_programmes(&self, files: &[Vec<u8>], tell: Tell<'_>) -> Result<Outcome> {
        let dataset = self.territories.dataset();
        let mut outcome = Outcome::default();
        let mut wanted = Places::new();
        let mut programmes = BTreeSet::new();
        for bytes in files {
            let file = parse(bytes, &dataset);
            outcome.lines += file.features as u64;
            let refused = file
                .problems
                .iter()
                .filter(|p| p.reason.severity() == Severity::Refused);
            outcome.refused += refused.count() as u64;
            file.problems
                .into_iter()
                .for_each(|problem| tell(problem.into()));
            for place in &file.places {
                programmes.insert(place.programme);
                wanted.insert(place.code.to_string(), rows(place));
            }
        }
        let there = self.places_there(&programmes).await?;
        let tx = self.db.begin().await?;
        let now = self.clock.now();
        for (id, (place, communes)) in &wanted {
            match there.get(id) {
                Some(known) if known.0 == *place && known.1 == *communes => {
                    outcome.tally.unchanged += 1
                }
                known => {
                    table::put(&tx, place, communes, now).await?;
                    match known {
                        Some(_) => outcome.tally.changed += 1,
                        None => outcome.tally.added += 1,
                    }
                }
            }
        }
        for (id, (place, _)) in there.iter().filter(|(id, _)| !wanted.contains_key(*id)) {
            if outcome.refused == 0 {
                table::remove(&tx, id).await?;
                outcome.tally.removed += 1;
            } else {
                outcome.tally.kept += 1;
                tell(Remark::new(
                    0,
                    "id_territoire",
                    format!("{id} {}", place.name),
                    Reason::StillUsed,
                ));
            }
        }
        tx.commit().await?;
        Ok(outcome)
    }

    async fn places_there(&self, programmes: &BTreeSet<Programme>) -> Result<Places> {
        let db = self.db.read();
        let mut there = Places::new();
        for place in table::places(db).await? {
            if Programme::from_code(&place.programme).is_some_and(|p| programmes.contains(&p)) {
                there.insert(place.id.clone(), (place, Vec::new()));
            }
        }
        for commune in table::communes(db).await? {
            if let Some((_, communes)) = there.get_mut(&commune.territory_id) {
                communes.push(commune);
            }
        }
        there
            .values_mut()
            .for_each(|(_, communes)| communes.sort_unstable());
        Ok(there)
    }
}

fn rows(place: &ProgrammePlace) -> (PlaceRow, Vec<CommuneRow>) {
    let id = place.code.to_string();
    let mut communes: Vec<CommuneRow> = place
        .communes
        .iter()
        .map(|commune| CommuneRow {
            territory_id: id.clone(),
            commune_code: commune.code.to_string(),
        })
        .collect();
    communes.sort_unstable();
    let row = PlaceRow {
        id,
        programme: place.programme.code().to_owned(),
        name: place.name.clone(),
        signed_on: place.signed_on.map(date::to_iso),
    };
    (row, communes)
}

//! Another year of the official code: kept in the database, and what hangs on communes that merged follows them.

use super::{Reason, Remark, Tell};
use crate::journal::{Fact, details};
use crate::territory::generate::{Generated, from_package};
use crate::territory::merge::{compare, with_history};
use crate::territory::{Commune, Dataset, Territories, compact, grammar};
use crate::{Cx, Error, Result, Services};
use domain::ids::ProjectId;
use domain::project::Audience;
use domain::territory::CommuneCode;
use domain::timestamp::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;
use store::import::territories::{self as table, Ground, Merge};
use store::{Db, Tx};

/// The kind under which the compact table is kept.
const KIND: &str = "territories";

/// What an import of reference data did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerritoriesOutcome {
    /// Package and version now in force.
    pub source: String,
    /// Year of the official code now in force.
    pub year: u16,
    /// Communes, EPCI and former codes of it.
    pub communes: usize,
    /// EPCI.
    pub epci: usize,
    /// Codes that lead to a commune of today.
    pub former: usize,
    /// Communes of the former year that are another's part now.
    pub merged: usize,
    /// Communes of this year only.
    pub created: usize,
    /// Communes under another name.
    pub renamed: usize,
    /// Communes in another EPCI.
    pub transferred: usize,
    /// Rows of the package left out.
    pub refused: u64,
    /// Whether the table was the one in force already.
    pub unchanged: bool,
    /// Commune codes in use that were replaced by the code of today.
    pub moved_codes: u64,
    /// Projects attached to those.
    pub moved_projects: u64,
    /// Projects that changed département, arrondissement or EPCI.
    pub regrouped_projects: u64,
}

impl Services {
    /// Imports an unpacked package (its folder, or the `data` folder in it). One transaction; projects stay attached,
    /// to the commune of today. The services of this process use the new year at once, others when they next look
    /// ([`Services::refresh_territories`]).
    ///
    /// # Errors
    /// [`Error::Outside`] when the folder is not the package.
    pub async fn import_territories(
        &self,
        dir: &Path,
        tell: Tell<'_>,
    ) -> Result<TerritoriesOutcome> {
        let read =
            from_package(package_folder(dir)).map_err(|error| Error::Outside(error.to_string()))?;
        self.adopt_territories(read, tell).await
    }

    /// The same, of a package read already.
    pub async fn adopt_territories(
        &self,
        read: Generated,
        tell: Tell<'_>,
    ) -> Result<TerritoriesOutcome> {
        let old = self.territories.dataset();
        let refused = read.problems.len() as u64;
        read.problems
            .into_iter()
            .for_each(|problem| tell(problem.into()));
        let outside = |error: &dyn std::fmt::Display| Error::Outside(error.to_string());
        let new = with_history(read.dataset, &old).map_err(|error| outside(&error))?;
        let content = compact::encode(&new).map_err(|error| outside(&error))?;
        let comparison = compare(&old, &new);
        let mut outcome = TerritoriesOutcome {
            source: new.source().to_owned(),
            year: new.year(),
            communes: new.communes().len(),
            epci: new.epcis().len(),
            former: new.former_communes().len(),
            merged: comparison.moves.len(),
            created: comparison.created.len(),
            renamed: comparison.renamed.len(),
            transferred: comparison.transferred.len(),
            refused,
            ..TerritoriesOutcome::default()
        };
        let moves = comparison.moves.iter().map(|m| (m.from, m.to)).collect();
        let stored = table::stored(self.db.read(), KIND).await?;
        outcome.unchanged = stored.is_some_and(|stored| stored.content == content);
        let in_use = table::codes_in_use(self.db.read()).await?;
        let tx = self.db.begin().await?;
        let follow = Follow {
            old: &old,
            new: &new,
            moves,
        };
        let moved = follow.all(&tx, &in_use, &mut outcome, tell).await?;
        self.tell_moved(&tx, moved).await?;
        if !outcome.unchanged {
            table::store(&tx, KIND, new.source(), content, self.clock.now()).await?;
        }
        tx.commit().await?;
        self.territories.replace(new);
        Ok(outcome)
    }

    /// When the reference data in the database was imported, if any was.
    pub async fn territories_imported_at(&self) -> Result<Option<Timestamp>> {
        Ok(table::stored_at(self.db.read(), KIND).await?)
    }

    /// Takes over reference data that another process imported after `seen`; gives the moment of what is in force.
    pub async fn refresh_territories(&self, seen: Option<Timestamp>) -> Result<Option<Timestamp>> {
        let at = table::stored_at(self.db.read(), KIND).await?;
        if at != seen
            && let Some(dataset) = stored_dataset(&self.db).await?
        {
            self.territories.replace(dataset);
        }
        Ok(at)
    }
}

/// The reference data in force: what was imported, else what the binary holds.
///
/// # Errors
/// [`Error::Outside`] when neither can be read.
pub async fn load(db: &Db) -> Result<Territories> {
    match stored_dataset(db).await? {
        Some(dataset) => Ok(Territories::new(dataset)),
        None => Territories::embedded().map_err(|error| Error::Outside(error.to_string())),
    }
}

async fn stored_dataset(db: &Db) -> Result<Option<Dataset>> {
    let stored = table::stored(db.read(), KIND).await?;
    stored
        .map(|stored| {
            compact::decode(&stored.content).map_err(|error| Error::Outside(error.to_string()))
        })
        .transpose()
}

/// People point at the package or at the folder of its tables.
fn package_folder(dir: &Path) -> &Path {
    match dir.parent() {
        Some(parent)
            if !dir.join("package.json").exists() && parent.join("package.json").exists() =>
        {
            parent
        }
        _ => dir,
    }
}

impl Services {
    /// Nothing that is under way changes hands without saying so: a line in its history, and those who answer for it
    /// now are told.
    async fn tell_moved(&self, tx: &Tx, moved: Vec<Moved>) -> Result<()> {
        for Moved { project, from, to } in moved {
            let told = details([("from", from), ("to", to)]);
            let cx = Cx::system();
            self.record(tx, &cx, project, Fact::GroundChanged, Audience::All, told)
                .await?;
        }
        Ok(())
    }
}

struct Follow<'a> {
    old: &'a Dataset,
    new: &'a Dataset,
    moves: BTreeMap<CommuneCode, CommuneCode>,
}

impl Follow<'_> {
    async fn all(
        &self,
        tx: &Tx,
        in_use: &[String],
        outcome: &mut TerritoriesOutcome,
        tell: Tell<'_>,
    ) -> Result<Vec<Moved>> {
        let mut moved = Vec::new();
        for text in in_use {
            let Some(after) = CommuneCode::parse(text)
                .ok()
                .and_then(|code| self.today(code))
            else {
                tell(Remark::new(0, "", text.clone(), Reason::LostCommune));
                continue;
            };
            let before = CommuneCode::parse(text)
                .ok()
                .and_then(|code| self.old.resolve(code));
            if let Some(before) = before {
                moved.extend(self.moved(tx, text, before, after).await?);
                outcome.regrouped_projects +=
                    table::regroup(tx, text, &ground(before), &ground(after)).await?;
            }
            if after.code.as_str() != text {
                let siren = after.siren.map(|siren| siren.to_string());
                let merge = Merge {
                    from: text,
                    to: after.code.as_str(),
                    name: &after.name,
                    siren,
                    departement: after.departement.as_str(),
                };
                outcome.moved_projects += table::merge(tx, &merge).await?;
                outcome.moved_codes += 1;
            }
        }
        Ok(moved)
    }

    /// The projects under way that a commune takes into another arrondissement.
    async fn moved(
        &self,
        tx: &Tx,
        text: &str,
        before: &Commune,
        after: &Commune,
    ) -> Result<Vec<Moved>> {
        let (from, to) = (ground(before), ground(after));
        if (&from.departement, &from.arrondissement) == (&to.departement, &to.arrondissement) {
            return Ok(Vec::new());
        }
        let projects = table::under_way(tx, text, &from).await?;
        let moved = |id| Moved {
            project: ProjectId(id),
            from: of_ground(self.old, before),
            to: of_ground(self.new, after),
        };
        Ok(projects.into_iter().map(moved).collect())
    }

    /// The commune of the new year that a code in use stands for.
    fn today(&self, code: CommuneCode) -> Option<&Commune> {
        let moved = || self.new.commune(*self.moves.get(&code)?);
        self.new
            .commune(code)
            .or_else(moved)
            .or_else(|| self.new.resolve(code))
    }
}

/// "de l'arrondissement de Cholet"; "du département 69" where there are none.
fn of_ground(france: &Dataset, commune: &Commune) -> String {
    match commune
        .arrondissement
        .and_then(|code| france.arrondissement(code))
    {
        Some(found) => {
            let of = grammar::commune(&found.name, found.liaison);
            format!("de l'arrondissement {of}")
        }
        None => format!("du département {}", commune.departement),
    }
}

/// A project under way that lies elsewhere from now on.
struct Moved {
    project: ProjectId,
    from: String,
    to: String,
}

fn ground(commune: &Commune) -> Ground {
    Ground {
        departement: commune.departement.to_string(),
        arrondissement: commune.arrondissement.map(|code| code.to_string()),
        epci: commune.epci.map(|siren| siren.to_string()),
    }
}

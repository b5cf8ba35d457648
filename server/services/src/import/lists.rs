//! Lists of projects that the seats of a département bring in themselves, with the engine of the command: the file
//! comes, somebody says what its columns are, the worker reads it without writing, then writes it.

pub mod form;
mod run;

use crate::attachment::receive::{Received, storage_key};
use crate::context::{Person, SeatHeld};
use crate::journal::{Details, to_json};
use crate::once::repeated;
use crate::policy;
use crate::ports::ByteStream;
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::{ListImportId, OutboxId, PersonId};
use domain::list_import::{ImportFailure, ImportState};
use domain::permission::Action;
use store::journal::NewJob;
use store::list_import::{self as table, ImportLine, ListImport};
use store::rule::read::ContractName;

use super::projects::Look;
pub use run::{Kind, LIST, Told, Verdict};

/// The field of the form that sends the list.
pub const FILE: &str = "fichier";
/// How long an import and its files are kept, in days.
pub const KEPT_DAYS: i64 = 30;
/// Imports that the list shows.
const SHOWN: u32 = 20;

/// Who brings a list in, and where: the right was checked.
#[derive(Clone, Debug)]
pub struct Importer {
    /// The département whose projects the list may touch.
    pub departement: String,
    /// The person.
    pub person: PersonId,
}

/// What the first page shows.
#[derive(Clone, Debug)]
pub struct Imports {
    /// The département.
    pub departement: String,
    /// Every département in which the reader has a seat.
    pub departements: Vec<String>,
    /// The latest imports.
    pub latest: Vec<ImportLine>,
}

/// An import, for its page.
#[derive(Clone, Debug)]
pub struct ImportView {
    /// The import.
    pub id: ListImportId,
    /// The département.
    pub departement: String,
    /// Name of the file.
    pub name: String,
    /// Where it stands.
    pub state: ImportState,
    /// Why it failed.
    pub failure: Option<ImportFailure>,
    /// Lines read so far.
    pub lines_done: i64,
    /// What was seen of the file.
    pub look: Look,
    /// What was said of its columns.
    pub fields: Details,
    /// What came of it, or would.
    pub verdict: Option<Verdict>,
    /// Contracts that all its lines may belong to.
    pub contracts: Vec<ContractName>,
    /// When it last changed, milliseconds UTC.
    pub updated_at: i64,
}

impl Services {
    /// The one who asks, as the holder or deputy of a seat of a département: the one asked for, else her first one.
    ///
    /// Errors: [`Error::NotFound`] for everybody else.
    pub fn importer(&self, cx: &Cx, departement: Option<&str>) -> Result<Importer> {
        let person = cx.person()?;
        let codes = seats_of(person);
        let wanted = departement.filter(|code| !code.is_empty());
        let found = codes
            .into_iter()
            .find(|code| wanted.is_none_or(|wanted| code == wanted));
        let departement = found.ok_or(Error::NotFound)?;
        if !may_import(cx, &departement) {
            return Err(Error::NotFound);
        }
        Ok(Importer {
            departement,
            person: person.id,
        })
    }

    /// The latest imports of a département. One query. Errors: as [`Services::importer`].
    pub async fn list_imports(&self, cx: &Cx, departement: Option<&str>) -> Result<Imports> {
        let importer = self.importer(cx, departement)?;
        let latest = table::latest(self.db.read(), &importer.departement, SHOWN).await?;
        Ok(Imports {
            departement: importer.departement,
            departements: seats_of(cx.person()?),
            latest,
        })
    }

    /// Begins an import with a file that came. The form's key is the import's id, so that a second press finds it.
    ///
    /// Errors: [`Error::Fields`] for a file that is no list; [`Error::Repeated`] for the same form. The file is then
    /// thrown away.
    pub async fn start_list(
        &self,
        cx: &Cx,
        importer: &Importer,
        file: Received,
        once: &Once,
    ) -> Result<ListImportId> {
        let done = self.keep_list(cx, importer, &file, once).await;
        if matches!(done, Err(Error::Repeated | Error::Fields(_))) {
            self.throw_away(vec![file]).await;
        }
        done
    }

    async fn keep_list(
        &self,
        cx: &Cx,
        importer: &Importer,
        file: &Received,
        once: &Once,
    ) -> Result<ListImportId> {
        let look = self.look_at(&file.storage_key, &file.name).await?;
        let look = look.ok_or_else(|| Error::field(FILE, Problem::NotAList))?;
        let now = self.clock.now();
        let id = import_of(once).unwrap_or_else(|| ListImportId(self.ids.uuid()));
        let new = ListImport {
            id: id.0,
            departement_code: importer.departement.clone(),
            person_id: importer.person.0,
            name: file.name.clone(),
            size_bytes: file.size,
            file_key: file.storage_key.clone(),
            report_key: storage_key(self.ids.uuid()),
            fields: to_json(&form::guessed(&look)),
            look: to_json(&look),
            state: ImportState::Mapping.code().to_owned(),
            failure: String::new(),
            lines_done: 0,
            result: String::new(),
            created_at: now.0,
            updated_at: now.0,
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        table::insert(&tx, &new).await.map_err(repeated)?;
        tx.commit().await?;
        Ok(id)
    }

    /// How an import stands. Two queries. [`Error::NotFound`] for who has no seat in its département.
    pub async fn list_import(&self, cx: &Cx, id: ListImportId) -> Result<ImportView> {
        let (found, _) = self.own_list(cx, id).await?;
        let contracts =
            store::rule::read::contracts(self.db.read(), &found.departement_code).await?;
        Ok(ImportView {
            id,
            state: state_of(&found)?,
            failure: ImportFailure::parse(&found.failure),
            lines_done: found.lines_done,
            look: serde_json::from_str(&found.look).unwrap_or_default(),
            fields: serde_json::from_str(&found.fields).unwrap_or_default(),
            verdict: serde_json::from_str(&found.result).ok(),
            departement: found.departement_code,
            name: found.name,
            contracts,
            updated_at: found.updated_at,
        })
    }

    /// Says what the columns are, and has the worker read the list without writing anything.
    ///
    /// Errors: [`Error::NotFound`] as [`Services::list_import`]; field errors; [`Error::ImpossibleMove`] while the
    /// worker is at it and once the list is written.
    pub async fn check_list(
        &self,
        cx: &Cx,
        id: ListImportId,
        fields: Details,
        once: &Once,
    ) -> Result<()> {
        let (mut found, importer) = self.own_list(cx, id).await?;
        let look: Look = serde_json::from_str(&found.look).unwrap_or_default();
        let contracts =
            store::rule::read::contracts(self.db.read(), &found.departement_code).await?;
        form::mapping(&look, &fields, &importer.departement, &contracts).map_err(Error::Fields)?;
        if !state_of(&found)?.takes_columns() {
            return Err(Error::ImpossibleMove);
        }
        found.fields = to_json(&fields);
        self.hand_over(cx, &found, &importer, ImportState::Checking, once)
            .await
    }

    /// Has the worker write a list that was checked.
    ///
    /// Errors: [`Error::NotFound`] as [`Services::list_import`]; [`Error::ImpossibleMove`] for a list that was not
    /// checked since its columns changed, or in which there is nothing to write; [`Error::Repeated`] for the same form.
    pub async fn write_list(&self, cx: &Cx, id: ListImportId, once: &Once) -> Result<()> {
        let (found, importer) = self.own_list(cx, id).await?;
        let verdict: Option<Verdict> = serde_json::from_str(&found.result).ok();
        let writes = verdict.is_some_and(|verdict| !verdict.tally.is_idle());
        if state_of(&found)? != ImportState::Checked || !writes {
            return Err(Error::ImpossibleMove);
        }
        self.hand_over(cx, &found, &importer, ImportState::Running, once)
            .await
    }

    async fn hand_over(
        &self,
        cx: &Cx,
        found: &ListImport,
        importer: &Importer,
        to: ImportState,
        once: &Once,
    ) -> Result<()> {
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if !table::hand_over(&tx, found, to, importer.person, now).await? {
            return Err(Error::ImpossibleMove);
        }
        let job = NewJob {
            id: OutboxId(self.ids.uuid()),
            kind: LIST,
            payload: &to_json(&ListImportId(found.id)),
            at: now,
        };
        store::journal::enqueue(&tx, job).await?;
        tx.commit().await?;
        self.wake.notify_one();
        Ok(())
    }

    /// The report of an import: a JSON object a line, as [`Told`]. [`Error::NotFound`] before there is one.
    pub async fn list_report(&self, cx: &Cx, id: ListImportId) -> Result<ByteStream> {
        let (found, _) = self.own_list(cx, id).await?;
        match state_of(&found)? {
            ImportState::Checked | ImportState::Done => self.files.open(&found.report_key).await,
            _ => Err(Error::NotFound),
        }
    }

    /// Forgets imports of more than [`KEPT_DAYS`] days, with their files.
    pub(crate) async fn forget_old_lists(&self) -> Result<()> {
        let before = self.clock.now().plus_seconds(-KEPT_DAYS * 86_400);
        for old in table::old(self.db.read(), before).await? {
            // The files first: a row without its files is forgotten next time, files without a row never.
            self.files.delete(&old.file_key).await?;
            self.files.delete(&old.report_key).await?;
            let tx = self.db.begin().await?;
            table::forget(&tx, old.id).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn own_list(&self, cx: &Cx, id: ListImportId) -> Result<(ListImport, Importer)> {
        cx.person()?;
        let found = table::one(self.db.read(), id).await?;
        let found = found.ok_or(Error::NotFound)?;
        let importer = self.importer(cx, Some(&found.departement_code))?;
        Ok((found, importer))
    }
}

/// The import that a form began.
pub fn import_of(once: &Once) -> Option<ListImportId> {
    once.key().and_then(ListImportId::parse)
}

/// Who takes projects in charge may bring them in.
fn may_import(cx: &Cx, departement: &str) -> bool {
    policy::can_in(&cx.actor, Action::Acknowledge, departement).allows()
}

fn seats_of(person: &Person) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let whole = person
        .seats
        .iter()
        .filter(|seat| seat.arrondissement.is_none());
    for SeatHeld { departement, .. } in whole {
        if !codes.contains(departement) {
            codes.push(departement.clone());
        }
    }
    codes
}

fn state_of(found: &ListImport) -> Result<ImportState> {
    ImportState::parse(&found.state).ok_or(Error::NotFound)
}

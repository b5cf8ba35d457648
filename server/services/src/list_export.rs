//! Long lists as files: somebody asks, the worker writes with the rights that she has then, the file waits for her some days.

mod run;

use crate::context::Person;
use crate::desk::table::reach::{self, Reach};
use crate::once::repeated;
use crate::ports::ByteStream;
use crate::{Cx, Error, Once, Result, Services};
use domain::filter::Listing;
use domain::form::Problem;
use domain::ids::{ListExportId, OutboxId};
use domain::list_export::{ExportFailure, ExportFormat, ExportState, KEPT, KEPT_DAYS};
use domain::text;
use domain::timestamp::Timestamp;
pub use run::EXPORT;
use store::desk::table::Ground;
use store::journal::NewJob;
use store::list_export::{self as table, ListExport};

/// The field of the form that says which kind of file.
pub const FORMAT: &str = "format";
/// What stands for the contracts that somebody manages, where a département has its code.
const CONTRACTS: &str = "contracts";
/// What stands for the nation.
const NATION: &str = "nation";
/// How long an export is kept, in seconds.
const KEPT_SECONDS: i64 = KEPT_DAYS * 86_400;

/// Whose projects an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of a département: « de Maine-et-Loire (49) ».
    Departement(String),
    /// Of the contracts that the reader manages.
    Contracts,
    /// Of everywhere.
    Nation,
}

/// What would be exported, for the form that asks for it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Whose projects.
    pub whose: Whose,
    /// How many.
    pub total: i64,
}

/// An export, for its page and for the list.
#[derive(Clone, Debug)]
pub struct ExportView {
    /// The export.
    pub id: ListExportId,
    /// Whose projects.
    pub whose: Whose,
    /// Which of them, in which order, with which columns.
    pub listing: Listing,
    /// The kind of the file.
    pub format: ExportFormat,
    /// Where it stands.
    pub state: ExportState,
    /// Why there is no file.
    pub failure: Option<ExportFailure>,
    /// How many projects there are.
    pub total: i64,
    /// How many are written.
    pub done: i64,
    /// The size of the file, in bytes.
    pub bytes: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it is forgotten.
    pub expires_at: Timestamp,
    /// The file is there, and its reader still sees these projects.
    pub may_download: bool,
}

/// A file on its way to its reader.
pub struct ExportFile {
    /// The kind of the file.
    pub format: ExportFormat,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Its size, in bytes.
    pub bytes: i64,
    /// Its content.
    pub content: ByteStream,
}

impl Services {
    /// What an export of this address would hold. One query, else three.
    ///
    /// Errors: as [`Services::territory_projects`].
    pub async fn export_choice(&self, cx: &Cx, listing: &Listing) -> Result<Choice> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let (_, total) = self.asked_of(person, &reach, listing).await?;
        Ok(Choice {
            whose: self.whose(&ground_code(&reach)),
            total,
        })
    }

    /// Has the worker write a file. The form's key is the export's id, so that a second press finds it; so does the same
    /// question while its file is being made.
    ///
    /// Errors: as [`Services::territory_projects`]; a field error on [`FORMAT`] when she keeps [`KEPT`] of them;
    /// [`Error::Repeated`] for the same form.
    pub async fn start_export(
        &self,
        cx: &Cx,
        listing: &Listing,
        format: ExportFormat,
        once: &Once,
    ) -> Result<ListExportId> {
        let person = cx.person()?;
        let reach = reach::of(person, listing.departement.as_deref())?;
        let (_, total) = self.asked_of(person, &reach, listing).await?;
        let now = self.clock.now();
        let id = export_of(once).unwrap_or_else(|| ListExportId(self.ids.uuid()));
        let new = ListExport {
            id: id.0,
            person_id: person.id.0,
            ground: ground_code(&reach),
            query: query(listing, &reach),
            format: format.code().to_owned(),
            state: ExportState::Waiting.code().to_owned(),
            failure: String::new(),
            rows_total: total,
            rows_done: 0,
            file_key: format!("exports/{}", self.ids.uuid().simple()),
            size_bytes: 0,
            created_at: now.0,
            finished_at: None,
            expires_at: now.plus_seconds(KEPT_SECONDS).0,
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let kept = table::of(&*tx, person.id, now).await?;
        if let Some(same) = kept.iter().find(|one| is_same(one, &new)) {
            return Ok(ListExportId(same.id));
        }
        if kept.len() >= KEPT as usize {
            return Err(Error::field(FORMAT, Problem::TooManyExports(KEPT)));
        }
        table::insert(&tx, &new).await.map_err(repeated)?;
        let job = NewJob {
            id: OutboxId(self.ids.uuid()),
            kind: EXPORT,
            payload: &crate::journal::to_json(&id),
            at: now,
        };
        store::journal::enqueue(&tx, job).await?;
        tx.commit().await?;
        self.wake.notify_one();
        Ok(id)
    }

    /// The reader's exports, the latest first. One query.
    pub async fn list_exports(&self, cx: &Cx) -> Result<Vec<ExportView>> {
        let person = cx.person()?;
        let found = table::of(self.db.read(), person.id, self.clock.now()).await?;
        found
            .into_iter()
            .map(|found| self.view(person, found))
            .collect()
    }

    /// An export of the reader's. One query. [`Error::NotFound`] for another's, and for one that is forgotten.
    pub async fn list_export(&self, cx: &Cx, id: ListExportId) -> Result<ExportView> {
        let found = self.own_export(cx, id).await?;
        self.view(cx.person()?, found)
    }

    /// The file of an export of the reader's. [`Error::NotFound`] as [`Services::list_export`], before there is a file,
    /// and when she does not see these projects any more.
    pub async fn export_file(&self, cx: &Cx, id: ListExportId) -> Result<ExportFile> {
        let found = self.own_export(cx, id).await?;
        let key = found.file_key.clone();
        let view = self.view(cx.person()?, found)?;
        if !view.may_download {
            return Err(Error::NotFound);
        }
        let content = self.files.open(&key).await?;
        tracing::info!(person = ?cx.person_id(), export = %id, rows = view.total, "an exported list was taken");
        Ok(ExportFile {
            format: view.format,
            created_at: view.created_at,
            bytes: view.bytes,
            content,
        })
    }

    /// Forgets an export of the reader's and its file; one that is being written is not written further.
    ///
    /// Errors: [`Error::NotFound`] as [`Services::list_export`]; [`Error::Repeated`] for the same form.
    pub async fn delete_export(&self, cx: &Cx, id: ListExportId, once: &Once) -> Result<()> {
        let found = self.own_export(cx, id).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        table::forget(&tx, found.id).await?;
        tx.commit().await?;
        // Behind the row: nobody finds the file any more. Should this fail, `mec check` names it.
        self.files.delete(&found.file_key).await
    }

    /// Forgets the exports whose days are over, with their files.
    pub(crate) async fn forget_old_exports(&self) -> Result<()> {
        for old in table::expired(self.db.read(), self.clock.now()).await? {
            // The file first: a row without its file is forgotten next time, a file without a row never.
            self.files.delete(&old.file_key).await?;
            let tx = self.db.begin().await?;
            table::forget(&tx, old.id).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn own_export(&self, cx: &Cx, id: ListExportId) -> Result<ListExport> {
        let person = cx.person()?.id;
        let now = self.clock.now();
        let found = table::one(self.db.read(), id).await?;
        found
            .filter(|found| found.person_id == person.0 && found.expires_at > now.0)
            .ok_or(Error::NotFound)
    }

    fn view(&self, person: &Person, found: ListExport) -> Result<ExportView> {
        let state = ExportState::parse(&found.state).ok_or(Error::NotFound)?;
        let listing = listing_of(&found);
        let sees = still_sees(person, &found.ground, &listing).is_some();
        Ok(ExportView {
            id: ListExportId(found.id),
            whose: self.whose(&found.ground),
            format: ExportFormat::parse(&found.format).ok_or(Error::NotFound)?,
            failure: ExportFailure::parse(&found.failure),
            total: found.rows_total,
            done: found.rows_done,
            bytes: found.size_bytes,
            created_at: Timestamp(found.created_at),
            expires_at: Timestamp(found.expires_at),
            may_download: sees && state == ExportState::Ready,
            listing,
            state,
        })
    }

    fn whose(&self, ground: &str) -> Whose {
        match ground {
            CONTRACTS => Whose::Contracts,
            NATION => Whose::Nation,
            code => Whose::Departement(self.of_departement(code)),
        }
    }
}

/// The export that a form began.
pub fn export_of(once: &Once) -> Option<ListExportId> {
    once.key().and_then(ListExportId::parse)
}

fn ground_code(reach: &Reach) -> String {
    match (&reach.departement, &reach.ground) {
        (Some(code), _) => code.clone(),
        (None, Ground::Nation) => NATION.to_owned(),
        (None, _) => CONTRACTS.to_owned(),
    }
}

/// As much as she sees now of what was asked for; none when that ground is hers no more.
fn still_sees(person: &Person, ground: &str, listing: &Listing) -> Option<Reach> {
    let reach = reach::still(person, listing.departement.as_deref()).ok()?;
    (ground_code(&reach) == ground).then_some(reach)
}

/// The address as it is kept: of the ground that was meant, from its first project on.
fn query(listing: &Listing, reach: &Reach) -> String {
    let kept = Listing {
        departement: reach.departement.clone(),
        after: None,
        roomy: false,
        ..listing.clone()
    };
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept.pairs())
        .finish()
}

fn listing_of(found: &ListExport) -> Listing {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(found.query.as_bytes())
        .map(|(name, value)| (name.into_owned(), text::typed(&value)))
        .collect();
    Listing::read(&pairs)
}

fn is_same(one: &ListExport, other: &ListExport) -> bool {
    let asked = |of: &ListExport| (of.ground.clone(), of.query.clone(), of.format.clone());
    one.state == ExportState::Waiting.code() && asked(one) == asked(other)
}

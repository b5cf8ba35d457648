//! One action on several projects: chosen on a list, confirmed, done one project at a time with the rights of the
//! moment, told project by project, and taken back for a while.

mod run;

use crate::assignment::Colleague;
use crate::desk::departements_of;
use crate::desk::table::question::Question;
use crate::desk::table::reach::{self, Reach};
use crate::journal::{Details, to_json};
use crate::once::repeated;
use crate::{Cx, Error, Once, Result, Services};
use domain::batch::{AT_ONCE, BatchAction, BatchState, Deed, MOST, UNDO_SECONDS};
use domain::filter::Listing;
use domain::ids::{BatchId, OutboxId};
use domain::tag::FIELD;
use domain::timestamp::Timestamp;
pub use run::SEVERAL;
use run::Work;
use store::batch::{self, Batch, Line, StateCount};
use store::desk::table::{self, Row};
use store::journal::NewJob;
use store::tag::{self, Named};
use uuid::Uuid;

/// Titles that the page of confirmation shows.
const TITLES: usize = 10;
/// Projects on which it was done that the page of results shows.
const SHOWN: u32 = 50;
/// After so many seconds the worker looks whether a small action was finished by who asked for it.
const LOOK_AFTER_SECONDS: i64 = 60;
/// How long an action is remembered, in seconds.
pub(crate) const KEPT_SECONDS: i64 = 30 * 86_400;

/// Which projects.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The set they are of.
    pub listing: Listing,
    /// All of the set, rather than those chosen one by one.
    pub all: bool,
    /// Those chosen one by one.
    pub chosen: Vec<Uuid>,
}

/// What is about to be done, for its page of confirmation.
#[derive(Clone, Debug)]
pub struct Choice {
    /// How many projects.
    pub total: usize,
    /// More than one action may touch.
    pub too_many: bool,
    /// The titles of the first ones.
    pub titles: Vec<String>,
    /// Those who can be given projects.
    pub colleagues: Vec<Colleague>,
    /// The tags of the département, by name.
    pub tags: Vec<Named>,
}

/// How an action stands.
#[derive(Clone, Debug)]
pub struct BatchView {
    /// The action.
    pub id: Uuid,
    /// What is done.
    pub action: BatchAction,
    /// Of which département the projects are.
    pub departement: String,
    /// Name of who was to follow, or of the tag; empty for the other actions.
    pub to: String,
    /// How many projects stand in each way.
    pub counts: Vec<StateCount>,
    /// It was taken back.
    pub taken_back: bool,
    /// It may still be taken back.
    pub may_take_back: bool,
    /// Projects on which it could not be done, with why.
    pub refused: Vec<Told>,
    /// Projects that could not be brought back, with why.
    pub kept: Vec<Told>,
    /// The first projects on which it was done.
    pub done: Vec<Told>,
}

/// A project of an action.
#[derive(Clone, Debug)]
pub struct Told {
    /// The project.
    pub project: Uuid,
    /// Its title; none when the reader may not see it any more.
    pub title: Option<String>,
    /// A code of [`domain::batch::BatchRefusal`]; empty without one.
    pub refusal: String,
}

impl BatchView {
    /// How many projects stand in a way.
    pub fn count(&self, state: BatchState) -> i64 {
        let own = self.counts.iter().filter(|one| one.state == state.code());
        own.map(|one| one.n).sum()
    }

    /// How many projects it is about.
    pub fn total(&self) -> i64 {
        self.counts.iter().map(|one| one.n).sum()
    }
}

impl Services {
    /// What an action on these projects would touch. Five queries at most.
    ///
    /// Errors: [`Error::NotFound`] for somebody who works for no département, or not for the one asked for.
    pub async fn batch_choice(&self, cx: &Cx, selection: &Selection) -> Result<Choice> {
        let reach = reach_of(cx, &selection.listing)?;
        let ids = self.chosen(cx, &reach, selection).await?;
        let first: Vec<Uuid> = ids.iter().copied().take(TITLES).collect();
        let rows = table::rows_of(self.db.read(), &reach.ground, &first).await?;
        let departement = reach.departement.as_deref().unwrap_or_default();
        Ok(Choice {
            total: ids.len(),
            too_many: ids.len() > MOST as usize,
            titles: rows.into_iter().map(|row| row.title).collect(),
            colleagues: self.colleagues(departement, None).await?,
            tags: tag::names(self.db.read(), departement).await?,
        })
    }

    /// Begins an action: a small one is done when this returns, a large one is handed to the worker. `expected` is how
    /// many projects the page of confirmation said.
    ///
    /// Errors: [`Error::NotFound`] as [`Services::batch_choice`]; field errors of the action's form; [`Error::Conflict`]
    /// when there are not as many projects as was confirmed, none, or too many; [`Error::Repeated`] for the same form.
    pub async fn start_batch(
        &self,
        cx: &Cx,
        selection: &Selection,
        expected: usize,
        action: BatchAction,
        fields: &Details,
        once: &Once,
    ) -> Result<BatchId> {
        let reach = reach_of(cx, &selection.listing)?;
        let deed = Deed::parse(action, |name| field(fields, name)).map_err(Error::Fields)?;
        let ids = self.chosen(cx, &reach, selection).await?;
        if ids.is_empty() || ids.len() > MOST as usize || ids.len() != expected {
            return Err(Error::Conflict);
        }
        let now = self.clock.now();
        let new = Batch {
            id: batch_of(once).map_or_else(|| self.ids.uuid(), |id| id.0),
            person_id: cx.person()?.id.0,
            departement_code: reach.departement.unwrap_or_default(),
            action: action.code().to_owned(),
            fields: to_json(fields),
            created_at: now.0,
            undo_at: None,
        };
        let small = ids.len() <= AT_ONCE as usize;
        let wait = if small { LOOK_AFTER_SECONDS } else { 0 };
        let id = BatchId(new.id);
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        batch::insert(&tx, &new, &ids).await.map_err(repeated)?;
        self.enqueue_batch(&tx, id, now.plus_seconds(wait)).await?;
        tx.commit().await?;
        if small {
            let work = Work { batch: id, deed };
            self.do_waiting(cx, &work, fields, AT_ONCE).await?;
        } else {
            self.wake.notify_one();
        }
        Ok(id)
    }

    /// How an action of one's own stands. Six queries. [`Error::NotFound`] for another's.
    pub async fn batch(&self, cx: &Cx, batch: BatchId) -> Result<BatchView> {
        let found = self.own_batch(cx, batch).await?;
        let action = BatchAction::parse(&found.action).ok_or(Error::NotFound)?;
        let db = self.db.read();
        let counts = batch::counts(db, batch).await?;
        let refused = batch::lines(db, batch, BatchState::Refused, MOST).await?;
        let kept = batch::lines(db, batch, BatchState::Kept, MOST).await?;
        let done = batch::lines(db, batch, BatchState::Done, SHOWN).await?;
        let ids: Vec<Uuid> = [&refused, &kept, &done]
            .into_iter()
            .flatten()
            .map(|line| line.project_id)
            .collect();
        // What she may not see any more has no title here either.
        let rows = match reach_of(cx, &listing_of(&found.departement_code)) {
            Ok(reach) if !ids.is_empty() => table::rows_of(db, &reach.ground, &ids).await?,
            _ => Vec::new(),
        };
        Ok(BatchView {
            id: found.id,
            action,
            to: self.name_in(&found, action).await?,
            may_take_back: may_take_back(&found, action, &counts, self.clock.now()),
            taken_back: found.undo_at.is_some(),
            departement: found.departement_code,
            counts,
            refused: told(refused, &rows),
            kept: told(kept, &rows),
            done: told(done, &rows),
        })
    }

    /// Takes an action of one's own back: what is not done is left, whoever followed a project before follows it
    /// again, tags go and come back.
    ///
    /// Errors: [`Error::NotFound`] for another's; [`Error::ImpossibleMove`] after five minutes, and where there is
    /// nothing to bring back.
    pub async fn take_back_batch(&self, cx: &Cx, batch: BatchId, once: &Once) -> Result<()> {
        let found = self.own_batch(cx, batch).await?;
        let action = BatchAction::parse(&found.action).ok_or(Error::NotFound)?;
        let now = self.clock.now();
        let counts = batch::counts(self.db.read(), batch).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if !may_take_back(&found, action, &counts, now) {
            return Err(Error::ImpossibleMove);
        }
        if !batch::take_back(&tx, batch, now).await? {
            return Err(Error::Repeated);
        }
        let total: i64 = counts.iter().map(|one| one.n).sum();
        let small = total <= i64::from(AT_ONCE);
        let wait = if small { LOOK_AFTER_SECONDS } else { 0 };
        self.enqueue_batch(&tx, batch, now.plus_seconds(wait))
            .await?;
        tx.commit().await?;
        if small {
            self.undo_done(cx, &found, action, AT_ONCE).await?;
        } else {
            self.wake.notify_one();
        }
        Ok(())
    }

    async fn own_batch(&self, cx: &Cx, batch: BatchId) -> Result<Batch> {
        let person = cx.person()?.id;
        let found = batch::one(self.db.read(), batch).await?;
        found
            .filter(|found| found.person_id == person.0)
            .ok_or(Error::NotFound)
    }

    /// Those of the selection that the reader sees; one more than [`MOST`] of a larger set.
    async fn chosen(&self, cx: &Cx, reach: &Reach, selection: &Selection) -> Result<Vec<Uuid>> {
        let db = self.db.read();
        if selection.all {
            let filter = &selection.listing.filter;
            let mut question = Question::new(self, cx.person()?, reach, filter);
            self.totals_of(&mut question).await?;
            let sort = selection.listing.sort;
            let mut ids = table::ids(db, &question.asked(), sort).await?;
            ids.truncate(MOST as usize + 1);
            return Ok(ids);
        }
        let mut wanted: Vec<Uuid> = Vec::new();
        for id in selection.chosen.iter().take(AT_ONCE as usize) {
            if !wanted.contains(id) {
                wanted.push(*id);
            }
        }
        if wanted.is_empty() {
            return Ok(wanted);
        }
        let rows = table::rows_of(db, &reach.ground, &wanted).await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    async fn name_in(&self, batch: &Batch, action: BatchAction) -> Result<String> {
        let fields: Details = serde_json::from_str(&batch.fields).unwrap_or_default();
        match action {
            BatchAction::Assign => {}
            BatchAction::Tag | BatchAction::Untag => return Ok(field(&fields, FIELD).to_owned()),
            _ => return Ok(String::new()),
        }
        let chosen = field(&fields, "personne");
        let colleagues = self.colleagues(&batch.departement_code, None).await?;
        let found = colleagues
            .into_iter()
            .find(|one| one.id.to_string() == chosen);
        Ok(found.map(|one| one.name).unwrap_or_default())
    }

    async fn enqueue_batch(&self, tx: &store::Tx, batch: BatchId, at: Timestamp) -> Result<()> {
        let job = NewJob {
            id: OutboxId(self.ids.uuid()),
            kind: SEVERAL,
            payload: &to_json(&batch),
            at,
        };
        Ok(store::journal::enqueue(tx, job).await?)
    }
}

/// The action that a form began: its key is the action's id, so that a second press finds the first one's.
pub fn batch_of(once: &Once) -> Option<BatchId> {
    once.key().and_then(BatchId::parse)
}

fn field<'a>(fields: &'a Details, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

fn listing_of(departement: &str) -> Listing {
    Listing {
        departement: Some(departement.to_owned()),
        ..Listing::default()
    }
}

/// Only who works for a département acts on its projects.
fn reach_of(cx: &Cx, listing: &Listing) -> Result<Reach> {
    let person = cx.person()?;
    let reach = reach::of(person, listing.departement.as_deref())?;
    let own = departements_of(person);
    let is_own = reach
        .departement
        .as_ref()
        .is_some_and(|code| own.contains(code));
    if is_own {
        Ok(reach)
    } else {
        Err(Error::NotFound)
    }
}

fn may_take_back(
    batch: &Batch,
    action: BatchAction,
    counts: &[StateCount],
    now: Timestamp,
) -> bool {
    let some = |state: BatchState| counts.iter().find(|one| one.state == state.code());
    let waits = some(BatchState::Waiting).is_some();
    let undoable = some(BatchState::Done).is_some_and(|one| one.undoable > 0);
    batch.undo_at.is_none()
        && now.0 <= batch.created_at + UNDO_SECONDS * 1000
        && (waits || (action.is_undone() && undoable))
}

fn told(lines: Vec<Line>, rows: &[Row]) -> Vec<Told> {
    let title = |id: Uuid| {
        let row = rows.iter().find(|row| row.id == id);
        row.map(|row| row.title.clone())
    };
    lines
        .into_iter()
        .map(|line| Told {
            project: line.project_id,
            title: title(line.project_id),
            refusal: line.refusal,
        })
        .collect()
}

//! An action on several projects, done one project at a time: each with the rights of the moment, in its own
//! transaction, once.

use super::field;
use crate::context::Actor;
use crate::conversation::{Post, Posted};
use crate::journal::Details;
use crate::member::invitation::InviteForm;
use crate::notification::recipients;
use crate::outbox::finish;
use crate::policy;
use crate::priority::Step;
use crate::tag::Which;
use crate::{Cx, Error, Once, Result, Services};
use domain::batch::{BatchAction, BatchRefusal, BatchState, Deed};
use domain::decision::AssignTo;
use domain::form::Problem;
use domain::ids::{BatchId, PersonId, ProjectId, TagId};
use domain::project::Audience;
use domain::timestamp::Timestamp;
use store::batch::{self, Batch, Line, Outcome};
use store::outbox::Job;
use uuid::Uuid;

/// The kind of the job that does a large action.
pub const SEVERAL: &str = "batch";
/// Projects that one job does: people who write at the same moment come in between.
const A_JOB: u32 = 20;
/// What the history of a project says when its former follower comes back.
const BACK: &str =
    "Une action sur plusieurs projets est annulée : le projet revient à qui le suivait.";

/// What is to do.
#[derive(Debug)]
pub(super) struct Work {
    pub batch: BatchId,
    pub deed: Deed,
}

impl Services {
    /// Does as much of a large action as one job does, and hands the rest to the next.
    pub(crate) async fn run_batch(&self, job: &Job) -> Result<()> {
        let unreadable = || Error::Outside("unreadable job".to_owned());
        let id: BatchId = serde_json::from_str(&job.payload).map_err(|_| unreadable())?;
        let mut more = false;
        if let Some(found) = batch::one(self.db.read(), id).await? {
            let person = PersonId(found.person_id);
            let cx = self.cx_of(person).await?;
            let action = BatchAction::parse(&found.action).ok_or_else(unreadable)?;
            if found.undo_at.is_some() {
                more = self.undo_done(&cx, &found, action, A_JOB).await? >= A_JOB as usize;
            } else {
                let fields: Details =
                    serde_json::from_str(&found.fields).map_err(|_| unreadable())?;
                let deed =
                    Deed::parse(action, |name| field(&fields, name)).map_err(Error::Fields)?;
                let work = Work { batch: id, deed };
                let done = self.do_waiting(&cx, &work, &fields, A_JOB).await?;
                // Taken back meanwhile: whoever undoes may have looked before the last one was noted.
                more = done >= A_JOB as usize || self.is_taken_back(id).await?;
            }
        }
        let now = self.clock.now();
        let tx = self.db.begin().await?;
        if more {
            self.enqueue_batch(&tx, id, now).await?;
        }
        finish(tx, job, "", now).await
    }

    /// As if this person were asking, with the roles she has now; a visitor once her account is closed.
    pub(crate) async fn cx_of(&self, person: PersonId) -> Result<Cx> {
        let roles = store::notification::roles(self.db.read(), person).await?;
        let actor = recipients(roles)
            .pop()
            .map_or(Actor::Visitor, |one| Actor::Person(one.person));
        Ok(Cx {
            actor,
            request_id: SEVERAL.to_owned(),
        })
    }

    /// Does the next projects of an action, and gives how many there were.
    ///
    /// Errors: only failures below; what a project refuses is noted at the project.
    pub(super) async fn do_waiting(
        &self,
        cx: &Cx,
        work: &Work,
        fields: &Details,
        limit: u32,
    ) -> Result<usize> {
        let id = work.batch;
        for done in 0..limit {
            // One by one: what is taken back meanwhile waits no more.
            let next = batch::lines(self.db.read(), id, BatchState::Waiting, 1).await?;
            let Some(line) = next.first() else {
                return Ok(done as usize);
            };
            let project = ProjectId(line.project_id);
            let follower = self.follower(cx, work, project).await?;
            // Done once, even when the machine stopped before it was noted.
            let once = Once::new(&format!("lot-{}", line_key(id, project)));
            let refusal = refusal(self.do_one(cx, work, fields, project, &once).await)?;
            let before = match follower {
                Some(person) => Some(person.0),
                None => self.tag_of(&work.deed, project).await?,
            };
            let outcome = Outcome {
                from: BatchState::Waiting,
                to: refusal.map_or(BatchState::Done, |_| BatchState::Refused),
                refusal,
                before: before.filter(|_| refusal.is_none()),
            };
            self.settle(id, project, outcome).await?;
        }
        Ok(limit as usize)
    }

    async fn is_taken_back(&self, id: BatchId) -> Result<bool> {
        let found = batch::one(self.db.read(), id).await?;
        Ok(found.is_some_and(|found| found.undo_at.is_some()))
    }

    /// Brings the next projects of an action back to what they were, and gives how many there were.
    ///
    /// Errors: only failures below.
    pub(super) async fn undo_done(
        &self,
        cx: &Cx,
        found: &Batch,
        action: BatchAction,
        limit: u32,
    ) -> Result<usize> {
        let id = BatchId(found.id);
        let lines = batch::to_undo(self.db.read(), id, limit).await?;
        for line in &lines {
            let project = ProjectId(line.project_id);
            let before = line.before_id;
            let once = Once::new(&format!("lot-non-{}", line_key(id, project)));
            let done = match before {
                Some(before) => self.undo_one(cx, action, project, before, &once).await,
                None => Ok(()),
            };
            let refusal = refusal(done)?;
            let outcome = Outcome {
                from: BatchState::Done,
                to: refusal.map_or(BatchState::Undone, |_| BatchState::Kept),
                refusal,
                before,
            };
            self.settle(id, project, outcome).await?;
        }
        if action == BatchAction::Tag {
            self.forget_made(found, &lines).await?;
        }
        Ok(lines.len())
    }

    /// A tag that the action itself made goes with it, once nobody bears it.
    async fn forget_made(&self, found: &Batch, lines: &[Line]) -> Result<()> {
        let mut tags: Vec<Uuid> = lines.iter().filter_map(|line| line.before_id).collect();
        tags.dedup();
        let (by, since) = (PersonId(found.person_id), Timestamp(found.created_at));
        let tx = self.db.begin().await?;
        for id in tags {
            store::tag::forget_unused(&tx, TagId(id), by, since).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The use case that undoes an action on one project, which asks the policy.
    async fn undo_one(
        &self,
        cx: &Cx,
        action: BatchAction,
        project: ProjectId,
        before: Uuid,
        once: &Once,
    ) -> Result<()> {
        let tag = Which::Known(TagId(before));
        match action {
            BatchAction::Assign => {
                let to = AssignTo {
                    person: PersonId(before),
                    sentence: BACK.to_owned(),
                };
                self.assign(cx, project, &to, once).await
            }
            BatchAction::Tag => self.take_which(cx, project, tag, once).await,
            BatchAction::Untag => self.put_which(cx, project, tag, once).await,
            BatchAction::Prioritise | BatchAction::Invite | BatchAction::Write => Ok(()),
        }
    }

    /// The tag that was just put or taken off: known only now, as putting one may make it.
    async fn tag_of(&self, deed: &Deed, project: ProjectId) -> Result<Option<Uuid>> {
        let (Deed::Tag(name) | Deed::Untag(name)) = deed else {
            return Ok(None);
        };
        let found = store::tag::find_for(self.db.read(), project, &name.folded()).await?;
        Ok(found.map(|tag| tag.id))
    }

    async fn settle(&self, batch: BatchId, project: ProjectId, outcome: Outcome) -> Result<()> {
        let tx = self.db.begin().await?;
        batch::settle(&tx, batch, project, outcome).await?;
        Ok(tx.commit().await?)
    }

    /// Who follows a project that is about to be given to somebody else.
    async fn follower(&self, cx: &Cx, work: &Work, project: ProjectId) -> Result<Option<PersonId>> {
        let Deed::Assign(to) = &work.deed else {
            return Ok(None);
        };
        match policy::resource(&self.db, cx, project).await {
            Ok(resource) => Ok(resource.assignee.filter(|person| *person != to.person)),
            Err(Error::Store(error)) => Err(Error::Store(error)),
            Err(_) => Ok(None),
        }
    }

    /// The use case of one project, which asks the policy.
    async fn do_one(
        &self,
        cx: &Cx,
        work: &Work,
        fields: &Details,
        project: ProjectId,
        once: &Once,
    ) -> Result<()> {
        match &work.deed {
            Deed::Assign(to) => self.assign(cx, project, to, once).await,
            Deed::Prioritise(proposal) => {
                let step = Step::Propose(proposal.clone());
                self.decide_priority(cx, project, None, step, once)
                    .await
                    .map(|_| ())
            }
            Deed::Invite(_) => {
                let form = InviteForm {
                    email: field(fields, "email"),
                    role: field(fields, "role"),
                    message: field(fields, "message"),
                };
                self.invite(cx, project, form, once).await
            }
            Deed::Tag(name) => self.put_which(cx, project, Which::Called(name), once).await,
            Deed::Untag(name) => {
                self.take_which(cx, project, Which::Called(name), once)
                    .await
            }
            Deed::Write(words) => {
                let place = self.place(cx, project, Audience::All).await?;
                let post = Post {
                    typed: words.clone(),
                    ..Post::default()
                };
                match self.post_message(cx, &place, post, once).await? {
                    Posted::Done(_) => Ok(()),
                    Posted::Refused { errors, .. } => Err(Error::Fields(errors)),
                }
            }
        }
    }
}

/// What a project is known by among the keys of its action: a key holds 64 characters at most.
fn line_key(batch: BatchId, project: ProjectId) -> String {
    // Ids are drawn at random in their lower half.
    let batch = batch.0.as_u128() & u128::from(u64::MAX);
    format!("{batch:016x}-{:032x}", project.0.as_u128())
}

/// Why a project refused; none when it is done, now or before. What fails below is no refusal: it is tried again.
fn refusal(done: Result<()>) -> Result<Option<BatchRefusal>> {
    let error = match done {
        Ok(()) | Err(Error::Repeated) => return Ok(None),
        Err(error) => error,
    };
    Ok(Some(match error {
        Error::Forbidden => BatchRefusal::Forbidden,
        Error::NotFound | Error::SignInNeeded => BatchRefusal::Unknown,
        Error::ImpossibleMove => BatchRefusal::NotNow,
        Error::Conflict => BatchRefusal::Changed,
        Error::TooMany(_) => BatchRefusal::TooMany,
        Error::Fields(fields) => match fields.first().map(|field| &field.problem) {
            Some(Problem::AlreadyThere) => BatchRefusal::Already,
            Some(Problem::TooManyOnProject(_)) => BatchRefusal::Full,
            Some(Problem::NotAChoice) => BatchRefusal::NotAChoice,
            _ => BatchRefusal::Refused,
        },
        below => return Err(below),
    }))
}

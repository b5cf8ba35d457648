//! What stops a project: raised, answered with help at once, solved.

use crate::context::Actor;
use crate::journal::{Fact, details};
use crate::policy::{self, Resource, Tie};
use crate::project::SheetHead;
use crate::working_days::{Calendar, paris_day, plus_working_days};
use crate::{Cx, Error, Once, Result, Services};
use domain::blocker::{Raise, parse_solution};
use domain::date;
use domain::ids::{BlockerId, ProjectId};
use domain::intake::Intake;
use domain::permission::Action;
use domain::project::Audience;
use store::Tx;
use store::blocker::read::{self, Line};
use store::blocker::write::{self, NewBlocker};

/// Working days the State has to answer a blocker (product document, "The pair's priority").
pub const ANSWER_DAYS: u32 = 10;

/// The fields of a blocker, as typed.
#[derive(Clone, Debug, Default)]
pub struct RaiseForm {
    /// `nature`.
    pub kind: String,
    /// `phrase`.
    pub sentence: String,
    /// `depuis`.
    pub since: String,
}

impl Services {
    /// The blockers of a sheet whose head was read: open ones first.
    pub async fn blockers(&self, head: &SheetHead) -> Result<Vec<Line>> {
        Ok(read::of_project(self.db.read(), head.resource.id).await?)
    }

    /// One blocker of a sheet whose head was read.
    pub async fn blocker(&self, head: &SheetHead, blocker: BlockerId) -> Result<Line> {
        read::one(self.db.read(), head.resource.id, blocker)
            .await?
            .ok_or(Error::NotFound)
    }

    /// Raises a blocker and, in the same transaction, proposes the best offers of each family.
    ///
    /// Errors: [`Error::Fields`]; [`Error::ImpossibleMove`] on a project that is closed, redirected or withdrawn.
    pub async fn raise_blocker(
        &self,
        cx: &Cx,
        project: ProjectId,
        form: &RaiseForm,
        once: &Once,
    ) -> Result<BlockerId> {
        let resource = policy::require(&self.db, cx, Action::Block, project).await?;
        if resource.intake.is_parked() {
            return Err(Error::ImpossibleMove);
        }
        let by = cx.person()?.id;
        let now = self.clock.now();
        let raise = Raise::parse(&form.kind, &form.sentence, &form.since, paris_day(now))
            .map_err(Error::Fields)?;
        let picks = self.best_offers(project, raise.kind).await?;
        let blocker = BlockerId(self.ids.uuid());
        let since_on = date::to_iso(raise.since);
        let new = NewBlocker {
            id: blocker,
            project,
            kind: raise.kind.code(),
            sentence: &raise.sentence,
            since_on: &since_on,
            by,
            at: now,
            due_at: plus_working_days(now, ANSWER_DAYS, Calendar::of(&resource.departement)),
        };
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::raise(&tx, &new).await?;
        self.propose_by_rule(&tx, project, blocker, &picks).await?;
        let told = details([
            ("blocker", blocker.to_string()),
            ("kind", raise.kind.code().to_owned()),
            ("sentence", raise.sentence.clone()),
            ("offers", picks.len().to_string()),
        ]);
        self.record(&tx, cx, project, Fact::BlockerRaised, Audience::All, told)
            .await?;
        write::refresh_blocked_since(&tx, project).await?;
        tx.commit().await?;
        Ok(blocker)
    }

    /// Notes that the State answered what stops a project: to be called in the transaction of a
    /// recommendation. Does nothing for anybody but the State.
    pub(crate) async fn note_answer(&self, tx: &Tx, cx: &Cx, resource: &Resource) -> Result<()> {
        if answers_blockers(cx, resource) {
            write::answered(tx, resource.id).await?;
        }
        Ok(())
    }

    /// Solves an open blocker.
    ///
    /// Errors: [`Error::Fields`] on `solution`; [`Error::Conflict`] when it was solved in between.
    pub async fn solve_blocker(
        &self,
        cx: &Cx,
        project: ProjectId,
        blocker: BlockerId,
        solution: &str,
        once: &Once,
    ) -> Result<()> {
        policy::require(&self.db, cx, Action::Block, project).await?;
        let by = cx.person()?.id;
        let line = read::one(self.db.read(), project, blocker)
            .await?
            .ok_or(Error::NotFound)?;
        let solution = parse_solution(solution).map_err(Error::Fields)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        write::solve(&tx, project, blocker, &solution, by, self.clock.now()).await?;
        let told = details([
            ("blocker", blocker.to_string()),
            ("kind", line.kind),
            ("sentence", line.sentence),
            ("solution", solution),
        ]);
        self.record(&tx, cx, project, Fact::BlockerSolved, Audience::All, told)
            .await?;
        write::refresh_blocked_since(&tx, project).await?;
        Ok(tx.commit().await?)
    }
}

/// Whether what this person says to everybody on the project is the State's answer to its blockers.
pub(crate) fn answers_blockers(cx: &Cx, resource: &Resource) -> bool {
    let Actor::Person(person) = &cx.actor else {
        return false;
    };
    let ties = policy::ties(person, resource);
    ties.contains(&Tie::Seat) || ties.contains(&Tie::Assignee)
}

/// Whether blockers may be raised in this state: a draft may have some, a parked project none.
pub const fn may_be_blocked(intake: Intake) -> bool {
    !intake.is_parked()
}

//! The other moves of a project, and what the sheet shows of decisions.

pub mod panel;

use crate::journal::{self, Details};
use crate::policy::{self, Resource, Tie};
use crate::{Actor, Cx, Error, Once, Result, Services};
use domain::decision::Redirection;
use domain::form::Problem;
use domain::ids::ProjectId;
use domain::intake::{Intake, Move};
use domain::permission::Action;

impl Services {
    /// A seat takes a deposit in charge.
    pub async fn acknowledge(&self, cx: &Cx, project: ProjectId, once: &Once) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Acknowledge, project).await?;
        self.make_move(cx, &resource, Move::Acknowledge, Details::new(), once)
            .await
    }

    /// A seat sends a project to another body.
    pub async fn redirect(
        &self,
        cx: &Cx,
        project: ProjectId,
        to: &Redirection,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Redirect, project).await?;
        let details = journal::details([
            ("to_whom", to.to_whom.clone()),
            ("reason", to.reason.clone()),
        ]);
        self.make_move(cx, &resource, Move::Redirect, details, once)
            .await
    }

    /// The lead or the assignee closes a project: with a reason, or with the impact sheet when a result
    /// was measured.
    ///
    /// Errors: a field error on `motif` when there is neither.
    pub async fn close(
        &self,
        cx: &Cx,
        project: ProjectId,
        reason: Option<String>,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Close, project).await?;
        let stands = reason.is_some()
            || store::assignment::read::has_measured_impact(self.db.read(), project).await?;
        if !stands {
            return Err(Error::field("motif", Problem::Missing));
        }
        let details = journal::details([("reason", reason.unwrap_or_default())]);
        self.make_move(cx, &resource, Move::Close, details, once)
            .await
    }

    /// The lead withdraws a project.
    pub async fn withdraw(
        &self,
        cx: &Cx,
        project: ProjectId,
        reason: String,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Withdraw, project).await?;
        let details = journal::details([("reason", reason)]);
        self.make_move(cx, &resource, Move::Withdraw, details, once)
            .await
    }

    /// Brings a project back to the state it had: a withdrawn one by its lead or a seat, a closed or
    /// redirected one by a seat.
    pub async fn reopen(
        &self,
        cx: &Cx,
        project: ProjectId,
        reason: String,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Reopen, project).await?;
        let details = journal::details([("reason", reason)]);
        self.make_move(cx, &resource, Move::Reopen, details, once)
            .await
    }

    async fn make_move(
        &self,
        cx: &Cx,
        resource: &Resource,
        movement: Move,
        details: Details,
        once: &Once,
    ) -> Result<()> {
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        if movement == Move::Reopen && !may_reopen(cx, resource) {
            return Err(Error::Forbidden);
        }
        self.move_intake(&tx, cx, resource, movement, details)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The last line of the intake table: the lead reopens what was withdrawn and nothing else.
pub fn may_reopen(cx: &Cx, resource: &Resource) -> bool {
    if !policy::can(&cx.actor, Action::Reopen, resource).allows() {
        return false;
    }
    match &cx.actor {
        Actor::Person(person) => {
            resource.intake == Intake::Withdrawn
                || policy::ties(person, resource).contains(&Tie::Seat)
        }
        Actor::System => true,
        Actor::Visitor => false,
    }
}

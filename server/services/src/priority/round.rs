//! Rounds of scoring: the first comes with the deposit, another when a decision is opened again.

use super::hand;
use crate::intake::PRIORITISE_DAYS;
use crate::journal::{self, Fact};
use crate::policy;
use crate::working_days::{Calendar, plus_working_days};
use crate::{Cx, Error, Once, Result, Services};
use domain::form::Problem;
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::permission::Action;
use domain::priority::REASON_MAX;
use domain::project::Audience;
use domain::text;
use store::ConnectionTrait;
use store::priority::round::{self, RoundLine};

/// The round that scores and signatures belong to now.
#[derive(Clone, Debug)]
pub struct Round {
    /// 1 for the first.
    pub number: i64,
    /// Why and by whom it was opened, from the second on.
    pub opened: Option<RoundLine>,
}

impl Round {
    /// Whether scores and signatures are wanted from a project in this state.
    pub fn waits_in(&self, intake: Intake) -> bool {
        match intake {
            Intake::Acknowledged => true,
            Intake::Prioritised | Intake::Assigned => self.is_open(),
            _ => false,
        }
    }

    /// Whether a decision was opened again and not taken yet.
    pub fn is_open(&self) -> bool {
        self.opened
            .as_ref()
            .is_some_and(|opened| opened.decided_at.is_none())
    }
}

/// The round of a project. One query.
pub(crate) async fn of(db: &impl ConnectionTrait, project: ProjectId) -> Result<Round> {
    let opened = round::latest(db, project).await?;
    Ok(Round {
        number: opened.as_ref().map_or(1, |opened| opened.round),
        opened,
    })
}

impl Services {
    /// Opens a signed decision again: the two seats score and sign anew, and the priority stays until they have.
    ///
    /// Errors: those of the policy; [`Error::Fields`] on `motif`; [`Error::ImpossibleMove`] when nothing is decided, or
    /// the decision is open already.
    pub async fn reopen_priority(
        &self,
        cx: &Cx,
        project: ProjectId,
        reason: &str,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let (_, person) = hand(cx, &resource, None)?;
        let reason = text::paragraph(reason, REASON_MAX)
            .map_err(|problem: Problem| Error::field("motif", problem))?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let current = of(&*tx, project).await?;
        let decided = matches!(resource.intake, Intake::Prioritised | Intake::Assigned);
        if !decided || current.is_open() {
            return Err(Error::ImpossibleMove);
        }
        store::project::write::hold(&tx, project, resource.intake).await?;
        let now = self.clock.now();
        let calendar = Calendar::of(&resource.departement);
        let due = plus_working_days(now, PRIORITISE_DAYS, calendar);
        match round::open(
            &tx,
            project,
            current.number + 1,
            &reason,
            person,
            (now, due),
        )
        .await
        {
            Err(store::Error::Duplicate(_)) => return Err(Error::Conflict),
            other => other?,
        }
        let details = journal::details([("reason", reason)]);
        // The collectivité reads that the decision is looked at again, and why.
        let fact = Fact::PriorityReopened;
        self.record(&tx, cx, project, fact, Audience::All, details)
            .await?;
        Ok(tx.commit().await?)
    }
}

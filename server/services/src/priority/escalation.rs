//! Where the two seats still differ after five working days, the département's referent decides (product document, "The
//! pair's priority").

use super::round;
use crate::journal::{Details, Fact};
use crate::policy;
use crate::working_days::{Calendar, plus_working_days};
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::permission::Action;
use domain::priority::Proposal;
use domain::project::Audience;
use domain::timestamp::Timestamp;
use store::priority::escalation::{self, WaitingDecision};

/// Working days that a proposal waits for the other seat's signature.
pub const ESCALATION_DAYS: u32 = 5;
/// Five working days are never less than five days: a proposal of a Sunday waits until the end of Friday.
const AT_LEAST_SECONDS: i64 = 5 * 86_400;

impl Services {
    /// Hands the decisions that waited too long to the referents. Gives how many.
    pub async fn escalate_waiting(&self) -> Result<usize> {
        let now = self.clock.now();
        let before = now.plus_seconds(-AT_LEAST_SECONDS);
        let waiting = escalation::waiting(self.db.read(), before).await?;
        let mut handed = 0;
        for decision in waiting.iter().filter(|one| is_over(one, now)) {
            match self.escalate(decision, now).await {
                Ok(done) => handed += usize::from(done),
                Err(error) => {
                    tracing::error!(%error, decision = %decision.id, "a decision was not handed on");
                }
            }
        }
        Ok(handed)
    }

    async fn escalate(&self, decision: &WaitingDecision, now: Timestamp) -> Result<bool> {
        let (cx, project) = (Cx::system(), ProjectId(decision.project_id));
        let intake =
            Intake::parse(&decision.intake).ok_or(store::Error::Unreadable("project.intake"))?;
        let tx = self.db.begin().await?;
        // The project before the decision, as whoever signs locks them.
        match store::project::write::hold(&tx, project, intake).await {
            // Parked since it was read.
            Err(store::Error::VersionMismatch) => return Ok(false),
            other => other?,
        }
        if !escalation::escalate(&tx, decision.id, now).await? {
            return Ok(false);
        }
        let fact = Fact::PriorityEscalated;
        self.record(&tx, &cx, project, fact, Audience::StateOnly, Details::new())
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The referent's decision on a project that was handed to her.
    ///
    /// Errors: those of the policy; [`Error::ImpossibleMove`] when no decision waits for her.
    pub async fn settle_priority(
        &self,
        cx: &Cx,
        project: ProjectId,
        proposal: Proposal,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Settle, project).await?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        store::project::write::hold(&tx, project, resource.intake).await?;
        if !round::of(&*tx, project).await?.waits_in(resource.intake) {
            return Err(Error::ImpossibleMove);
        }
        let (by, now) = (cx.person()?.id, self.clock.now());
        match escalation::settle(&tx, project, &proposal, by, now).await {
            Err(store::Error::VersionMismatch) => return Err(Error::ImpossibleMove),
            other => other?,
        }
        self.decided(&tx, cx, &resource, proposal).await?;
        Ok(tx.commit().await?)
    }
}

/// The days during which the project was parked are not the pair's.
fn is_over(decision: &WaitingDecision, now: Timestamp) -> bool {
    let since = if decision.intake == Intake::Acknowledged.code() {
        decision.first_proposed_at.max(decision.intake_since)
    } else {
        decision.first_proposed_at
    };
    let calendar = Calendar::of(&decision.departement_code);
    plus_working_days(Timestamp(since), ESCALATION_DAYS, calendar) < now
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_delay_is_over_before_the_first_look_at_it() {
        // 1 January 2026 and the 400 days after it: every day of the week, every holiday.
        for day in 0..400 {
            let proposed = Timestamp(1_767_225_600_000).plus_seconds(day * 86_400 + 82_799);
            let over = plus_working_days(proposed, ESCALATION_DAYS, Calendar::of("49"));
            assert!(over >= proposed.plus_seconds(AT_LEAST_SECONDS), "{day}");
        }
    }
}

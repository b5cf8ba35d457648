//! Moves of the intake: the one way a project changes its state.

use crate::blocker::ANSWER_DAYS;
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::working_days::{Calendar, plus_working_days};
use crate::{Cx, Error, Result, Services};
use domain::form::Problem;
use domain::intake::{Intake, Move, Reason};
use domain::permission::Action;
use domain::project::Audience;
use domain::timestamp::Timestamp;
use store::Tx;
use store::project::write::IntakeMove;

/// Working days the pair has to acknowledge a deposit (product document, "The pair's priority").
pub const ACKNOWLEDGE_DAYS: u32 = 3;
/// Working days the pair has to decide a priority once acknowledged.
pub const PRIORITISE_DAYS: u32 = 10;
/// Working days the pair has to assign, and the assignee for the first contact.
pub const FIRST_CONTACT_DAYS: u32 = 5;

/// The right a move asks for.
pub const fn action_of(movement: Move) -> Action {
    match movement {
        Move::Submit => Action::Submit,
        Move::Acknowledge => Action::Acknowledge,
        Move::Redirect => Action::Redirect,
        Move::Prioritise => Action::Prioritise,
        Move::Assign => Action::Assign,
        Move::Close => Action::Close,
        Move::Withdraw => Action::Withdraw,
        Move::Reopen => Action::Reopen,
    }
}

const fn fact_of(movement: Move) -> Fact {
    match movement {
        Move::Submit => Fact::Submitted,
        Move::Acknowledge => Fact::Acknowledged,
        Move::Redirect => Fact::Redirected,
        Move::Prioritise => Fact::Prioritised,
        Move::Assign => Fact::Assigned,
        Move::Close => Fact::Closed,
        Move::Withdraw => Fact::Withdrawn,
        Move::Reopen => Fact::Reopened,
    }
}

/// The moment by which the State should have moved on, in working days of the département.
pub fn due_after(state: Intake, at: Timestamp, departement: &str) -> Option<Timestamp> {
    let days = match state {
        Intake::Submitted => ACKNOWLEDGE_DAYS,
        Intake::Acknowledged => PRIORITISE_DAYS,
        Intake::Prioritised | Intake::Assigned => FIRST_CONTACT_DAYS,
        Intake::Draft | Intake::Closed | Intake::Redirected | Intake::Withdrawn => return None,
    };
    Some(plus_working_days(at, days, Calendar::of(departement)))
}

impl Services {
    /// Makes a move inside a transaction: asks the policy and the state machine, checks the reason,
    /// writes the state, the fact and the job that tells of it.
    ///
    /// Errors: those of the policy, [`Error::ImpossibleMove`], [`Error::Fields`] on `reason`,
    /// [`Error::Conflict`] when somebody moved it in between.
    pub async fn move_intake(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        movement: Move,
        details: Details,
    ) -> Result<Intake> {
        policy::require_on(cx, action_of(movement), resource)?;
        self.make_intake_move(tx, cx, resource, movement, details)
            .await
    }

    /// Makes a move as [`Services::move_intake`] does, for a caller that has asked the policy another question.
    pub(crate) async fn make_intake_move(
        &self,
        tx: &Tx,
        cx: &Cx,
        resource: &Resource,
        movement: Move,
        mut details: Details,
    ) -> Result<Intake> {
        let to = resource
            .intake
            .after(movement, resource.intake_before)
            .ok_or(Error::ImpossibleMove)?;
        // A withdrawn project is reopened by its lead; a closed or redirected one by a seat too.
        if movement.reason() == Reason::Sentence && !details.contains_key("reason") {
            return Err(Error::field("reason", Problem::Missing));
        }
        let now = self.clock.now();
        let before = to.is_parked().then_some(if resource.intake.is_parked() {
            resource.intake_before.unwrap_or(resource.intake)
        } else {
            resource.intake
        });
        let step = IntakeMove {
            project: resource.id,
            from: resource.intake,
            to,
            before,
            at: now,
            due_at: due_after(to, now, &resource.departement),
        };
        store::project::write::move_intake(tx, step).await?;
        if resource.intake.is_parked() && !to.is_parked() {
            restart(tx, resource, now).await?;
        }
        details.insert("from".to_owned(), resource.intake.code().to_owned());
        details.insert("to".to_owned(), to.code().to_owned());
        self.record(
            tx,
            cx,
            resource.id,
            fact_of(movement),
            Audience::All,
            details,
        )
        .await?;
        Ok(to)
    }
}

/// What else the State owed when the project was parked is owed anew: those days were not its own.
async fn restart(tx: &Tx, resource: &Resource, now: Timestamp) -> Result<()> {
    let calendar = Calendar::of(&resource.departement);
    let answer = plus_working_days(now, ANSWER_DAYS, calendar);
    store::blocker::write::restart(tx, resource.id, answer).await?;
    let decision = plus_working_days(now, PRIORITISE_DAYS, calendar);
    Ok(store::priority::round::restart(tx, resource.id, decision).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_the_delay_of_the_product_document_in_its_departement() {
        // Wednesday 1 April 2026, the week of Good Friday, nine in the morning UTC.
        let at = Timestamp(1_775_034_000_000);
        let days_later = |state, departement| {
            due_after(state, at, departement).map(|due| due.since(at) / 86_400_000)
        };
        for (state, anjou, alsace) in [
            (Intake::Submitted, Some(6), Some(7)),
            (Intake::Acknowledged, Some(15), Some(16)),
            (Intake::Prioritised, Some(8), Some(9)),
            (Intake::Assigned, Some(8), Some(9)),
            (Intake::Draft, None, None),
            (Intake::Closed, None, None),
            (Intake::Redirected, None, None),
            (Intake::Withdrawn, None, None),
        ] {
            assert_eq!(days_later(state, "49"), anjou, "{state:?}");
            assert_eq!(days_later(state, "67"), alsace, "{state:?}");
        }
    }
}

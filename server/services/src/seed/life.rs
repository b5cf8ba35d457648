//! When the intake of a seeded project went from one state to the next.

use super::draw::Draw;
use crate::intake::due_after;
use domain::intake::Intake;
use domain::timestamp::Timestamp;

/// The moments of a project's intake that have come so far.
pub struct Life {
    /// Deposit.
    pub submitted: Timestamp,
    /// Acknowledgement.
    pub acknowledged: Option<Timestamp>,
    /// Decision of the pair.
    pub prioritised: Option<Timestamp>,
    /// Assignment.
    pub assigned: Option<Timestamp>,
    /// Close, redirection or withdrawal.
    pub parked: Option<Timestamp>,
    /// Where it stands.
    pub state: Intake,
}

impl Life {
    /// Since when the project is in its state.
    pub fn since(&self) -> Timestamp {
        [
            self.parked,
            self.assigned,
            self.prioritised,
            self.acknowledged,
        ]
        .into_iter()
        .flatten()
        .next()
        .unwrap_or(self.submitted)
    }

    /// When the assignee got in touch, if that has come: two days after the assignment.
    pub fn contacted(&self, now: Timestamp) -> Option<Timestamp> {
        let contact = self.assigned?.plus_seconds(2 * 86_400);
        (contact < now).then_some(contact)
    }

    /// By when the State should have moved on; nothing once the assignee got in touch.
    pub fn due(&self, now: Timestamp, departement: &str) -> Option<Timestamp> {
        if self.state == Intake::Assigned && self.contacted(now).is_some() {
            return None;
        }
        due_after(self.state, self.since(), departement)
    }

    /// The state a parked project comes back to.
    pub const fn before(&self) -> Intake {
        if self.assigned.is_some() {
            Intake::Assigned
        } else {
            Intake::Acknowledged
        }
    }
}

/// A life that ends in the wanted state: drawn again until it does, a bounded number of times.
pub fn life_in(draw: &mut Draw, wanted: Option<Intake>) -> Life {
    let mut drawn = life(draw);
    for _ in 0..2_000 {
        if wanted.is_none_or(|state| state == drawn.state) {
            break;
        }
        drawn = life(draw);
    }
    drawn
}

fn life(draw: &mut Draw) -> Life {
    let age = draw.between(0, 729);
    let submitted = draw.days_ago(age);
    let now = draw.now;
    let mut life = Life {
        submitted,
        acknowledged: None,
        prioritised: None,
        assigned: None,
        parked: None,
        state: Intake::Submitted,
    };
    let come = |at: Timestamp| (at < now).then_some(at);
    let slow = if draw.chance(8) { 12 } else { 0 };
    life.acknowledged = come(draw.days_after(submitted, 1, 4 + slow));
    let Some(acknowledged) = life.acknowledged else {
        return life;
    };
    if draw.chance(5) {
        life.parked = come(draw.days_after(acknowledged, 1, 6));
        life.state = if life.parked.is_some() {
            Intake::Redirected
        } else {
            Intake::Acknowledged
        };
        return life;
    }
    life.state = Intake::Acknowledged;
    life.prioritised = come(draw.days_after(acknowledged, 4, 14 + slow));
    let Some(prioritised) = life.prioritised else {
        return life;
    };
    life.state = Intake::Prioritised;
    life.assigned = come(draw.days_after(prioritised, 1, 7 + slow));
    let Some(assigned) = life.assigned else {
        return life;
    };
    life.state = Intake::Assigned;
    if draw.chance(35) {
        life.parked = come(draw.days_after(assigned, 90, 600));
        if life.parked.is_some() {
            life.state = if draw.chance(85) {
                Intake::Closed
            } else {
                Intake::Withdrawn
            };
        }
    }
    life
}

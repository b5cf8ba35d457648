//! The intake of a project: one state machine, in one place (product document, "Project").
//!
//! Nothing else is possible, by page, by server function or by API.

use crate::coded_enum;

coded_enum! {
    /// Where a project stands between the collectivité and the State.
    Intake {
        Draft = "draft",
        Submitted = "submitted",
        Acknowledged = "acknowledged",
        Prioritised = "prioritised",
        Assigned = "assigned",
        Closed = "closed",
        Redirected = "redirected",
        Withdrawn = "withdrawn",
    }
}

coded_enum! {
    /// A move of the intake.
    Move {
        Submit = "submit",
        Acknowledge = "acknowledge",
        Redirect = "redirect",
        Prioritise = "prioritise",
        Assign = "assign",
        Close = "close",
        Withdraw = "withdraw",
        /// Back to the state before `closed`, `redirected` or `withdrawn`.
        Reopen = "reopen",
    }
}

/// What a move asks of the one who makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing.
    No,
    /// A sentence.
    Sentence,
    /// A sentence unless a rule or a sheet stands for it; the service that makes the move knows.
    SentenceOrRule,
}

impl Intake {
    /// The state a move leads to, or `None` where the move is not possible. `before` is the state
    /// kept when the project was closed, redirected or withdrawn.
    pub fn after(self, movement: Move, before: Option<Self>) -> Option<Self> {
        use Intake::{
            Acknowledged, Assigned, Closed, Draft, Prioritised, Redirected, Submitted, Withdrawn,
        };
        match (self, movement) {
            (Draft, Move::Submit) => Some(Submitted),
            (Submitted, Move::Acknowledge) => Some(Acknowledged),
            (Submitted | Acknowledged, Move::Redirect) => Some(Redirected),
            (Acknowledged, Move::Prioritise) => Some(Prioritised),
            (Prioritised, Move::Assign) => Some(Assigned),
            (Assigned, Move::Close) => Some(Closed),
            (Draft | Withdrawn, Move::Withdraw) => None,
            (_, Move::Withdraw) => Some(Withdrawn),
            (Closed | Redirected | Withdrawn, Move::Reopen) => before,
            _ => None,
        }
    }

    /// Whether the state must be kept aside so that [`Move::Reopen`] can come back to it.
    pub const fn is_parked(self) -> bool {
        matches!(self, Self::Closed | Self::Redirected | Self::Withdrawn)
    }

    /// Whether a priority can be decided, for the first time or anew.
    pub const fn may_be_decided(self) -> bool {
        matches!(
            self,
            Self::Acknowledged | Self::Prioritised | Self::Assigned
        )
    }

    /// Whether the project is with the State: deposited and not parked.
    pub const fn is_running(self) -> bool {
        !matches!(self, Self::Draft) && !self.is_parked()
    }
}

impl Move {
    /// What the move asks for (table of the product document).
    pub const fn reason(self) -> Reason {
        match self {
            Self::Submit | Self::Acknowledge => Reason::No,
            Self::Redirect | Self::Withdraw | Self::Reopen => Reason::Sentence,
            Self::Prioritise | Self::Assign | Self::Close => Reason::SentenceOrRule,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table: every state, every move. A change here is a change of the product.
    #[test]
    fn the_table_is_the_product_documents() {
        let before = Some(Intake::Assigned);
        let mut possible = Vec::new();
        for &from in Intake::ALL {
            for &movement in Move::ALL {
                if let Some(to) = from.after(movement, before) {
                    possible.push(format!("{from} {movement} {to}"));
                }
            }
        }
        assert_eq!(
            possible,
            [
                "draft submit submitted",
                "submitted acknowledge acknowledged",
                "submitted redirect redirected",
                "submitted withdraw withdrawn",
                "acknowledged redirect redirected",
                "acknowledged prioritise prioritised",
                "acknowledged withdraw withdrawn",
                "prioritised assign assigned",
                "prioritised withdraw withdrawn",
                "assigned close closed",
                "assigned withdraw withdrawn",
                "closed withdraw withdrawn",
                "closed reopen assigned",
                "redirected withdraw withdrawn",
                "redirected reopen assigned",
                "withdrawn reopen assigned",
            ]
        );
    }

    crate::codes_read_back!(Intake, Move);
}

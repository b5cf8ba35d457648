//! Whose turn it is, and for what.

use super::either;
use crate::desk::table::wanted::{Asked, Wanted};
use domain::filter::Waiting;
use domain::project::SeatKind;

/// What a seat, or either of them, still has to do.
pub(super) fn condition(_: &mut Wanted, asked: &Asked<'_>) -> Option<String> {
    const OF_A_SEAT: &[Waiting] = &[
        Waiting::Acknowledge,
        Waiting::Score,
        Waiting::Prioritise,
        Waiting::Sign,
        Waiting::Assign,
    ];
    let (turns, waiting) = (&asked.filter.turns, &asked.filter.waiting);
    if turns.is_empty() && waiting.is_empty() {
        return None;
    }
    let seats = if turns.is_empty() {
        SeatKind::ALL
    } else {
        turns.as_slice()
    };
    let kinds = if waiting.is_empty() {
        OF_A_SEAT
    } else {
        waiting.as_slice()
    };
    let ways = kinds.iter().flat_map(|kind| {
        seats
            .iter()
            .map(|seat| waits(*kind, *seat, turns.is_empty()))
    });
    let mut ways: Vec<String> = ways.collect();
    ways.dedup();
    Some(either(&ways))
}

/// The pair is at its decision: the first one, or one that was opened again.
const DECIDING: &str = "(p.intake = 'acknowledged' OR (p.intake IN ('prioritised', 'assigned') \
    AND p.round_due_at IS NOT NULL))";

/// The round that scores belong to now.
const ROUND: &str =
    "COALESCE((SELECT MAX(r.round) FROM priority_round r WHERE r.project_id = p.id), 1)";

fn waits(kind: Waiting, seat: SeatKind, any_seat: bool) -> String {
    const OPEN: &str = "SELECT 1 FROM priority_decision d \
        WHERE d.project_id = p.id AND d.decided_at IS NULL AND d.withdrawn_at IS NULL";
    match kind {
        Waiting::Acknowledge => "p.intake = 'submitted'".to_owned(),
        Waiting::Score => format!(
            "({DECIDING} AND NOT EXISTS (SELECT 1 FROM assessment s \
              WHERE s.project_id = p.id AND s.seat_kind = '{seat}' AND s.round = {ROUND}))"
        ),
        Waiting::Prioritise => format!("({DECIDING} AND NOT EXISTS ({OPEN}))"),
        Waiting::Sign => {
            format!("({DECIDING} AND EXISTS ({OPEN} AND d.proposed_by_seat <> '{seat}'))")
        }
        // What was set aside stays prioritised and is nobody's to follow.
        Waiting::Assign => {
            "(p.intake = 'prioritised' AND COALESCE(p.priority, '') <> 'ecartee')".to_owned()
        }
        // Who follows the project makes the first contact: no seat's turn.
        Waiting::Contact if any_seat => {
            "(p.intake = 'assigned' AND p.intake_due_at IS NOT NULL)".to_owned()
        }
        Waiting::Contact => "1 = 0".to_owned(),
    }
}

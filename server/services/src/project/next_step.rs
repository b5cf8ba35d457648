//! Where a project is, whose turn it is, by when.

use super::SheetHead;
use crate::Cx;
use crate::policy::{self, Tie};
use domain::intake::Intake;
use domain::project::{MemberRole, Priority};
use domain::timestamp::Timestamp;

/// The one thing that moves a project on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Finish and send the draft.
    Submit,
    /// A seat acknowledges the deposit.
    Acknowledge,
    /// Both seats decide the priority.
    Prioritise,
    /// A seat assigns the project.
    Assign,
    /// The assignee gets in touch and follows.
    Follow,
    /// The collectivité answers recommendations: how many.
    AnswerRecommendations(i64),
    /// Somebody solves the open blockers: how many.
    SolveBlockers(i64),
    /// Nothing: it is closed, redirected or withdrawn.
    Nothing,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The reader's.
    Yours,
    /// The two seats'.
    Pair,
    /// The assignee's.
    Assignee,
    /// The collectivité's.
    Collectivity,
    /// Nobody's.
    Nobody,
}

/// The next step of a project, for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is to be done.
    pub task: Task,
    /// By whom.
    pub turn: Turn,
    /// By when, at the latest.
    pub due: Option<Timestamp>,
    /// The moment has passed.
    pub late: bool,
}

/// The next step, from the facts of the sheet. Pure.
pub fn next_step(cx: &Cx, head: &SheetHead, now: Timestamp) -> NextStep {
    let ties = match &cx.actor {
        crate::Actor::Person(person) => policy::ties(person, &head.resource),
        crate::Actor::Visitor | crate::Actor::System => Vec::new(),
    };
    let mine = ties
        .iter()
        .any(|tie| matches!(tie, Tie::Member(MemberRole::Lead | MemberRole::Editor)));
    let (task, turn) = task_of(head, mine);
    let yours = match turn {
        Turn::Pair => ties.contains(&Tie::Seat),
        Turn::Assignee => ties.contains(&Tie::Assignee),
        Turn::Collectivity => mine,
        Turn::Yours | Turn::Nobody => false,
    };
    let due = head.sheet.intake_due_at.map(Timestamp);
    NextStep {
        task,
        turn: if yours { Turn::Yours } else { turn },
        due,
        late: due.is_some_and(|due| due < now),
    }
}

fn task_of(head: &SheetHead, mine: bool) -> (Task, Turn) {
    let pending = head.counts.pending_recommendations;
    // What the reader herself can do comes before what she waits for.
    if mine && pending > 0 && head.resource.intake.is_running() {
        return (Task::AnswerRecommendations(pending), Turn::Collectivity);
    }
    match head.resource.intake {
        Intake::Draft => (Task::Submit, Turn::Collectivity),
        Intake::Submitted => (Task::Acknowledge, Turn::Pair),
        Intake::Acknowledged => (Task::Prioritise, Turn::Pair),
        // Put aside by the pair: it waits for nobody.
        Intake::Prioritised if head.sheet.priority.as_deref() == Some(Priority::Ecartee.code()) => {
            (Task::Nothing, Turn::Nobody)
        }
        Intake::Prioritised => (Task::Assign, Turn::Pair),
        Intake::Assigned if head.counts.open_blockers > 0 => (
            Task::SolveBlockers(head.counts.open_blockers),
            Turn::Assignee,
        ),
        Intake::Assigned => (Task::Follow, Turn::Assignee),
        Intake::Closed | Intake::Redirected | Intake::Withdrawn => (Task::Nothing, Turn::Nobody),
    }
}

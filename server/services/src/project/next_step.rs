//! Where a project is, whose turn it is, by when.

use super::SheetHead;
use crate::context::Actor;
use crate::policy::{self, Tie};
use crate::{Cx, Person};
use domain::intake::Intake;
use domain::project::{MemberRole, Priority, SeatKind};
use domain::timestamp::Timestamp;

/// The one thing that moves a project on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Finish and send the draft.
    Submit,
    /// A seat acknowledges the deposit.
    Acknowledge,
    /// A seat proposes a priority.
    Propose,
    /// The other seat signs the priority proposed, or proposes another.
    Sign,
    /// A seat assigns the project.
    Assign,
    /// The assignee gets in touch.
    FirstContact,
    /// The collectivité goes on, with the assignee.
    GoOn,
    /// The collectivité answers recommendations: how many.
    AnswerRecommendations(i64),
    /// The assignee helps to solve the open blockers: how many.
    SolveBlockers(i64),
    /// Nothing: the pair put it aside.
    PutAside,
    /// Nothing: it is closed, redirected or withdrawn.
    Nothing(Intake),
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The reader's.
    Yours,
    /// Either seat's.
    Pair,
    /// The seat's that the reader does not sit at.
    OtherSeat(SeatKind),
    /// The assignee's.
    Assignee,
    /// The collectivité's.
    Collectivity,
    /// Nobody's.
    Nobody,
}

/// What the project is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Hers: she bears it.
    Bearer,
    /// Somebody else's.
    Other,
}

/// The next step of a project, for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What is to be done.
    pub task: Task,
    /// By whom.
    pub turn: Turn,
    /// What the project is to the reader.
    pub side: Side,
    /// By when, at the latest.
    pub due: Option<Timestamp>,
    /// The moment has passed.
    pub late: bool,
    /// Recommendations that the reader can look at while others have their turn.
    pub meanwhile: i64,
}

/// The next step, from the facts of the sheet. Pure.
pub fn next_step(cx: &Cx, head: &SheetHead, now: Timestamp) -> NextStep {
    let reader = Reader::of(cx, head);
    let (task, turn, due) = task_of(head, &reader);
    let yours = match turn {
        Turn::Pair => reader.seat.is_some(),
        Turn::Assignee => reader.assignee,
        Turn::Collectivity => reader.bearer || (task == Task::GoOn && reader.assignee),
        Turn::Yours | Turn::OtherSeat(_) | Turn::Nobody => false,
    };
    let waits = reader.bearer && !yours && head.resource.intake.is_running();
    NextStep {
        task,
        turn: if yours { Turn::Yours } else { turn },
        side: if reader.bearer {
            Side::Bearer
        } else {
            Side::Other
        },
        due,
        late: due.is_some_and(|due| due < now),
        meanwhile: if waits {
            head.counts.pending_recommendations
        } else {
            0
        },
    }
}

/// What the one who reads is to the project.
struct Reader {
    bearer: bool,
    assignee: bool,
    seat: Option<SeatKind>,
}

impl Reader {
    fn of(cx: &Cx, head: &SheetHead) -> Self {
        let Actor::Person(person) = &cx.actor else {
            return Self {
                bearer: false,
                assignee: false,
                seat: None,
            };
        };
        let ties = policy::ties(person, &head.resource);
        let bears = |tie: &Tie| matches!(tie, Tie::Member(MemberRole::Lead | MemberRole::Editor));
        Self {
            bearer: ties.iter().any(bears),
            assignee: ties.contains(&Tie::Assignee),
            seat: seat_of(person, head),
        }
    }
}

fn seat_of(person: &Person, head: &SheetHead) -> Option<SeatKind> {
    let ground = &head.resource;
    person.seat_for(&ground.departement, ground.arrondissement.as_deref())
}

fn task_of(head: &SheetHead, reader: &Reader) -> (Task, Turn, Option<Timestamp>) {
    let due = head.sheet.intake_due_at.map(Timestamp);
    match head.resource.intake {
        Intake::Draft => (Task::Submit, Turn::Collectivity, None),
        Intake::Submitted => (Task::Acknowledge, Turn::Pair, due),
        Intake::Acknowledged => {
            let (task, turn) = priority_task(head, reader);
            (task, turn, due)
        }
        // Put aside by the pair: it waits for nobody.
        Intake::Prioritised if head.sheet.priority.as_deref() == Some(Priority::Ecartee.code()) => {
            (Task::PutAside, Turn::Nobody, None)
        }
        Intake::Prioritised => (Task::Assign, Turn::Pair, due),
        Intake::Assigned => followed_task(head, reader),
        parked @ (Intake::Closed | Intake::Redirected | Intake::Withdrawn) => {
            (Task::Nothing(parked), Turn::Nobody, None)
        }
    }
}

/// The pair alone knows whether one of its seats has signed.
fn priority_task(head: &SheetHead, reader: &Reader) -> (Task, Turn) {
    let proposed = head
        .counts
        .proposed_by_seat
        .as_deref()
        .and_then(SeatKind::parse);
    match (reader.seat, proposed) {
        (Some(own), Some(seat)) if own == seat => (Task::Sign, Turn::OtherSeat(own.other())),
        (Some(_), Some(_)) => (Task::Sign, Turn::Pair),
        _ => (Task::Propose, Turn::Pair),
    }
}

/// What the reader herself can do comes before what she waits for.
fn followed_task(head: &SheetHead, reader: &Reader) -> (Task, Turn, Option<Timestamp>) {
    let counts = &head.counts;
    let contact = head.sheet.intake_due_at.map(Timestamp);
    if reader.bearer && counts.pending_recommendations > 0 {
        let task = Task::AnswerRecommendations(counts.pending_recommendations);
        return (task, Turn::Collectivity, None);
    }
    if contact.is_some() {
        return (Task::FirstContact, Turn::Assignee, contact);
    }
    if counts.open_blockers > 0 {
        let due = counts.blocker_due_at.map(Timestamp);
        let task = Task::SolveBlockers(counts.open_blockers);
        return (task, Turn::Assignee, due);
    }
    (Task::GoOn, Turn::Collectivity, None)
}

//! What the sheet shows of decisions to one reader, and which of them she can take.

use super::may_reopen;
use crate::assignment::Colleague;
use crate::journal::Details;
use crate::policy::{self, Resource};
use crate::priority::hand;
use crate::project::SheetHead;
use crate::{Cx, Result, Services};
use domain::intake::{Intake, Move};
use domain::permission::Action;
use domain::project::SeatKind;
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use store::priority::read::{self, DecisionLine};
use uuid::Uuid;

/// The decision both seats signed, as everybody on the project reads it.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The level's code.
    pub level: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Who signed for the DDT.
    pub ddt: String,
    /// Who signed for the préfecture.
    pub prefecture: String,
}

/// A proposal that waits for the other seat. For the pair only.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The decision.
    pub id: Uuid,
    /// The level's code.
    pub level: String,
    /// Why.
    pub reason: String,
    /// The seat that proposes.
    pub seat: SeatKind,
    /// Who signed for it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether the reader can sign it.
    pub can_sign: bool,
}

/// Why a project is parked, as everybody on it reads.
#[derive(Clone, Debug)]
pub struct Parked {
    /// Code of the fact.
    pub kind: String,
    /// Its details.
    pub details: Details,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The decisions of a project for one reader.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// The priority both seats signed.
    pub signed: Option<Signed>,
    /// Why it is closed, redirected or withdrawn.
    pub parked: Option<Parked>,
    /// The proposal that waits; seen by the pair only.
    pub proposed: Option<Proposed>,
    /// The reader's seat, for the pair.
    pub seat: Option<SeatKind>,
    /// What the reader can do now.
    pub moves: Vec<Move>,
    /// The assignee, or a seat, can change who follows.
    pub can_hand_over: bool,
    /// Those who can be given the project, when the reader can give it.
    pub colleagues: Vec<Colleague>,
    /// Why no rule gave it: a code of `rule::Why`, and the rule's name.
    pub wait: Option<(String, String)>,
}

impl Services {
    /// The decisions of a project for the reader of its sheet. One query, three for the few who can assign,
    /// two when the project is parked.
    pub async fn panel(&self, cx: &Cx, head: &SheetHead) -> Result<Panel> {
        let resource = &head.resource;
        if resource.intake == Intake::Draft {
            return Ok(Panel::default());
        }
        let lines = read::decisions(self.db.read(), resource.id).await?;
        let own = hand(cx, resource, None).ok();
        let mut panel = Panel {
            signed: lines.iter().find_map(signed),
            moves: moves(cx, resource),
            seat: own.map(|(seat, _)| seat),
            ..Panel::default()
        };
        if own.is_some() && resource.intake == Intake::Acknowledged {
            panel.proposed = lines.iter().find_map(|line| proposed(cx, resource, line));
        }
        if resource.intake.is_parked() {
            panel.parked = read::parking_fact(self.db.read(), resource.id)
                .await?
                .map(parked);
        }
        let gives = |action| policy::can(&cx.actor, action, resource).allows();
        panel.can_hand_over = resource.intake == Intake::Assigned
            && (gives(Action::HandOver) || gives(Action::Assign));
        if panel.can_hand_over || panel.moves.contains(&Move::Assign) {
            let theme = Theme::parse(&head.sheet.main_theme);
            panel.colleagues = self.colleagues(&resource.departement, theme).await?;
        }
        if panel.moves.contains(&Move::Assign) {
            panel.wait = store::rule::read::wait(self.db.read(), resource.id)
                .await?
                .map(|wait| (wait.why, wait.rule_name));
        }
        Ok(panel)
    }
}

impl Panel {
    /// Whether the reader can make a move.
    pub fn may(&self, movement: Move) -> bool {
        self.moves.contains(&movement)
    }
}

/// What the policy and the state machine both allow.
fn moves(cx: &Cx, resource: &Resource) -> Vec<Move> {
    Move::ALL
        .iter()
        .copied()
        .filter(|movement| {
            let possible = resource
                .intake
                .after(*movement, resource.intake_before)
                .is_some();
            let allowed = match movement {
                Move::Reopen => may_reopen(cx, resource),
                other => {
                    policy::can(&cx.actor, crate::intake::action_of(*other), resource).allows()
                }
            };
            possible && allowed
        })
        .collect()
}

fn signed(line: &DecisionLine) -> Option<Signed> {
    Some(Signed {
        level: line.level.clone(),
        reason: line.reason.clone(),
        at: Timestamp(line.decided_at?),
        ddt: name(
            line.ddt_first_name.as_deref(),
            line.ddt_last_name.as_deref(),
        ),
        prefecture: name(
            line.prefecture_first_name.as_deref(),
            line.prefecture_last_name.as_deref(),
        ),
    })
}

fn proposed(cx: &Cx, resource: &Resource, line: &DecisionLine) -> Option<Proposed> {
    if line.decided_at.is_some() {
        return None;
    }
    let seat = SeatKind::parse(&line.proposed_by_seat)?;
    let (signer, by) = match seat {
        SeatKind::Ddt => (
            line.ddt_signed_by,
            name(
                line.ddt_first_name.as_deref(),
                line.ddt_last_name.as_deref(),
            ),
        ),
        SeatKind::Prefecture => (
            line.prefecture_signed_by,
            name(
                line.prefecture_first_name.as_deref(),
                line.prefecture_last_name.as_deref(),
            ),
        ),
    };
    let same_person = signer.is_some() && signer == cx.person_id().map(|person| person.0);
    Some(Proposed {
        id: line.id,
        level: line.level.clone(),
        reason: line.reason.clone(),
        seat,
        by,
        at: Timestamp(line.proposed_at),
        can_sign: hand(cx, resource, Some(seat.other())).is_ok() && !same_person,
    })
}

fn parked(fact: read::ParkingFact) -> Parked {
    Parked {
        details: serde_json::from_str(&fact.payload).unwrap_or_default(),
        by: name(fact.first_name.as_deref(), fact.last_name.as_deref()),
        at: Timestamp(fact.at),
        kind: fact.kind,
    }
}

fn name(first: Option<&str>, last: Option<&str>) -> String {
    let parts: Vec<&str> = [first, last]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

//! The scores: each seat its own, blind until both are in.

use super::hand;
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::ProjectId;
use domain::intake::Intake;
use domain::permission::Action;
use domain::priority::{Assessment, Criterion};
use domain::project::{Audience, SeatKind};
use store::priority::read::{self, AssessmentLine};
use store::priority::write;

/// Scores are given once; a second round comes with the reopening of a decision.
const ROUND: i64 = 1;

/// One seat's scores and who gave them.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The scores.
    pub scores: Assessment,
    /// Who gave them.
    pub by: String,
}

/// What a seat may see of the scores.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The reader's seat.
    pub seat: SeatKind,
    /// Its scores.
    pub own: Option<Scored>,
    /// The other seat's, once both are in; never before.
    pub other: Option<Scored>,
    /// Whether the other seat has scored.
    pub other_is_in: bool,
    /// Where the two differ by two or more; empty until both are in.
    pub gaps: Vec<Criterion>,
    /// Whether scores can still be given or changed.
    pub open: bool,
}

impl Services {
    /// The scores of a project as the reader's seat may see them. Two queries.
    pub async fn scoring(
        &self,
        cx: &Cx,
        project: ProjectId,
        seat: Option<SeatKind>,
    ) -> Result<Scoring> {
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let (seat, _) = hand(cx, &resource, seat)?;
        let lines = read::assessments(self.db.read(), project, ROUND).await?;
        view(&resource, seat, &lines)
    }

    /// Writes the scores of a seat. They can be changed until both are in.
    ///
    /// Errors: those of the policy; [`Error::Forbidden`] when the same person scored for the other seat;
    /// [`Error::ImpossibleMove`] once both are in, or when the project does not wait for a priority.
    pub async fn score(
        &self,
        cx: &Cx,
        project: ProjectId,
        seat: Option<SeatKind>,
        scores: &Assessment,
        once: &Once,
    ) -> Result<()> {
        let resource = policy::require(&self.db, cx, Action::Prioritise, project).await?;
        let (seat, person) = hand(cx, &resource, seat)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        let lines = read::assessments(&*tx, project, ROUND).await?;
        if resource.intake != Intake::Acknowledged || lines.len() > 1 {
            return Err(Error::ImpossibleMove);
        }
        let other = lines
            .iter()
            .find(|line| line.seat_kind == seat.other().code());
        if other.is_some_and(|line| line.scored_by == person.0) {
            return Err(Error::Forbidden);
        }
        write::assess(
            &tx,
            project,
            ROUND,
            scores,
            (seat, person),
            self.clock.now(),
        )
        .await?;
        // The fact holds no score: what is blind stays blind in the history too.
        self.record(
            &tx,
            cx,
            project,
            Fact::Assessed,
            Audience::StateOnly,
            Details::new(),
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

fn view(resource: &Resource, seat: SeatKind, lines: &[AssessmentLine]) -> Result<Scoring> {
    let of = |kind: SeatKind| {
        lines
            .iter()
            .find(|line| line.seat_kind == kind.code())
            .map(scored)
            .transpose()
    };
    let own = of(seat)?;
    let other = of(seat.other())?;
    let other_is_in = other.is_some();
    let other = other.filter(|_| own.is_some());
    let gaps = match (&own, &other) {
        (Some(own), Some(other)) => own.scores.gaps(&other.scores),
        _ => Vec::new(),
    };
    Ok(Scoring {
        seat,
        open: resource.intake == Intake::Acknowledged && other.is_none(),
        own,
        other,
        other_is_in,
        gaps,
    })
}

fn scored(line: &AssessmentLine) -> Result<Scored> {
    let read = |score: i64| {
        u8::try_from(score).map_err(|_| Error::Store(store::Error::Unreadable("assessment")))
    };
    Ok(Scored {
        scores: Assessment {
            maturity: read(line.maturity)?,
            impact: read(line.impact)?,
            urgency: read(line.urgency)?,
            territorial_need: read(line.territorial_need)?,
            feasibility: read(line.feasibility)?,
            strategy_fit: read(line.strategy_fit)?,
            note: line.note.clone(),
        },
        by: format!("{} {}", line.first_name, line.last_name)
            .trim()
            .to_owned(),
    })
}

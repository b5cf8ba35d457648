//! The scores: each seat its own, blind until both are in.

use super::facts::Facts;
use super::hand;
use super::round::{self, Round};
use crate::journal::{Details, Fact};
use crate::policy::{self, Resource};
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::ProjectId;
use domain::permission::Action;
use domain::priority::{Assessment, Criterion};
use domain::project::{Audience, SeatKind};
use store::priority::gap::{self, GapLine};
use store::priority::read::{self, AssessmentLine};
use store::priority::write;

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
    /// The reader's seat; the DDT's for the referent, who sits at none.
    pub seat: SeatKind,
    /// Whether the reader sits at it.
    pub sits: bool,
    /// Its scores.
    pub own: Option<Scored>,
    /// The other seat's, once both are in; never before.
    pub other: Option<Scored>,
    /// Whether the other seat has scored.
    pub other_is_in: bool,
    /// Where the two differ by two or more; empty until both are in.
    pub gaps: Vec<Criterion>,
    /// The reasons given for gaps.
    pub reasons: Vec<GapLine>,
    /// Whether the reader can say why.
    pub may_explain: bool,
    /// The project's facts.
    pub facts: Facts,
    /// The round.
    pub round: Round,
    /// Whether scores can still be given or changed.
    pub open: bool,
}

impl Services {
    /// The scores of a project as the reader's seat may see them; the referent reads them once both are in. Six queries.
    pub async fn scoring(
        &self,
        cx: &Cx,
        project: ProjectId,
        seat: Option<SeatKind>,
    ) -> Result<Scoring> {
        let resource = policy::resource(&self.db, cx, project).await?;
        let seat = match policy::require_on(cx, Action::Prioritise, &resource) {
            Ok(_) => Some(hand(cx, &resource, seat)?.0),
            Err(Error::Forbidden) => {
                policy::require_on(cx, Action::Settle, &resource)?;
                None
            }
            Err(other) => return Err(other),
        };
        let db = self.db.read();
        let round = round::of(db, project).await?;
        let lines = read::assessments(db, project, round.number).await?;
        let reasons = gap::reasons(db, project, round.number).await?;
        let facts = self.priority_facts(&resource).await?;
        view(&resource, seat, &lines, round, reasons, facts)
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
        store::project::write::hold(&tx, project, resource.intake).await?;
        let round = round::of(&*tx, project).await?;
        let lines = read::assessments(&*tx, project, round.number).await?;
        if !round.waits_in(resource.intake) || lines.len() > 1 {
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
            round.number,
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

fn view(
    resource: &Resource,
    reader: Option<SeatKind>,
    lines: &[AssessmentLine],
    round: Round,
    reasons: Vec<GapLine>,
    facts: Facts,
) -> Result<Scoring> {
    let seat = reader.unwrap_or(SeatKind::Ddt);
    let of = |kind: SeatKind| {
        lines
            .iter()
            .find(|line| line.seat_kind == kind.code())
            .map(scored)
            .transpose()
    };
    // The referent reads both or none.
    let own = of(seat)?.filter(|_| reader.is_some() || lines.len() > 1);
    let other = of(seat.other())?;
    let other_is_in = other.is_some();
    let other = other.filter(|_| own.is_some());
    let gaps = match (&own, &other) {
        (Some(own), Some(other)) => own.scores.gaps(&other.scores),
        _ => Vec::new(),
    };
    let waits = round.waits_in(resource.intake);
    Ok(Scoring {
        seat,
        sits: reader.is_some(),
        open: reader.is_some() && waits && other.is_none(),
        may_explain: reader.is_some() && waits && !gaps.is_empty(),
        reasons: reasons.into_iter().filter(|_| other.is_some()).collect(),
        facts,
        round,
        own,
        other,
        other_is_in,
        gaps,
    })
}

fn scored(line: &AssessmentLine) -> Result<Scored> {
    Ok(Scored {
        scores: scores(line)?,
        by: format!("{} {}", line.first_name, line.last_name)
            .trim()
            .to_owned(),
    })
}

/// The scores of a line.
pub(crate) fn scores(line: &AssessmentLine) -> Result<Assessment> {
    let scores = [
        line.maturity,
        line.impact,
        line.urgency,
        line.territorial_need,
        line.feasibility,
        line.strategy_fit,
    ];
    assessment(scores, &line.note)
}

/// An assessment from its scores as they are kept, in the order of the criteria.
pub(crate) fn assessment(scores: [i64; 6], note: &str) -> Result<Assessment> {
    let unreadable = |_| Error::Store(store::Error::Unreadable("assessment"));
    let [
        maturity,
        impact,
        urgency,
        territorial_need,
        feasibility,
        strategy_fit,
    ] = scores;
    let read = |score: i64| u8::try_from(score).map_err(unreadable);
    Ok(Assessment {
        maturity: read(maturity)?,
        impact: read(impact)?,
        urgency: read(urgency)?,
        territorial_need: read(territorial_need)?,
        feasibility: read(feasibility)?,
        strategy_fit: read(strategy_fit)?,
        note: note.to_owned(),
    })
}

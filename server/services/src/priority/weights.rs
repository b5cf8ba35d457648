//! The weights of a département, and what a change would do to real projects.

use super::scoring::assessment;
use crate::desk::departement_of;
use crate::pair::history::PairFact;
use crate::policy;
use crate::{Cx, Error, Once, Result, Services};
use domain::ids::ProjectId;
use domain::permission::Action;
use domain::priority::{Assessment, Weights};
use store::pair::settings;
use store::priority::facts::{self, ScoredLine};

/// A project before and after a change of the weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The project.
    pub project: ProjectId,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Mean of the two seats' totals, 0 to 100, with the weights of today.
    pub before: u8,
    /// The same with the weights that are tried.
    pub after: u8,
    /// Its place among the scored projects, 1 for the best, with the weights of today.
    pub place_before: usize,
    /// The same with the weights that are tried.
    pub place_after: usize,
}

/// The weights of a département and what a change does.
#[derive(Clone, Debug)]
pub struct WeightsView {
    /// The département.
    pub departement: String,
    /// The weights of today.
    pub current: Weights,
    /// The reader may change them: she sits at a seat.
    pub may_change: bool,
    /// The scored projects with the weights that are tried, or those of today, the best first; none for who may not read
    /// the scores, since a weight of its own would tell each of them.
    pub shifts: Option<Vec<Shift>>,
}

impl Services {
    /// The weights of the reader's département, with what `tried` would change for the pair and the referent. Two queries.
    ///
    /// Errors: [`Error::NotFound`] for another département, or one without a pair.
    pub async fn weights(
        &self,
        cx: &Cx,
        departement: Option<&str>,
        tried: Option<Weights>,
    ) -> Result<WeightsView> {
        let person = cx.person()?;
        let departement = departement_of(person, departement)?;
        let settings = settings::settings(self.db.read(), &departement)
            .await?
            .ok_or(Error::NotFound)?;
        let current = Weights::from_code(&settings.weights).unwrap_or_default();
        let may = |action| policy::can_in(&cx.actor, action, &departement).allows();
        let shifts = if may(Action::Prioritise) || may(Action::Settle) {
            let scored = facts::scored(self.db.read(), &departement).await?;
            Some(shifts(&scored, current, tried.unwrap_or(current))?)
        } else {
            None
        };
        Ok(WeightsView {
            may_change: may(Action::Prioritise),
            shifts,
            current,
            departement,
        })
    }

    /// Changes the weights of a département: by either seat.
    ///
    /// Errors: [`Error::Forbidden`]; [`Error::Conflict`] when they changed since the page was read.
    pub async fn set_weights(
        &self,
        cx: &Cx,
        departement: &str,
        before: Weights,
        weights: Weights,
        once: &Once,
    ) -> Result<()> {
        let person = cx.person()?;
        let departement = departement_of(person, Some(departement))?;
        policy::require_in(cx, Action::Prioritise, &departement)?;
        let tx = self.db.begin().await?;
        self.claim(&tx, cx, once).await?;
        match settings::set_weights(&tx, &departement, before, weights).await {
            Err(store::Error::VersionMismatch) => return Err(Error::Conflict),
            other => other?,
        }
        let told = [("before", before.code()), ("after", weights.code())];
        self.note_pair(&tx, cx, &departement, PairFact::WeightsChanged, &told)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// Every project with its mean total under both weights, placed; the best with the tried ones first.
fn shifts(lines: &[ScoredLine], current: Weights, tried: Weights) -> Result<Vec<Shift>> {
    let mut shifts: Vec<Shift> = Vec::new();
    for pair in lines.chunk_by(|one, other| one.project_id == other.project_id) {
        let Some(first) = pair.first() else { continue };
        let scores: Vec<Assessment> = pair.iter().map(scores).collect::<Result<_>>()?;
        shifts.push(Shift {
            project: ProjectId(first.project_id),
            number: first.number,
            title: first.title.clone(),
            before: mean(&scores, current),
            after: mean(&scores, tried),
            place_before: 0,
            place_after: 0,
        });
    }
    // The same order for equal totals, whatever the weights.
    shifts.sort_by_key(|shift| (std::cmp::Reverse(shift.before), shift.number));
    for (place, shift) in shifts.iter_mut().enumerate() {
        shift.place_before = place + 1;
    }
    shifts.sort_by_key(|shift| (std::cmp::Reverse(shift.after), shift.number));
    for (place, shift) in shifts.iter_mut().enumerate() {
        shift.place_after = place + 1;
    }
    Ok(shifts)
}

fn mean(scores: &[Assessment], weights: Weights) -> u8 {
    let sum: usize = scores
        .iter()
        .map(|scores| usize::from(weights.total(scores)))
        .sum();
    let mean = sum.checked_div(scores.len()).unwrap_or(0);
    u8::try_from(mean).unwrap_or(100)
}

fn scores(line: &ScoredLine) -> Result<Assessment> {
    let scores = [
        line.maturity,
        line.impact,
        line.urgency,
        line.territorial_need,
        line.feasibility,
        line.strategy_fit,
    ];
    assessment(scores, "")
}

//! What stops a seeded project, and the help proposed for it.

use super::activity::Told;
use super::draw::Draw;
use super::life::Life;
use super::nation::Nation;
use super::project::Made;
use super::tables::Tables;
use super::words::Words;
use crate::blocker::ANSWER_DAYS;
use crate::journal::{Fact, details, to_json};
use crate::recommendation::WhyNot;
use crate::recommendation::catalogue::Pick;
use crate::working_days::plus_working_days;
use domain::blocker::BlockerKind;
use domain::project::{OfferFamily, RecommendationState};
use domain::recommendation::Refusal;
use domain::timestamp::Timestamp;
use uuid::Uuid;

/// A blocker on its way to the database.
pub struct Raised {
    /// Its kind.
    pub kind: BlockerKind,
    /// What stops the project.
    pub sentence: String,
    /// When it was raised.
    pub at: Timestamp,
    /// When it was solved.
    pub solved: Option<Timestamp>,
}

/// A blocker for some of the projects that somebody follows.
pub fn drawn(draw: &mut Draw, words: &Words, life: &Life) -> Option<Raised> {
    let start = life.assigned.filter(|_| draw.chance(28))?;
    let blockage = draw.pick(&words.blocages)?;
    let at = draw.days_after(start, 3, 60);
    if at >= life.parked.unwrap_or(draw.now) {
        return None;
    }
    let solved = draw.days_after(at, 10, 90);
    let over = life.parked.is_some() || (solved < draw.now && draw.chance(60));
    Some(Raised {
        kind: BlockerKind::parse(&blockage.kind)?,
        sentence: blockage.sentence.clone(),
        at,
        solved: over.then(|| solved.min(life.parked.unwrap_or(solved))),
    })
}

/// Writes a blocker with the help that fits; gives the day since which the project is stopped, and the facts.
pub fn write(
    tables: &mut Tables,
    draw: &mut Draw,
    nation: &Nation,
    made: &Made<'_>,
    raised: &Raised,
) -> (Option<String>, Vec<Told>) {
    let id = draw.id(raised.at);
    let since = domain::date::to_iso(raised.at.to_utc().date());
    tables.blocker.push(vec![
        id.into(),
        made.id.into(),
        raised.kind.code().into(),
        raised.sentence.clone().into(),
        since.clone().into(),
        made.lead.into(),
        raised.at.0.into(),
        due(draw, made, raised).map(|due| due.0).into(),
        raised.solved.map(|_| made.lead).into(),
        raised.solved.map(|at| at.0).into(),
        "".into(),
    ]);
    help(tables, draw, nation, made, raised, id);
    let said = details([
        ("kind", raised.kind.code().to_owned()),
        ("sentence", raised.sentence.clone()),
    ]);
    let fact = |at, fact| Told::all(at, made.lead, fact, said.clone());
    let mut told = vec![fact(raised.at, Fact::BlockerRaised)];
    told.extend(raised.solved.map(|at| fact(at, Fact::BlockerSolved)));
    (raised.solved.is_none().then_some(since), told)
}

/// When the State has to answer; what was long ago has been answered.
fn due(draw: &Draw, made: &Made<'_>, raised: &Raised) -> Option<Timestamp> {
    Some(plus_working_days(raised.at, ANSWER_DAYS, made.calendar)).filter(|due| *due > draw.now)
}

/// The best offer of each family; every good one for a chapter of the story.
fn help(
    tables: &mut Tables,
    draw: &mut Draw,
    nation: &Nation,
    made: &Made<'_>,
    raised: &Raised,
    blocker: Uuid,
) {
    let mut picks = nation.catalogue.best(&made.facts, raised.kind, &[]);
    if made.chapter.is_none() {
        let mut met: Vec<OfferFamily> = Vec::new();
        picks.retain(|pick| {
            let fresh = !met.contains(&pick.scored.family);
            met.push(pick.scored.family);
            fresh
        });
    }
    for pick in &picks {
        let state = answer(draw, made, raised);
        recommendation(tables, draw, made, raised, blocker, (pick, state));
    }
}

/// What became of a recommendation: nothing yet in the story, where somebody is to answer.
fn answer(draw: &mut Draw, made: &Made<'_>, raised: &Raised) -> RecommendationState {
    use RecommendationState as S;
    const FIRST: [S; 4] = [S::Proposed, S::Proposed, S::Accepted, S::Refused];
    const IN_THE_END: [S; 4] = [S::Accepted, S::Refused, S::Done, S::Done];
    let states = if raised.solved.is_some() {
        &IN_THE_END
    } else {
        &FIRST
    };
    match made.chapter {
        Some(_) => S::Proposed,
        None => draw.pick(states).copied().unwrap_or(S::Proposed),
    }
}

fn recommendation(
    tables: &mut Tables,
    draw: &mut Draw,
    made: &Made<'_>,
    raised: &Raised,
    blocker: Uuid,
    (pick, state): (&Pick, RecommendationState),
) {
    let id = draw.id(raised.at);
    let answered = (state != RecommendationState::Proposed)
        .then(|| draw.days_after(raised.at, 1, 9).min(draw.now));
    let why = match state {
        RecommendationState::Refused => to_json(&WhyNot {
            why: draw
                .pick(Refusal::ALL)
                .copied()
                .unwrap_or(Refusal::OffTopic),
            words: String::new(),
        }),
        _ => String::new(),
    };
    tables.recommendation.push(vec![
        id.into(),
        made.id.into(),
        pick.scored.offer.0.into(),
        blocker.into(),
        pick.title.clone().into(),
        to_json(&pick.scored.reasons).into(),
        pick.scored.score.into(),
        state.code().into(),
        why.into(),
        raised.at.0.into(),
        answered.map(|_| made.lead).into(),
        answered.map(|at| at.0).into(),
        answered
            .filter(|_| state != RecommendationState::Refused)
            .map(|at| at.0)
            .into(),
    ]);
}

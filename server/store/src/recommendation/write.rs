//! Proposing and answering.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{BlockerId, OfferId, PersonId, ProjectId, RecommendationId};
use domain::project::RecommendationState;
use domain::timestamp::Timestamp;

/// A recommendation to write; it starts as proposed.
#[derive(Clone, Debug)]
pub struct NewRecommendation<'a> {
    /// Drawn by the caller.
    pub id: RecommendationId,
    /// The project.
    pub project: ProjectId,
    /// The offer; none for a free advice.
    pub offer: Option<OfferId>,
    /// The blocker it answers.
    pub blocker: Option<BlockerId>,
    /// The offer's name, or the advice's title.
    pub title: &'a str,
    /// Words of the person who proposes it.
    pub advice: &'a str,
    /// JSON of the reasons.
    pub reasons: &'a str,
    /// The higher the better.
    pub score: i64,
    /// Who proposes it; nobody for the rule.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Writes a recommendation; [`Error::Duplicate`] when the offer was already proposed for this blocker.
pub async fn propose(tx: &Tx, new: &NewRecommendation<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO recommendation (id, project_id, offer_id, blocker_id, title, advice, reasons, score, proposed_by, \
             state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10)",
        [
            new.id.0.into(),
            new.project.0.into(),
            new.offer.map(|offer| offer.0).into(),
            new.blocker.map(|blocker| blocker.0).into(),
            new.title.into(),
            new.advice.into(),
            new.reasons.into(),
            new.score.into(),
            new.by.map(|person| person.0).into(),
            new.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// An answer to write.
#[derive(Clone, Debug)]
pub struct NewState<'a> {
    /// The project.
    pub project: ProjectId,
    /// The recommendation.
    pub id: RecommendationId,
    /// The state it must be in.
    pub from: RecommendationState,
    /// The state it goes to.
    pub to: RecommendationState,
    /// JSON of why; empty when there is nothing to say.
    pub reason: &'a str,
    /// Who answers.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Writes an answer; [`Error::VersionMismatch`] when somebody answered in between.
pub async fn answer(tx: &Tx, new: &NewState<'_>) -> Result<()> {
    // The first yes is kept: what is done months later was taken up on the day somebody said so.
    let takes_up = matches!(
        new.to,
        RecommendationState::Accepted | RecommendationState::Done
    );
    let changed = sql::run(
        &**tx,
        "UPDATE recommendation SET state = $4, state_reason = $5, answered_by = $6, answered_at = $7, \
           taken_at = CASE WHEN $8 THEN COALESCE(taken_at, $7) ELSE taken_at END \
         WHERE project_id = $1 AND id = $2 AND state = $3",
        [
            new.project.0.into(),
            new.id.0.into(),
            new.from.code().into(),
            new.to.code().into(),
            new.reason.into(),
            new.by.0.into(),
            new.at.0.into(),
            takes_up.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

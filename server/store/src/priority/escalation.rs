//! Decisions that wait too long for the second signature.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::{PersonId, ProjectId};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A decision that waits for a signature.
#[derive(Clone, Debug, FromQueryResult)]
pub struct WaitingDecision {
    /// The decision.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// The département that answers for it.
    pub departement_code: String,
    /// Its project's intake state.
    pub intake: String,
    /// Since when, milliseconds UTC.
    pub intake_since: i64,
    /// When the first proposal of this round was made, milliseconds UTC: another proposal starts no new delay.
    pub first_proposed_at: i64,
}

/// The decisions that wait in départements that have a referent, are not with her, and whose first proposal is older
/// than `before`; the oldest first, at most 200.
pub async fn waiting(db: &impl ConnectionTrait, before: Timestamp) -> Result<Vec<WaitingDecision>> {
    sql::all(
        db,
        "SELECT w.id, w.project_id, w.departement_code, w.intake, w.intake_since, w.first_proposed_at FROM ( \
           SELECT d.id, d.project_id, p.departement_code, p.intake, p.intake_since, ( \
             SELECT MIN(f.proposed_at) FROM priority_decision f WHERE f.project_id = d.project_id \
               AND f.proposed_at > COALESCE((SELECT MAX(o.decided_at) FROM priority_decision o \
                 WHERE o.project_id = d.project_id), 0)) AS first_proposed_at \
           FROM priority_decision d JOIN project p ON p.id = d.project_id \
           JOIN pair ON pair.departement_code = p.departement_code \
           JOIN person r ON r.id = pair.referent_id AND r.disabled_at IS NULL \
           WHERE d.decided_at IS NULL AND d.withdrawn_at IS NULL AND d.escalated_at IS NULL \
             AND (p.intake = 'acknowledged' OR (p.intake IN ('prioritised', 'assigned') AND EXISTS ( \
               SELECT 1 FROM priority_round o WHERE o.project_id = p.id AND o.decided_at IS NULL)))) w \
         WHERE w.first_proposed_at < $1 ORDER BY w.first_proposed_at, w.id LIMIT 200",
        [before.0.into()],
    )
    .await
}

/// Hands a decision to the referent. Gives whether it still waited.
pub async fn escalate(tx: &Tx, decision: Uuid, at: Timestamp) -> Result<bool> {
    let changed = sql::run(
        &**tx,
        "UPDATE priority_decision SET escalated_at = $2 \
         WHERE id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL AND escalated_at IS NULL",
        [decision.into(), at.0.into()],
    )
    .await?;
    Ok(changed == 1)
}

/// The referent's decision in place of a proposal that was handed to her. [`Error::VersionMismatch`] when no proposal
/// waits for her any more.
pub async fn settle(
    tx: &Tx,
    project: ProjectId,
    proposal: &domain::priority::Proposal,
    by: PersonId,
    at: Timestamp,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE priority_decision SET level = $2, reason = $3, settled_by = $4, decided_at = $5 \
         WHERE project_id = $1 AND decided_at IS NULL AND withdrawn_at IS NULL AND escalated_at IS NOT NULL",
        [
            project.0.into(),
            proposal.level.code().into(),
            proposal.reason.clone().into(),
            by.0.into(),
            at.0.into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

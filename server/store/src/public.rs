//! Counts for everybody: no name, no project.

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};

/// A few totals of the whole country.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult, Serialize, Deserialize)]
pub struct Totals {
    /// Projects deposited.
    pub projects: i64,
    /// Of them, those that a seat has answered.
    pub answered: i64,
    /// Communes with at least one.
    pub communes: i64,
    /// Blockers solved.
    pub solved_blockers: i64,
    /// Départements whose pair is set up.
    pub pairs: i64,
}

/// The totals.
pub async fn totals(db: &impl ConnectionTrait) -> Result<Totals> {
    let totals: Option<Totals> = sql::one(
        db,
        "SELECT \
           (SELECT COUNT(*) FROM project WHERE submitted_at IS NOT NULL) AS projects, \
           (SELECT COUNT(*) FROM project WHERE submitted_at IS NOT NULL \
             AND intake NOT IN ('draft', 'submitted', 'withdrawn')) AS answered, \
           (SELECT COUNT(DISTINCT c.commune_code) FROM project_commune c JOIN project p ON p.id = c.project_id \
             WHERE p.submitted_at IS NOT NULL) AS communes, \
           (SELECT COUNT(*) FROM blocker WHERE solved_at IS NOT NULL) AS solved_blockers, \
           (SELECT COUNT(*) FROM pair) AS pairs",
        [],
    )
    .await?;
    Ok(totals.unwrap_or_default())
}

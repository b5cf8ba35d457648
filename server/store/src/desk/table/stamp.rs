//! Whether anything happened in a département.

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Another one as soon as something happens to a project of the département, or one comes or goes: every fact has its
/// place in the journal of its project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, FromQueryResult)]
pub struct Stamp {
    /// How many facts.
    pub facts: i64,
    /// How many projects, drafts too.
    pub n: i64,
}

/// The stamp of a département. One query, answered from one index.
pub async fn stamp(db: &impl ConnectionTrait, departement: &str) -> Result<Stamp> {
    let stamp: Option<Stamp> = sql::one(
        db,
        "SELECT CAST(COALESCE(SUM(event_seq), 0) AS bigint) AS facts, COUNT(*) AS n \
         FROM project WHERE departement_code = $1",
        [departement.into()],
    )
    .await?;
    Ok(stamp.unwrap_or_default())
}

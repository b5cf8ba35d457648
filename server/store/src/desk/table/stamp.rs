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
    /// Another one with each tag that comes, goes or is renamed.
    pub tags: i64,
}

/// The stamp of a département. One query, answered from one index but for a few tags.
pub async fn stamp(db: &impl ConnectionTrait, departement: &str) -> Result<Stamp> {
    let stamp: Option<Stamp> = sql::one(
        db,
        "SELECT CAST(COALESCE(SUM(event_seq), 0) AS bigint) AS facts, COUNT(*) AS n, \
                CAST((SELECT COALESCE(SUM(t.changed_at), 0) FROM tag t WHERE t.departement_code = $1) AS bigint) AS tags \
         FROM project WHERE departement_code = $1",
        [departement.into()],
    )
    .await?;
    Ok(stamp.unwrap_or_default())
}

//! What happened to a pair: who came and went, what was agreed on.

use crate::error::Result;
use crate::{Tx, sql};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// A fact to add.
#[derive(Clone, Copy, Debug)]
pub struct NewFact<'a> {
    /// Drawn by the caller.
    pub id: Uuid,
    /// Of which département's pair.
    pub departement: &'a str,
    /// When.
    pub at: Timestamp,
    /// Who; nobody when the service did it.
    pub actor: Option<PersonId>,
    /// A stable code; the sentence is chosen where it is shown.
    pub kind: &'a str,
    /// JSON of the details.
    pub payload: &'a str,
}

/// Adds a fact.
pub async fn add(tx: &Tx, fact: NewFact<'_>) -> Result<()> {
    sql::run(
        &**tx,
        "INSERT INTO pair_event (id, departement_code, at, actor_id, kind, payload) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            fact.id.into(),
            fact.departement.into(),
            fact.at.0.into(),
            fact.actor.map(|person| person.0).into(),
            fact.kind.into(),
            fact.payload.into(),
        ],
    )
    .await?;
    Ok(())
}

/// A fact as it is shown.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FactLine {
    /// When, milliseconds UTC.
    pub at: i64,
    /// Its code.
    pub kind: String,
    /// JSON of the details.
    pub payload: String,
    /// First name of who did it.
    pub first_name: Option<String>,
    /// Last name of who did it.
    pub last_name: Option<String>,
}

/// The facts of a pair, the latest first.
pub async fn latest(
    db: &impl ConnectionTrait,
    departement: &str,
    limit: u32,
) -> Result<Vec<FactLine>> {
    sql::all(
        db,
        "SELECT e.at, e.kind, e.payload, p.first_name, p.last_name \
         FROM pair_event e LEFT JOIN person p ON p.id = e.actor_id \
         WHERE e.departement_code = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2",
        [departement.into(), i64::from(limit).into()],
    )
    .await
}

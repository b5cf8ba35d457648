//! What a pair agreed on: the weights of the criteria, and who settles where the two seats differ.

use crate::error::{Error, Result};
use crate::{Tx, sql};
use domain::ids::PersonId;
use domain::priority::Weights;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

/// The settings of a pair.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SettingsLine {
    /// Weights as [`Weights::code`] writes them.
    pub weights: String,
    /// The referent.
    pub referent_id: Option<Uuid>,
    /// First name of the referent.
    pub first_name: Option<String>,
    /// Last name of the referent.
    pub last_name: Option<String>,
    /// Address of the referent.
    pub email: Option<String>,
}

/// The settings of the pair of a département; none when it has no pair.
pub async fn settings(
    db: &impl ConnectionTrait,
    departement: &str,
) -> Result<Option<SettingsLine>> {
    sql::one(
        db,
        "SELECT pair.weights, p.id AS referent_id, p.first_name, p.last_name, p.email \
         FROM pair LEFT JOIN person p ON p.id = pair.referent_id AND p.disabled_at IS NULL \
         WHERE pair.departement_code = $1",
        [departement.into()],
    )
    .await
}

/// Writes the weights of a département over those it had when its page was read. [`Error::VersionMismatch`] when they
/// changed since.
pub async fn set_weights(
    tx: &Tx,
    departement: &str,
    before: Weights,
    weights: Weights,
) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE pair SET weights = $3 WHERE departement_code = $1 AND weights = $2",
        [
            departement.into(),
            before.code().into(),
            weights.code().into(),
        ],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::VersionMismatch)
    }
}

/// Names the referent of a département, or nobody.
pub async fn set_referent(tx: &Tx, departement: &str, person: Option<PersonId>) -> Result<()> {
    let changed = sql::run(
        &**tx,
        "UPDATE pair SET referent_id = $2 WHERE departement_code = $1",
        [departement.into(), person.map(|person| person.0).into()],
    )
    .await?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

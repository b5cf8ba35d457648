//! A contract's signatories, and its projects.

pub mod attach;

use crate::error::Result;
use crate::sql;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A signatory, and another contract that it signed; one line for each of those.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Signatory {
    /// SIREN.
    pub siren: String,
    /// Name.
    pub name: String,
    /// Kind of grouping, or of commune.
    pub kind: String,
    /// Of a commune that signed alone.
    pub commune_code: Option<String>,
    /// Another contract that it signed.
    pub other_code: Option<String>,
    /// Its name.
    pub other_name: Option<String>,
}

/// Who signed a contract, and what else each signed. One query.
pub async fn signatories(db: &impl ConnectionTrait, code: &str) -> Result<Vec<Signatory>> {
    sql::all(
        db,
        "SELECT m.siren, m.name, m.kind, m.commune_code, t.code AS other_code, t.name AS other_name \
         FROM contract_member m \
         LEFT JOIN contract_member o ON o.siren = m.siren AND o.contract_code <> m.contract_code \
         LEFT JOIN contract t ON t.code = o.contract_code \
         WHERE m.contract_code = $1 ORDER BY m.name, m.siren, t.code LIMIT 2000",
        [code.into()],
    )
    .await
}

#[derive(FromQueryResult)]
struct Commune {
    code: String,
}

/// The communes of a programme that lie in a département, by the beginning of their codes. One query.
pub async fn programme_communes(
    db: &impl ConnectionTrait,
    programme: &str,
    departement: &str,
) -> Result<Vec<String>> {
    let communes: Vec<Commune> = sql::all(
        db,
        "SELECT DISTINCT c.commune_code AS code FROM programme_commune c \
         JOIN programme_territory t ON t.id = c.territory_id \
         WHERE t.programme = $1 AND c.commune_code LIKE $2 ORDER BY c.commune_code LIMIT 2000",
        [programme.into(), format!("{departement}%").into()],
    )
    .await?;
    Ok(communes.into_iter().map(|commune| commune.code).collect())
}

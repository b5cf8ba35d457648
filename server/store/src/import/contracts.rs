//! Contracts between the State and territories, whole.

use crate::error::Result;
use crate::{Tx, bulk, sql};
use domain::timestamp::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A contract without its members.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ContractRow {
    /// `crte-84-01-1`.
    pub code: String,
    /// Name.
    pub name: String,
    /// `mono` or `pluri`.
    pub grouping_kind: String,
    /// Spans several régions.
    pub spans_regions: bool,
    /// Spans several départements.
    pub spans_departements: bool,
    /// `import` or `demo`.
    pub origin: String,
}

/// A signatory of a contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, FromQueryResult)]
pub struct MemberRow {
    /// The contract.
    pub contract_code: String,
    /// SIREN.
    pub siren: String,
    /// Name.
    pub name: String,
    /// CC, CA, COM, METRO, CU, EPT, MET69.
    pub kind: String,
    /// Of a commune that signed alone.
    pub commune_code: Option<String>,
}

/// A département that leads a contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, FromQueryResult)]
pub struct LeadRow {
    /// The contract.
    pub contract_code: String,
    /// The département.
    pub departement_code: String,
}

/// Every contract: some 850 for the nation, or one an EPCI in a demonstration.
pub async fn contracts(db: &impl ConnectionTrait) -> Result<Vec<ContractRow>> {
    let sql = "SELECT code, name, grouping_kind, spans_regions, spans_departements, origin FROM contract ORDER BY code";
    sql::all(db, sql, []).await
}

/// Every signatory: some 1,300 for the nation.
pub async fn members(db: &impl ConnectionTrait) -> Result<Vec<MemberRow>> {
    let sql = "SELECT contract_code, siren, name, kind, commune_code FROM contract_member ORDER BY contract_code, siren";
    sql::all(db, sql, []).await
}

/// Every lead département.
pub async fn leads(db: &impl ConnectionTrait) -> Result<Vec<LeadRow>> {
    let sql = "SELECT contract_code, departement_code FROM contract_departement ORDER BY contract_code, departement_code";
    sql::all(db, sql, []).await
}

/// A contract as its file has it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The contract itself; its origin is `import`.
    pub contract: ContractRow,
    /// Lead départements.
    pub leads: Vec<LeadRow>,
    /// Signatories.
    pub members: Vec<MemberRow>,
}

/// Writes a contract in the place of what was there under its code.
pub async fn put(tx: &Tx, whole: &Whole, at: Timestamp) -> Result<()> {
    let contract = &whole.contract;
    sql::run(
        &**tx,
        "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
         VALUES ($1, $2, $3, $4, $5, 'import', $6) \
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, grouping_kind = excluded.grouping_kind, \
           spans_regions = excluded.spans_regions, spans_departements = excluded.spans_departements, \
           origin = excluded.origin, imported_at = excluded.imported_at",
        [
            contract.code.clone().into(),
            contract.name.clone().into(),
            contract.grouping_kind.clone().into(),
            contract.spans_regions.into(),
            contract.spans_departements.into(),
            at.0.into(),
        ],
    )
    .await?;
    for table in ["contract_departement", "contract_member"] {
        let sql = format!("DELETE FROM {table} WHERE contract_code = $1");
        sql::run(&**tx, &sql, [contract.code.clone().into()]).await?;
    }
    let leads = whole.leads.iter().map(|lead| {
        vec![
            lead.contract_code.clone().into(),
            lead.departement_code.clone().into(),
        ]
    });
    bulk::insert(
        tx,
        "contract_departement",
        &["contract_code", "departement_code"],
        leads.collect(),
    )
    .await?;
    let members = whole.members.iter().map(|member| {
        vec![
            member.contract_code.clone().into(),
            member.siren.clone().into(),
            member.name.clone().into(),
            member.kind.clone().into(),
            member.commune_code.clone().into(),
        ]
    });
    let columns = ["contract_code", "siren", "name", "kind", "commune_code"];
    bulk::insert(tx, "contract_member", &columns, members.collect()).await?;
    Ok(())
}

/// Takes a contract out unless a project or a manager hangs on it. Gives whether it went.
pub async fn remove_unused(tx: &Tx, code: &str) -> Result<bool> {
    let gone = sql::run(
        &**tx,
        "DELETE FROM contract WHERE code = $1 \
           AND NOT EXISTS (SELECT 1 FROM project p WHERE p.contract_code = contract.code) \
           AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.kind = 'contract_manager' AND g.scope = contract.code \
             AND g.ended_at IS NULL)",
        [code.into()],
    )
    .await?;
    Ok(gone == 1)
}

/// Moves what hangs on one contract to another: projects, managers. Gives the number of projects.
pub async fn move_to(tx: &Tx, from: &str, to: &str) -> Result<u64> {
    let both = || [from.into(), to.into()];
    sql::run(
        &**tx,
        "UPDATE role_grant SET scope = $2 WHERE kind = 'contract_manager' AND scope = $1",
        both(),
    )
    .await?;
    sql::run(
        &**tx,
        "UPDATE project SET contract_code = $2 WHERE contract_code = $1",
        both(),
    )
    .await
}

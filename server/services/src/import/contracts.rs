//! The list of CRTE, compared with what is there and written in one transaction.

use super::{Outcome, Reason, Remark, Tell};
use crate::territory::Severity;
use crate::territory::contracts::{Contract, ContractKind, MemberTerritory, parse};
use crate::{Result, Services};
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::import::contracts::{self as table, ContractRow, LeadRow, MemberRow, Whole};

impl Services {
    /// Imports the list of contracts. Contracts the file no longer has go unless something hangs on them; those of the
    /// demonstration give way to the real ones. Nothing goes when a line was refused: the file was not read whole.
    pub async fn import_contracts(&self, bytes: &[u8], tell: Tell<'_>) -> Result<Outcome> {
        let dataset = self.territories.dataset();
        let file = parse(bytes, &dataset);
        let refused = file
            .problems
            .iter()
            .filter(|p| p.reason.severity() == Severity::Refused);
        let mut outcome = Outcome {
            lines: file.lines,
            refused: refused.count() as u64,
            ..Outcome::default()
        };
        file.problems
            .into_iter()
            .for_each(|problem| tell(problem.into()));
        if file.contracts.is_empty() {
            return Ok(outcome);
        }
        let wanted: Vec<Whole> = file.contracts.iter().map(whole).collect();
        let there = self.contracts_there().await?;
        let tx = self.db.begin().await?;
        let now = self.clock.now();
        for whole in &wanted {
            match there.get(&whole.contract.code) {
                Some(known) if same(known, whole) => outcome.tally.unchanged += 1,
                known => {
                    table::put(&tx, whole, now).await?;
                    match known {
                        Some(_) => outcome.tally.changed += 1,
                        None => outcome.tally.added += 1,
                    }
                }
            }
        }
        remove_absent(&tx, &wanted, &there, &mut outcome, tell).await?;
        tx.commit().await?;
        Ok(outcome)
    }

    async fn contracts_there(&self) -> Result<BTreeMap<String, Whole>> {
        let db = self.db.read();
        let mut there: BTreeMap<String, Whole> = BTreeMap::new();
        for contract in table::contracts(db).await? {
            let whole = Whole {
                contract: contract.clone(),
                leads: Vec::new(),
                members: Vec::new(),
            };
            there.insert(contract.code, whole);
        }
        for lead in table::leads(db).await? {
            if let Some(whole) = there.get_mut(&lead.contract_code) {
                whole.leads.push(lead);
            }
        }
        for member in table::members(db).await? {
            if let Some(whole) = there.get_mut(&member.contract_code) {
                whole.members.push(member);
            }
        }
        Ok(there)
    }
}

fn whole(contract: &Contract) -> Whole {
    let code = contract.code.to_string();
    let mut leads: Vec<LeadRow> = contract
        .leads
        .iter()
        .map(|lead| LeadRow {
            contract_code: code.clone(),
            departement_code: lead.departement.to_string(),
        })
        .collect();
    leads.sort_unstable();
    leads.dedup();
    let mut members: Vec<MemberRow> = contract
        .members
        .iter()
        .map(|member| MemberRow {
            contract_code: code.clone(),
            siren: member.body.siren.to_string(),
            name: member.body.name.clone(),
            kind: member.body.kind.clone(),
            commune_code: match member.territory {
                MemberTerritory::Commune(commune) => Some(commune.to_string()),
                _ => None,
            },
        })
        .collect();
    members.sort_unstable();
    Whole {
        contract: ContractRow {
            code,
            name: contract.name.clone(),
            grouping_kind: match contract.kind {
                ContractKind::Mono => "mono",
                ContractKind::Pluri => "pluri",
            }
            .to_owned(),
            spans_regions: contract.interregional,
            spans_departements: contract.interdepartmental,
            origin: "import".to_owned(),
        },
        leads,
        members,
    }
}

fn same(known: &Whole, wanted: &Whole) -> bool {
    let mut leads = known.leads.clone();
    leads.sort_unstable();
    let mut members = known.members.clone();
    members.sort_unstable();
    known.contract == wanted.contract && leads == wanted.leads && members == wanted.members
}

/// The one real contract of each signatory; an EPCI in two contracts has none here, nobody guesses.
fn only_contracts(wanted: &[Whole]) -> HashMap<&str, Option<&str>> {
    let mut only: HashMap<&str, Option<&str>> = HashMap::new();
    for member in wanted.iter().flat_map(|whole| &whole.members) {
        only.entry(&member.siren)
            .and_modify(|code| *code = None)
            .or_insert(Some(&member.contract_code));
    }
    only
}

async fn remove_absent(
    tx: &Tx,
    wanted: &[Whole],
    there: &BTreeMap<String, Whole>,
    outcome: &mut Outcome,
    tell: Tell<'_>,
) -> Result<()> {
    let only = only_contracts(wanted);
    let in_file: std::collections::HashSet<&str> =
        wanted.iter().map(|w| w.contract.code.as_str()).collect();
    for (code, known) in there
        .iter()
        .filter(|(code, _)| !in_file.contains(code.as_str()))
    {
        if known.contract.origin == "demo" {
            let target = known
                .members
                .first()
                .and_then(|m| only.get(m.siren.as_str()).copied().flatten());
            if let Some(target) = target {
                outcome.moved_projects += table::move_to(tx, code, target).await?;
            }
        }
        // A file in which a line was refused may lack a contract only because of that line.
        if outcome.refused == 0 && table::remove_unused(tx, code).await? {
            outcome.tally.removed += 1;
        } else {
            outcome.tally.kept += 1;
            tell(Remark::new(
                0,
                "id_crte",
                format!("{code} {}", known.contract.name),
                Reason::StillUsed,
            ));
        }
    }
    Ok(())
}

//! The list of CRTE (`epci-and-crte.csv`): bytes to contracts, and a remark for each line that needs one.
//!
//! Columns: insee_reg, lib_reg, dep_chef_file, lib_dep, id_crte, lib_crte, type_grp_crte, crte_interreg, crte_interdep,
//! siren_groupement, lib_groupement, nature_juridique, siren_grp_supra, lib_grp_supra, nat_jur_grp_supra. One row per
//! contract and signatory; a contract with several lead départements repeats its rows for each; the last three columns
//! may hold several values joined by " ; ". Columns may come in any order, and others beside them.

mod row;

use super::dataset::Dataset;
use super::problem::{Problem, Reason};
use super::text;
use domain::territory::{CommuneCode, ContractCode, DepartementCode, RegionCode, Siren};
use row::{Columns, Row};
use std::collections::HashMap;

/// What the file holds.
#[derive(Debug, Default)]
pub struct ContractsFile {
    /// In the order of the file.
    pub contracts: Vec<Contract>,
    /// In the order of the lines, but for those on the file as a whole, which come last.
    pub problems: Vec<Problem>,
    /// Lines read, without the header.
    pub lines: u64,
}

/// One contract between the State and its signatories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    pub code: ContractCode,
    pub name: String,
    /// One signatory (`mono`) or several (`pluri`).
    pub kind: ContractKind,
    /// Spans several régions, says the file.
    pub interregional: bool,
    /// Spans several départements, says the file.
    pub interdepartmental: bool,
    /// Lead départements, each with its région, in the order of the file; at least one.
    pub leads: Vec<Lead>,
    /// Signatories, each once.
    pub members: Vec<Member>,
    /// The bodies above the signatories (PETR, pôle métropolitain), or a signatory itself.
    pub above: Vec<Body>,
    /// First line of the file that names it.
    pub line: u64,
}

/// Number of signatories, as the file puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractKind {
    Mono,
    Pluri,
}

/// A département that leads a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    pub region: RegionCode,
    pub departement: DepartementCode,
}

/// A body the file names, which the reference data need not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    pub siren: Siren,
    pub name: String,
    /// CC, CA, COM, METRO, CU, EPT, MET69 for a signatory; PETR, SMO, POLEM and others above.
    pub kind: String,
}

/// A signatory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub body: Body,
    /// What it is in the reference data.
    pub territory: MemberTerritory,
    /// First line that names it.
    pub line: u64,
}

/// A signatory in the reference data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberTerritory {
    Epci(Siren),
    Ept(Siren),
    /// A commune that signed alone.
    Commune(CommuneCode),
    /// No longer there (merged since): kept by its SIREN and name, and told.
    Unknown,
}

/// Reads the file, resolving signatories in the reference data. Never fails as a whole: what cannot be read is told.
pub fn parse(bytes: &[u8], dataset: &Dataset) -> ContractsFile {
    let decoded = text::decode(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(decoded.as_bytes());
    let mut file = ContractsFile::default();
    let columns = match reader
        .headers()
        .map_err(|e| e.to_string())
        .map(Columns::find)
    {
        Ok(Ok(columns)) => columns,
        Ok(Err(missing)) => {
            file.problems.extend(
                missing
                    .into_iter()
                    .map(|name| Problem::new(1, name, name, Reason::MissingColumn)),
            );
            return file;
        }
        Err(message) => {
            file.problems
                .push(Problem::new(1, "", message, Reason::Unreadable));
            return file;
        }
    };
    let mut gathering = Gathering {
        dataset,
        file,
        places: HashMap::new(),
    };
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(str::is_empty) => {}
            Ok(record) => {
                gathering.file.lines += 1;
                let line = line_of(&decoded, record.position());
                let row = if record.len() == columns.width {
                    Row::read(&record, &columns, line)
                } else {
                    Err(Problem::new(
                        line,
                        "",
                        record.len().to_string(),
                        Reason::WrongCellCount,
                    ))
                };
                match row {
                    Ok(row) => gathering.add(row),
                    Err(problem) => gathering.file.problems.push(problem),
                }
            }
            Err(error) => {
                let line = line_of(&decoded, error.position());
                gathering.file.problems.push(Problem::new(
                    line,
                    "",
                    error.to_string(),
                    Reason::Unreadable,
                ));
            }
        }
    }
    gathering.tell_shared_members();
    gathering.file
}

/// Line of a record. The reader's position is where the previous record's text ended: the line ends between the two are
/// still to be counted.
fn line_of(text: &str, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 0 };
    let rest = usize::try_from(position.byte())
        .ok()
        .and_then(|start| text.as_bytes().get(start..))
        .unwrap_or_default();
    let skipped = rest
        .iter()
        .take_while(|b| matches!(b, b'\r' | b'\n'))
        .filter(|&&b| b == b'\n')
        .count();
    position.line() + skipped as u64
}

struct Gathering<'a> {
    dataset: &'a Dataset,
    file: ContractsFile,
    places: HashMap<ContractCode, usize>,
}

impl Gathering<'_> {
    fn add(&mut self, row: Row) {
        let line = row.line;
        self.file.problems.extend(row.remarks.iter().cloned());
        let member = Member {
            body: row.member.clone(),
            territory: self.territory(row.member.siren),
            line,
        };
        let known = self
            .places
            .get(&row.code)
            .copied()
            .and_then(|place| self.file.contracts.get_mut(place));
        let Some(contract) = known else {
            self.places
                .insert(row.code.clone(), self.file.contracts.len());
            self.tell_if_unknown(&member);
            self.file.contracts.push(row.into_contract(member));
            return;
        };
        if contract.name != row.name || contract.kind != row.kind {
            self.file.problems.push(Problem::new(
                line,
                "lib_crte",
                row.name,
                Reason::Contradiction,
            ));
        }
        if !contract.leads.contains(&row.lead) {
            contract.leads.push(row.lead);
        }
        for body in row.above {
            if !contract.above.iter().any(|known| known.siren == body.siren) {
                contract.above.push(body);
            }
        }
        if contract
            .members
            .iter()
            .any(|known| known.body.siren == member.body.siren)
        {
            let siren = member.body.siren.to_string();
            self.file.problems.push(Problem::new(
                line,
                "siren_groupement",
                siren,
                Reason::Repeated,
            ));
        } else {
            contract.members.push(member.clone());
            self.tell_if_unknown(&member);
        }
    }

    fn territory(&self, siren: Siren) -> MemberTerritory {
        if let Some(epci) = self.dataset.epci(siren) {
            return match epci.kind {
                super::EpciKind::Ept => MemberTerritory::Ept(siren),
                _ => MemberTerritory::Epci(siren),
            };
        }
        self.dataset
            .commune_by_siren(siren)
            .map_or(MemberTerritory::Unknown, |c| {
                MemberTerritory::Commune(c.code)
            })
    }

    fn tell_if_unknown(&mut self, member: &Member) {
        if member.territory == MemberTerritory::Unknown {
            let value = format!("{} {}", member.body.siren, member.body.name);
            self.file.problems.push(Problem::new(
                member.line,
                "siren_groupement",
                value,
                Reason::UnknownTerritory,
            ));
        }
    }

    /// A member may be in two contracts; whoever attaches projects to contracts has to choose, so it is told.
    fn tell_shared_members(&mut self) {
        let mut seen: HashMap<Siren, usize> = HashMap::new();
        for (place, contract) in self.file.contracts.iter().enumerate() {
            for member in &contract.members {
                if *seen.entry(member.body.siren).or_insert(place) != place {
                    let siren = member.body.siren.to_string();
                    self.file.problems.push(Problem::new(
                        member.line,
                        "siren_groupement",
                        siren,
                        Reason::SharedMember,
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! One line of the list of CRTE.

use super::{Body, Contract, ContractKind, Lead, Member};
use crate::territory::problem::{Problem, Reason};
use csv::StringRecord;
use domain::territory::{CodeError, ContractCode, DepartementCode, RegionCode, Siren};

const NAMES: [&str; 13] = [
    "insee_reg",
    "dep_chef_file",
    "id_crte",
    "lib_crte",
    "type_grp_crte",
    "crte_interreg",
    "crte_interdep",
    "siren_groupement",
    "lib_groupement",
    "nature_juridique",
    "siren_grp_supra",
    "lib_grp_supra",
    "nat_jur_grp_supra",
];

/// Where each column is.
pub struct Columns {
    places: Vec<(&'static str, usize)>,
    pub width: usize,
}

impl Columns {
    /// Finds the columns by name, or says which are missing.
    pub fn find(header: &StringRecord) -> Result<Self, Vec<&'static str>> {
        let place = |name: &str| {
            header
                .iter()
                .position(|cell| cell.eq_ignore_ascii_case(name))
        };
        let missing: Vec<_> = NAMES
            .into_iter()
            .filter(|name| place(name).is_none())
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let places = NAMES
            .into_iter()
            .filter_map(|name| Some((name, place(name)?)))
            .collect();
        Ok(Self {
            places,
            width: header.len(),
        })
    }
}

/// A line understood.
pub struct Row {
    pub line: u64,
    pub code: ContractCode,
    pub name: String,
    pub kind: ContractKind,
    pub interregional: bool,
    pub interdepartmental: bool,
    pub lead: Lead,
    pub member: Body,
    pub above: Vec<Body>,
    /// What was doubtful in it.
    pub remarks: Vec<Problem>,
}

struct Cells<'a> {
    record: &'a StringRecord,
    columns: &'a Columns,
    line: u64,
}

impl<'a> Cells<'a> {
    fn get(&self, name: &str) -> &'a str {
        let place = self.columns.places.iter().find(|(known, _)| *known == name);
        place
            .and_then(|(_, place)| self.record.get(*place))
            .unwrap_or_default()
    }

    fn wrong(&self, name: &'static str, reason: Reason) -> Problem {
        Problem::new(self.line, name, self.get(name), reason)
    }

    fn code<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, CodeError>,
    ) -> Result<T, Problem> {
        parse(self.get(name)).map_err(|error| {
            let reason = if error == CodeError::Empty {
                Reason::Empty
            } else {
                Reason::BadCode
            };
            self.wrong(name, reason)
        })
    }

    fn text(&self, name: &'static str) -> Result<String, Problem> {
        match self.get(name) {
            "" => Err(self.wrong(name, Reason::Empty)),
            text => Ok(text.to_owned()),
        }
    }

    /// "1" or "0"; anything else counts as no and is told.
    fn flag(&self, name: &'static str, remarks: &mut Vec<Problem>) -> bool {
        match self.get(name) {
            "1" => true,
            "0" | "" => false,
            _ => {
                remarks.push(self.wrong(name, Reason::BadValue));
                false
            }
        }
    }

    /// Several values joined by " ; " in three columns side by side.
    fn above(&self, remarks: &mut Vec<Problem>) -> Vec<Body> {
        let split = |name: &str| self.get(name).split(';').map(str::trim).collect::<Vec<_>>();
        let (names, kinds) = (split("lib_grp_supra"), split("nat_jur_grp_supra"));
        let mut bodies = Vec::new();
        for (place, siren) in split("siren_grp_supra")
            .into_iter()
            .enumerate()
            .filter(|(_, siren)| !siren.is_empty())
        {
            let at = |cells: &[&str]| cells.get(place).copied().unwrap_or_default().to_owned();
            match Siren::parse(siren) {
                Ok(siren) => bodies.push(Body {
                    siren,
                    name: at(&names),
                    kind: at(&kinds),
                }),
                // The line is kept without it.
                Err(_) => remarks.push(Problem::new(
                    self.line,
                    "siren_grp_supra",
                    siren,
                    Reason::BadValue,
                )),
            }
        }
        bodies
    }
}

impl Row {
    /// Reads a line, or says what keeps it from being read.
    pub fn read(record: &StringRecord, columns: &Columns, line: u64) -> Result<Self, Problem> {
        let cells = Cells {
            record,
            columns,
            line,
        };
        let mut remarks = Vec::new();
        let departement =
            |text: &str| DepartementCode::parse(text).or_else(|_| DepartementCode::repair(text));
        Ok(Self {
            line,
            code: cells.code("id_crte", ContractCode::parse)?,
            name: cells.text("lib_crte")?,
            kind: match cells.get("type_grp_crte") {
                "mono" => ContractKind::Mono,
                "pluri" => ContractKind::Pluri,
                _ => {
                    remarks.push(cells.wrong("type_grp_crte", Reason::BadValue));
                    ContractKind::Pluri
                }
            },
            interregional: cells.flag("crte_interreg", &mut remarks),
            interdepartmental: cells.flag("crte_interdep", &mut remarks),
            lead: Lead {
                region: cells.code("insee_reg", |text| {
                    RegionCode::parse(&format!("{text:0>2}"))
                })?,
                departement: cells.code("dep_chef_file", departement)?,
            },
            member: Body {
                siren: cells.code("siren_groupement", Siren::parse)?,
                name: cells.text("lib_groupement")?,
                kind: cells.get("nature_juridique").to_owned(),
            },
            above: cells.above(&mut remarks),
            remarks,
        })
    }

    /// The contract this line is the first to name.
    pub fn into_contract(self, member: Member) -> Contract {
        Contract {
            code: self.code,
            name: self.name,
            kind: self.kind,
            interregional: self.interregional,
            interdepartmental: self.interdepartmental,
            leads: vec![self.lead],
            members: vec![member],
            above: self.above,
            line: self.line,
        }
    }
}

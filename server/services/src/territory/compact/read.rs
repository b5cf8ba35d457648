//! Lines to tables.

use super::{CompactError, FORMER_KINDS, ZONES, value};
use crate::territory::dataset::{
    Arrondissement, Commune, Departement, Epci, EpciKind, FormerCommune, Parts, Region,
};
use crate::territory::grammar::Liaison;
use domain::territory::PostalCode;
use std::str::{FromStr, Split};

pub(super) fn parts(text: &str) -> Result<Parts, CompactError> {
    let mut parts = Parts::default();
    for (line, text) in (1..).zip(text.lines()) {
        let mut fields = Fields {
            line,
            cells: text.split('\t'),
        };
        match fields.cells.next().unwrap_or_default() {
            "Y" => {
                parts.year = fields.read("year")?;
                parts.source = fields.name("source")?;
            }
            "R" => parts.regions.push(region(&mut fields)?),
            "D" => parts.departements.push(departement(&mut fields)?),
            "A" => parts.arrondissements.push(arrondissement(&mut fields)?),
            "E" => parts.epci.push(epci(&mut fields)?),
            "T" => parts.ept.push(epci(&mut fields)?),
            "C" => {
                let commune = commune(&mut fields, &parts)?;
                parts.communes.push(commune);
            }
            "F" => parts.former.push(former(&mut fields)?),
            other if other.is_empty() || other.starts_with('#') => {}
            _ => return Err(fields.wrong("table")),
        }
    }
    Ok(parts)
}

fn region(fields: &mut Fields) -> Result<Region, CompactError> {
    Ok(Region {
        code: fields.read("code")?,
        liaison: fields.liaison()?,
        name: fields.name("name")?,
        seat: fields.optional("seat")?,
        zone: fields.word("zone", &ZONES)?,
    })
}

fn departement(fields: &mut Fields) -> Result<Departement, CompactError> {
    Ok(Departement {
        code: fields.read("code")?,
        region: fields.read("region")?,
        liaison: fields.liaison()?,
        name: fields.name("name")?,
        seat: fields.optional("seat")?,
        zone: fields.word("zone", &ZONES)?,
    })
}

fn arrondissement(fields: &mut Fields) -> Result<Arrondissement, CompactError> {
    Ok(Arrondissement {
        code: fields.read("code")?,
        departement: fields.read("departement")?,
        liaison: fields.liaison()?,
        name: fields.name("name")?,
        seat: fields.optional("seat")?,
    })
}

fn epci(fields: &mut Fields) -> Result<Epci, CompactError> {
    Ok(Epci {
        siren: fields.read("siren")?,
        kind: EpciKind::from_code(fields.cell("kind")?).ok_or(fields.wrong("kind"))?,
        population: fields.read("population")?,
        name: fields.name("name")?,
    })
}

fn commune(fields: &mut Fields, parts: &Parts) -> Result<Commune, CompactError> {
    let code: domain::territory::CommuneCode = fields.read("code")?;
    let departement = code.departement().ok_or(fields.wrong("code"))?;
    let place = parts
        .departements
        .binary_search_by_key(&departement, |d| d.code);
    let region = place
        .ok()
        .and_then(|place| parts.departements.get(place))
        .ok_or(fields.wrong("code"))?
        .region;
    Ok(Commune {
        code,
        departement,
        region,
        liaison: fields.liaison()?,
        name: fields.name("name")?,
        arrondissement: fields.optional("arrondissement")?,
        siren: fields.optional("siren")?,
        epci: fields.by_place("epci", &parts.epci)?,
        ept: fields.by_place("ept", &parts.ept)?,
        postal_codes: fields.postal_codes()?,
        population: fields.optional("population")?,
    })
}

fn former(fields: &mut Fields) -> Result<FormerCommune, CompactError> {
    Ok(FormerCommune {
        code: fields.read("code")?,
        present: fields.read("present")?,
        kind: fields.word("kind", &FORMER_KINDS)?,
        name: Some(fields.name("name")?).filter(|name| !name.is_empty()),
    })
}

struct Fields<'a> {
    line: usize,
    cells: Split<'a, char>,
}

impl<'a> Fields<'a> {
    fn wrong(&self, field: &'static str) -> CompactError {
        CompactError::Field {
            line: self.line,
            field,
        }
    }

    fn cell(&mut self, field: &'static str) -> Result<&'a str, CompactError> {
        self.cells.next().ok_or(CompactError::Field {
            line: self.line,
            field,
        })
    }

    fn read<T: FromStr>(&mut self, field: &'static str) -> Result<T, CompactError> {
        self.cell(field)?.parse().map_err(|_| self.wrong(field))
    }

    fn name(&mut self, field: &'static str) -> Result<Box<str>, CompactError> {
        Ok(self.cell(field)?.into())
    }

    fn optional<T: FromStr>(&mut self, field: &'static str) -> Result<Option<T>, CompactError> {
        match self.cell(field)? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.wrong(field)),
        }
    }

    fn word<T: Copy>(
        &mut self,
        field: &'static str,
        table: &[(T, &'static str)],
    ) -> Result<T, CompactError> {
        value(table, self.cell(field)?).ok_or(self.wrong(field))
    }

    fn liaison(&mut self) -> Result<Liaison, CompactError> {
        self.read("liaison").map(Liaison::from_tncc)
    }

    fn by_place(
        &mut self,
        field: &'static str,
        table: &[Epci],
    ) -> Result<Option<domain::territory::Siren>, CompactError> {
        match self.optional::<usize>(field)? {
            None => Ok(None),
            Some(place) => table
                .get(place)
                .map(|e| Some(e.siren))
                .ok_or(self.wrong(field)),
        }
    }

    fn postal_codes(&mut self) -> Result<Box<[PostalCode]>, CompactError> {
        let codes = self
            .cell("postal codes")?
            .split(',')
            .filter(|code| !code.is_empty())
            .map(PostalCode::parse);
        codes
            .collect::<Result<_, _>>()
            .map_err(|_| self.wrong("postal codes"))
    }
}

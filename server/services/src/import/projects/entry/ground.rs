//! Whose project a line is, and where.

use super::{Ground, Line, digest};
use crate::import::Reason;
use crate::import::projects::mapping::Role;
use crate::import::projects::place::{Match, Places, commune_bearer};
use domain::project::BearerKind;
use domain::territory::{CommuneCode, DepartementCode, PostalCode, Siren, fold};
use store::import::projects::Bearer;

impl Line<'_, '_> {
    pub(super) fn ground(&mut self) -> Option<Ground> {
        let departement = self.departement();
        let siren_bearer = self.siren();
        let hint = departement
            .or_else(|| departement_of(siren_bearer.as_ref().ok().and_then(|b| b.as_ref())));
        let mut communes = self.communes(hint);
        let near = hint.or_else(|| {
            let first = communes
                .first()
                .and_then(|&code| self.reader.places.dataset().commune(code));
            first.map(|commune| commune.departement)
        });
        let bearer = match siren_bearer {
            Ok(Some(bearer)) => Some(bearer),
            Ok(None) => self.named_bearer(near),
            Err(siren) => self.other_body(siren, near),
        };
        let dataset = self.reader.places.dataset();
        let bearer = match (
            bearer,
            communes.first().and_then(|&code| dataset.commune(code)),
        ) {
            (Some(bearer), _) => bearer,
            (None, Some(commune)) => {
                let name = self.cell(Role::Bearer).to_owned();
                let bearer = commune_bearer(commune);
                self.note(Role::Bearer, &name, Reason::CommuneAsBearer);
                bearer
            }
            (None, None) => {
                let value =
                    [Role::Bearer, Role::Commune, Role::CommuneCode].map(|role| self.cell(role));
                let value = value.join(" ").trim().to_owned();
                self.note(Role::Bearer, &value, Reason::NoPlace);
                return None;
            }
        };
        if communes.is_empty() && bearer.kind == BearerKind::Commune.code() {
            communes.extend(CommuneCode::parse(&bearer.code).ok());
        }
        let first = communes.first().and_then(|&code| dataset.commune(code));
        let departement = first
            .map(|commune| commune.departement.to_string())
            .or_else(|| bearer.departement.clone())
            .or_else(|| near.map(|code| code.to_string()));
        let Some(departement) = departement else {
            self.note(Role::Bearer, &bearer.name, Reason::NoPlace);
            return None;
        };
        let bearer = Bearer {
            departement: bearer.departement.or_else(|| Some(departement.clone())),
            ..bearer
        };
        Some(Ground {
            bearer,
            communes,
            departement,
        })
    }

    fn departement(&mut self) -> Option<DepartementCode> {
        let text = self.cell(Role::Departement).to_owned();
        let found = self.reader.places.departement(&text);
        if found.is_none() && !text.is_empty() {
            self.note(Role::Departement, &text, Reason::UnknownPlace);
        }
        found.or(self.reader.mapping.departement)
    }

    /// The bearer of a SIREN or SIRET; `Err` when it is well formed and no territory's.
    fn siren(&mut self) -> Result<Option<Bearer>, Siren> {
        let text = self.cell(Role::Siren).to_owned();
        let digits: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let length = digits.len();
        let siren = digits
            .get(..9)
            .filter(|_| matches!(length, 9 | 14))
            .and_then(|text| Siren::parse(text).ok());
        let Some(siren) = siren else {
            self.note(Role::Siren, &text, Reason::BadSiren);
            return Ok(None);
        };
        self.reader.places.by_siren(siren).map(Some).ok_or(siren)
    }

    fn named_bearer(&mut self, near: Option<DepartementCode>) -> Option<Bearer> {
        let names = [Role::Bearer, Role::Epci].map(|role| (role, self.cell(role).to_owned()));
        let (role, name) = names.into_iter().find(|(_, name)| !name.is_empty())?;
        match self.reader.places.bearer(&name, near) {
            Match::Exact(bearer) => Some(bearer),
            Match::Former(bearer) => {
                self.note(role, &name, Reason::GuessedBearer);
                Some(bearer)
            }
            Match::Ambiguous => {
                self.note(role, &name, Reason::AmbiguousPlace);
                None
            }
            Match::None if Places::is_syndicat(&name) && near.is_some() => {
                Some(self.syndicat(&name, None, near))
            }
            Match::None => {
                self.note(role, &name, Reason::UnknownPlace);
                None
            }
        }
    }

    /// A body whose SIREN is no commune's or EPCI's: a département or région by its name, else a syndicat.
    fn other_body(&mut self, siren: Siren, near: Option<DepartementCode>) -> Option<Bearer> {
        let name = self.cell(Role::Bearer).to_owned();
        match self.reader.places.bearer(&name, near) {
            Match::Exact(bearer) | Match::Former(bearer) if !name.is_empty() => Some(Bearer {
                siren: bearer.siren.or_else(|| Some(siren.to_string())),
                ..bearer
            }),
            _ => Some(self.syndicat(&name, Some(siren), near)),
        }
    }

    fn syndicat(
        &mut self,
        name: &str,
        siren: Option<Siren>,
        near: Option<DepartementCode>,
    ) -> Bearer {
        let departement = near.map(|code| code.to_string());
        let siren = siren.map(|siren| siren.to_string());
        // Without a SIREN, the name within the département tells one from another.
        let code = siren.clone().unwrap_or_else(|| {
            format!(
                "nom-{}",
                digest(
                    &[&fold(name), departement.as_deref().unwrap_or_default()],
                    16
                )
            )
        });
        let clean = domain::text::optional_line(name, 200).ok().flatten();
        self.note(Role::Bearer, name, Reason::KeptAsSyndicat);
        Bearer {
            kind: BearerKind::Syndicat.code(),
            name: clean.unwrap_or_else(|| code.clone()),
            code,
            siren,
            departement,
        }
    }

    /// By their codes; by their names where there is none.
    fn communes(&mut self, near: Option<DepartementCode>) -> Vec<CommuneCode> {
        let codes = self.cell(Role::CommuneCode).to_owned();
        let names = self.cell(Role::Commune).to_owned();
        let mut found: Vec<CommuneCode> = Vec::new();
        for text in codes
            .split([';', ',', '/', '\n', ' '])
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            let places = self.reader.places;
            let Some((commune, repaired, code)) = places.by_code(text) else {
                self.note(Role::CommuneCode, text, Reason::UnknownPlace);
                continue;
            };
            if repaired {
                self.note(Role::CommuneCode, text, Reason::RepairedCode);
            }
            if commune.code != code {
                self.note(Role::CommuneCode, text, Reason::FormerCommune);
            }
            if !found.contains(&commune.code) {
                found.push(commune.code);
            }
        }
        let postal = self.postal_code();
        let list = names
            .split([';', '/', '\n', ',', '|'])
            .map(str::trim)
            .filter(|text| !text.is_empty());
        for name in list.take(200) {
            self.named_commune(name, near, &postal, &mut found);
        }
        found
    }

    fn named_commune(
        &mut self,
        name: &str,
        near: Option<DepartementCode>,
        postal: &str,
        found: &mut Vec<CommuneCode>,
    ) {
        let places = self.reader.places;
        let by_code = !self.cell(Role::CommuneCode).is_empty() && !found.is_empty();
        let near = near.or_else(|| found.first().and_then(CommuneCode::departement));
        // "49007" or "Angers (49007)" in a column of names.
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        let coded = (digits.len() == 5)
            .then(|| places.by_code(&digits))
            .flatten();
        let plain = name.split('(').next().unwrap_or(name);
        let matched = match places.by_name(plain, near, postal) {
            Match::None | Match::Ambiguous if coded.is_some() => {
                coded.map_or(Match::None, |(c, ..)| Match::Exact(c))
            }
            Match::None if !postal.is_empty() => places.by_name(plain, near, ""),
            other => other,
        };
        let matched = match matched {
            Match::None if self.reader.only_one => places.by_name(plain, None, postal),
            other => other,
        };
        let reason = match matched {
            Match::Exact(commune) | Match::Former(commune) if found.contains(&commune.code) => {
                return;
            }
            Match::Exact(_) | Match::Former(_) | Match::None if by_code => Reason::NameDisagrees,
            Match::Ambiguous if by_code => return,
            Match::Exact(commune) => return found.push(commune.code),
            Match::Former(commune) => {
                found.push(commune.code);
                Reason::FormerCommune
            }
            Match::Ambiguous => Reason::AmbiguousPlace,
            Match::None => Reason::UnknownPlace,
        };
        self.note(Role::Commune, name, reason);
    }

    fn postal_code(&self) -> String {
        let text = self.cell(Role::PostalCode);
        let code = PostalCode::parse(text).or_else(|_| PostalCode::repair(text));
        code.map(|code| code.to_string()).unwrap_or_default()
    }
}

fn departement_of(bearer: Option<&Bearer>) -> Option<DepartementCode> {
    DepartementCode::parse(bearer?.departement.as_deref()?).ok()
}

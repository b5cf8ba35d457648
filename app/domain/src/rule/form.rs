//! The form of a rule.

use super::{Conditions, Ground, GroundKind, Membership, NAME_MAX, PLACES_MAX, RuleDraft, Target};
use crate::form::{Errors, FieldError, Problem};
use crate::ids::PersonId;
use crate::project::Phase;
use crate::role::SERVICE_MAX;
use crate::territory::{ArrondissementCode, CommuneCode, Siren};
use crate::text;
use crate::theme::Theme;

/// The form as it was typed. Of the territories only those of the kind that was chosen are read.
#[derive(Clone, Debug, Default)]
pub struct RuleForm<'a> {
    /// What people call the rule.
    pub name: &'a str,
    /// Codes of the themes.
    pub themes: &'a [String],
    /// Code of the kind of territory; the département when nothing is chosen.
    pub ground: &'a str,
    /// Codes of arrondissements.
    pub arrondissements: &'a [String],
    /// SIREN of EPCI.
    pub epcis: &'a [String],
    /// Codes of communes, between line ends, commas or semicolons; what follows a code is not read.
    pub communes: &'a str,
    /// Codes of programmes and contracts.
    pub memberships: &'a [String],
    /// Codes of the phases.
    pub phases: &'a [String],
    /// "personne:" and an id, or "service:" and its name.
    pub target: &'a str,
}

impl RuleForm<'_> {
    /// Reads the form. Errors on `nom`, `themes`, `territoire`, `arrondissements`, `epci`, `communes`,
    /// `programmes`, `phases` and `cible`.
    pub fn parse(&self) -> Result<RuleDraft, Vec<FieldError>> {
        let mut errors = Errors::new();
        let name = errors.keep("nom", text::line(self.name, NAME_MAX));
        let themes = errors.keep("themes", codes(self.themes, Theme::parse));
        let ground = self.ground(&mut errors);
        let memberships = errors.keep("programmes", codes(self.memberships, Membership::parse));
        let phases = errors.keep("phases", codes(self.phases, Phase::parse));
        let target = errors.keep("cible", target(self.target));
        let whole = (|| {
            Some(RuleDraft {
                name: name?,
                conditions: Conditions {
                    themes: themes?,
                    ground: ground?,
                    memberships: memberships?,
                    phases: phases?,
                },
                target: target?,
            })
        })();
        errors.finish(whole)
    }

    fn ground(&self, errors: &mut Errors) -> Option<Ground> {
        let kind = match self.ground {
            "" => Ok(GroundKind::Departement),
            code => GroundKind::parse(code).ok_or(Problem::NotAChoice),
        };
        let kind = errors.keep("territoire", kind)?;
        let (field, read) = match kind {
            GroundKind::Departement => return Some(Ground::everywhere()),
            GroundKind::Arrondissement => (
                "arrondissements",
                codes(self.arrondissements, |code| {
                    Some(ArrondissementCode::parse(code).ok()?.to_string())
                }),
            ),
            GroundKind::Epci => (
                "epci",
                codes(self.epcis, |code| {
                    Some(Siren::parse(code).ok()?.to_string())
                }),
            ),
            GroundKind::Commune => ("communes", communes(self.communes)),
        };
        let mut codes = errors.keep(field, read.and_then(some))?;
        codes.sort_unstable();
        Some(Ground { kind, codes })
    }
}

/// At least one and not too many.
fn some(codes: Vec<String>) -> Result<Vec<String>, Problem> {
    match codes.len() {
        0 => Err(Problem::Missing),
        n if n > PLACES_MAX as usize => Err(Problem::TooMany(PLACES_MAX)),
        _ => Ok(codes),
    }
}

/// Each value once, in the order given.
fn codes<T: PartialEq>(
    typed: &[String],
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Problem> {
    let mut read = Vec::new();
    for code in typed {
        let value = parse(code).ok_or(Problem::NotAChoice)?;
        if !read.contains(&value) {
            read.push(value);
        }
    }
    Ok(read)
}

fn communes(typed: &str) -> Result<Vec<String>, Problem> {
    let mut read: Vec<String> = Vec::new();
    for part in typed.split(['\n', '\r', ',', ';']).map(str::trim) {
        let Some(code) = part.split_whitespace().next() else {
            continue;
        };
        let code = CommuneCode::parse(code).map_err(|_| Problem::UnknownCommune)?;
        let code = code.to_string();
        if !read.contains(&code) {
            read.push(code);
        }
    }
    Ok(read)
}

fn target(typed: &str) -> Result<Target, Problem> {
    match typed.split_once(':') {
        None if typed.trim().is_empty() => Err(Problem::Missing),
        Some(("personne", id)) => PersonId::parse(id)
            .map(Target::Person)
            .ok_or(Problem::NotAChoice),
        Some(("service", name)) => text::line(name, SERVICE_MAX).map(Target::Service),
        _ => Err(Problem::NotAChoice),
    }
}

impl std::fmt::Display for Target {
    /// As the form sends it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "personne:{id}"),
            Self::Service(name) => write!(f, "service:{name}"),
        }
    }
}

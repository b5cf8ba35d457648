//! Communes, bearers and contracts of a draft, from the reference data.

use crate::territory::{CommuneHit, Dataset, Gazetteer};
use crate::{Result, Services};
use domain::deposit::{Answers, MAX_COMMUNES, Who};
use domain::form::{FieldError, Problem};
use domain::project::BearerKind;
use domain::territory::{CommuneCode, fold};
use store::deposit::read::ContractChoice;

/// Most results shown for what was typed.
const RESULTS: usize = 8;
/// Most communes proposed as bearers: with more, the EPCI bears the project.
const BEARER_COMMUNES: usize = 10;

/// A commune of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenCommune {
    /// INSEE code of today.
    pub code: String,
    /// "Saint-Aubin".
    pub name: String,
    /// What tells it from its namesakes: "Maine-et-Loire · 49190".
    pub detail: String,
}

/// A body one may choose as the bearer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BearerChoice {
    /// What the form sends: "commune:49007".
    pub value: String,
    /// Its kind.
    pub kind: BearerKind,
    /// Its official code.
    pub code: String,
    /// Its SIREN, where known.
    pub siren: Option<String>,
    /// Its name.
    pub name: String,
}

impl Services {
    /// Communes for what was typed, at most 8.
    pub fn find_communes(&self, typed: &str) -> Vec<ChosenCommune> {
        let hits = self.territories.search_communes(typed, RESULTS);
        hits.iter().map(of_hit).collect()
    }

    /// The communes chosen in a draft that exist, in order.
    pub fn chosen_communes(&self, answers: &Answers) -> Vec<ChosenCommune> {
        let territories = self.territories.current();
        let codes = answers.all("communes").take(MAX_COMMUNES + 1);
        let communes =
            codes.filter_map(|code| territories.dataset.resolve(CommuneCode::parse(code).ok()?));
        let mut chosen: Vec<ChosenCommune> = Vec::new();
        for commune in communes {
            if !chosen
                .iter()
                .any(|there| there.code == commune.code.as_str())
            {
                let departement = territories.dataset.departement(commune.departement);
                chosen.push(ChosenCommune {
                    code: commune.code.to_string(),
                    name: commune.name.to_string(),
                    detail: detail(
                        departement.map(|d| d.name.to_string()).unwrap_or_default(),
                        commune.postal_codes.first().map(ToString::to_string),
                    ),
                });
            }
        }
        chosen
    }

    /// What was typed without being chosen becomes a choice when it can mean one commune only.
    pub(super) fn settle_communes(&self, answers: &mut Answers) {
        let typed = answers.get("commune_cherchee").trim().to_owned();
        let territories = self.territories.current();
        if let Some(code) = only_meaning(&territories, &typed) {
            answers.add("communes", &code);
            answers.set("commune_cherchee", "");
        }
    }

    pub(super) fn unknown_communes(&self, answers: &Answers) -> Vec<FieldError> {
        let territories = self.territories.current();
        let typed = answers.get("commune_cherchee").trim();
        if !typed.is_empty() {
            let found = !territories.index.communes(typed, 1).is_empty();
            let problem = if found {
                Problem::NotAChoice
            } else {
                Problem::UnknownCommune
            };
            return vec![FieldError::new("commune_cherchee", problem)];
        }
        let known = |code: &str| {
            let code = CommuneCode::parse(code).ok();
            code.is_some_and(|code| territories.dataset.resolve(code).is_some())
        };
        if answers
            .all("communes")
            .filter(|code| !code.is_empty())
            .all(known)
        {
            Vec::new()
        } else {
            vec![FieldError::new("commune_cherchee", Problem::UnknownCommune)]
        }
    }

    /// The bodies that may bear a project of the communes chosen: the communes, their EPCI, départements
    /// and régions.
    pub fn bearer_choices(&self, answers: &Answers) -> Vec<BearerChoice> {
        let territories = self.territories.current();
        let dataset = &territories.dataset;
        let communes = self.chosen_communes(answers);
        let communes: Vec<_> = communes
            .iter()
            .filter_map(|chosen| dataset.commune(CommuneCode::parse(&chosen.code).ok()?))
            .collect();
        let mut choices = Vec::new();
        for commune in communes.iter().take(BEARER_COMMUNES) {
            let siren = commune.siren.map(|siren| siren.to_string());
            choices.push(choice(
                BearerKind::Commune,
                commune.code.as_str(),
                siren,
                &commune.name,
            ));
        }
        let bodies = communes.iter().flat_map(|commune| {
            let around = dataset.territory_of(commune);
            [around.ept, around.epci]
        });
        for epci in bodies.flatten() {
            let siren = epci.siren.to_string();
            choices.push(choice(
                BearerKind::Epci,
                &siren,
                Some(siren.clone()),
                &epci.name,
            ));
        }
        for commune in &communes {
            if let Some(d) = dataset.territory_of(commune).departement {
                choices.push(choice(
                    BearerKind::Departement,
                    d.code.as_str(),
                    None,
                    &d.name,
                ));
            }
        }
        for commune in &communes {
            if let Some(r) = dataset.territory_of(commune).region {
                choices.push(choice(BearerKind::Region, r.code.as_str(), None, &r.name));
            }
        }
        let mut unique: Vec<BearerChoice> = Vec::new();
        for choice in choices {
            if !unique.iter().any(|there| there.value == choice.value) {
                unique.push(choice);
            }
        }
        unique
    }

    pub(super) fn unknown_bearer(&self, answers: &Answers) -> Vec<FieldError> {
        let value = answers.get("porteur");
        if value == Who::SYNDICAT
            || self
                .bearer_choices(answers)
                .iter()
                .any(|choice| choice.value == value)
        {
            Vec::new()
        } else {
            vec![FieldError::new("porteur", Problem::NotAChoice)]
        }
    }

    /// The contracts that hold the communes chosen or their EPCI.
    pub async fn contract_choices(&self, answers: &Answers) -> Result<Vec<ContractChoice>> {
        let communes: Vec<String> = self
            .chosen_communes(answers)
            .into_iter()
            .map(|c| c.code)
            .collect();
        if communes.is_empty() {
            return Ok(Vec::new());
        }
        let sirens = epcis_of(&self.territories.dataset(), &communes);
        Ok(store::deposit::read::contracts_of(self.db.read(), &sirens, &communes).await?)
    }

    pub(super) async fn unknown_contract(&self, answers: &Answers) -> Result<Vec<FieldError>> {
        let code = answers.get("contrat");
        if matches!(code, "" | domain::deposit::Needs::NO_CONTRACT) {
            return Ok(Vec::new());
        }
        let known = self
            .contract_choices(answers)
            .await?
            .iter()
            .any(|contract| contract.code == code);
        Ok(if known {
            Vec::new()
        } else {
            vec![FieldError::new("contrat", Problem::NotAChoice)]
        })
    }
}

/// The SIREN of the EPCI of these communes, and of the communes themselves.
fn epcis_of(dataset: &Dataset, communes: &[String]) -> Vec<String> {
    let communes = communes
        .iter()
        .filter_map(|code| dataset.commune(CommuneCode::parse(code).ok()?));
    let mut sirens: Vec<String> = communes
        .flat_map(|commune| [commune.epci, commune.ept, commune.siren])
        .flatten()
        .map(|siren| siren.to_string())
        .collect();
    sirens.sort_unstable();
    sirens.dedup();
    sirens
}

fn choice(kind: BearerKind, code: &str, siren: Option<String>, name: &str) -> BearerChoice {
    BearerChoice {
        value: format!("{}:{code}", kind.code()),
        kind,
        code: code.to_owned(),
        siren,
        name: name.to_owned(),
    }
}

/// The one commune that a text can mean: the only result, or the only one of exactly this name
/// ("Saint-Aubin (49)" beside longer names).
fn only_meaning(territories: &Gazetteer, typed: &str) -> Option<String> {
    let hits = territories.index.communes(typed, RESULTS);
    let sure: Vec<&CommuneHit> = hits.iter().filter(|hit| !hit.approximate).collect();
    if let [only] = sure.as_slice() {
        return Some(only.code.to_string());
    }
    let words: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || "(),·".contains(c))
        .collect();
    let name = words
        .into_iter()
        .filter(|word| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()));
    let name = fold(&name.collect::<Vec<_>>().join(" "));
    let mut exact = sure.iter().filter(|hit| fold(&hit.name) == name);
    match (exact.next(), exact.next()) {
        (Some(only), None) => Some(only.code.to_string()),
        _ => None,
    }
}

fn of_hit(hit: &CommuneHit) -> ChosenCommune {
    let name = match &hit.former {
        Some(former) => format!("{} (ancienne commune : {former})", hit.name),
        None => hit.name.clone(),
    };
    ChosenCommune {
        code: hit.code.to_string(),
        name,
        detail: detail(
            hit.departement_name.clone(),
            hit.postal_codes.first().map(ToString::to_string),
        ),
    }
}

fn detail(departement: String, postal: Option<String>) -> String {
    let parts = [Some(departement), postal];
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

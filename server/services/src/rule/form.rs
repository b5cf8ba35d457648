//! What the form of a rule offers, and its dry run before it is saved.

use super::list::place_of;
use super::map::{self, Place};
use super::rule_of;
use super::trial::Trial;
use crate::assignment::Colleague;
use crate::policy;
use crate::territory::Commune;
use crate::{Cx, Result, Services};
use domain::ids::RuleId;
use domain::permission::Action;
use domain::rule::{GroundKind, Rule, RuleDraft};
use domain::territory::fold;
use store::rule::read::{self, ContractName};

/// What may be chosen in the form of a rule.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The département.
    pub departement: String,
    /// Its arrondissements.
    pub arrondissements: Vec<Place>,
    /// Its EPCI.
    pub epcis: Vec<Place>,
    /// Its contracts: code and name.
    pub contracts: Vec<(String, String)>,
    /// Who can follow.
    pub colleagues: Vec<Colleague>,
    /// Where agents work.
    pub services: Vec<String>,
}

/// A rule that is read to be changed.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The rule.
    pub rule: Rule,
    /// As of which version.
    pub version: i64,
    /// Whose rule.
    pub departement: String,
    /// Its communes, when it names some.
    pub communes: Vec<Place>,
}

impl Services {
    /// What the form offers, for those who may write rules. Two queries.
    pub async fn rule_choices(&self, cx: &Cx, departement: &str) -> Result<Choices> {
        cx.person()?;
        policy::require_in(cx, Action::Assign, departement)?;
        let colleagues = self.colleagues(departement, None).await?;
        let contracts = read::contracts(self.db.read(), departement).await?;
        let france = self.territories.dataset();
        let communes: Vec<&Commune> = map::communes(&france, departement);
        let mut services: Vec<String> = colleagues
            .iter()
            .map(|one| one.service.clone())
            .filter(|service| !service.is_empty())
            .collect();
        services.sort();
        services.dedup();
        let pair = |one: ContractName| (one.code, one.name);
        Ok(Choices {
            departement: departement.to_owned(),
            arrondissements: map::arrondissements(&france, departement),
            epcis: map::epcis(&france, &communes),
            contracts: contracts.into_iter().map(pair).collect(),
            colleagues,
            services,
        })
    }

    /// A rule, for those who may change it. One query.
    pub async fn rule_to_change(&self, cx: &Cx, rule: RuleId) -> Result<Kept> {
        let line = self.rule_line(cx, rule, Action::Assign).await?;
        let kept = rule_of(&line)?;
        let ground = &kept.draft.conditions.ground;
        let communes = match ground.kind {
            GroundKind::Commune => map::places(&self.territories.dataset(), ground),
            _ => Vec::new(),
        };
        Ok(Kept {
            communes,
            rule: kept,
            version: line.version,
            departement: line.departement_code,
        })
    }

    /// The dry run of a rule as it is typed, in the place of `rule` or behind all others. Changes nothing.
    /// Four queries.
    pub async fn try_rule(
        &self,
        cx: &Cx,
        departement: &str,
        rule: Option<RuleId>,
        draft: &RuleDraft,
    ) -> Result<Trial> {
        cx.person()?;
        policy::require_in(cx, Action::Assign, departement)?;
        self.check_rule(departement, draft).await?;
        let lines = read::list(self.db.read(), departement).await?;
        let rules: Vec<Rule> = lines.iter().map(rule_of).collect::<Result<_>>()?;
        let at = match rule {
            Some(id) => place_of(&rules, id)?,
            None => rules.len(),
        };
        let sample = self.sample(departement).await?;
        let (before, _) = rules.split_at(at);
        Ok(sample.one(&draft.conditions, before))
    }

    /// Communes as people type them, each name that the département knows replaced by its code; what is not
    /// known stays as it is, for the parser to refuse.
    pub fn commune_codes(&self, departement: &str, typed: &str) -> String {
        let france = self.territories.dataset();
        let communes = map::communes(&france, departement);
        let code = |part: &str| {
            let name = fold(part.trim());
            communes
                .iter()
                .find(|one| !name.is_empty() && fold(&one.name) == name)
                .map_or_else(|| part.to_owned(), |one| one.code.to_string())
        };
        typed
            .split(['\n', '\r', ',', ';'])
            .map(code)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

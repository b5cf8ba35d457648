//! The rules of a département with what they do: for its seats, who change them, and its agents, who read.

use super::map::{self, Place};
use super::trial::{Counted, Gap, Sample, Trial};
use super::{name, receiver, rule_of};
use crate::assignment::Colleague;
use crate::desk::{departement_of, departements_of};
use crate::policy;
use crate::territory::Commune;
use crate::{Cx, Error, Result, Services};
use domain::ids::RuleId;
use domain::permission::Action;
use domain::rule::{Conditions, Membership, Reached, Rule, Target, covered, overlap};
use domain::timestamp::Timestamp;
use store::rule::read::{self, ContractName, RuleLine};

/// Which dry run is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trying {
    /// None.
    #[default]
    Nothing,
    /// The whole list.
    All,
    /// One rule.
    One(RuleId),
}

/// Two rules that may catch the same project and give it to different people: the first one wins.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// Place of the rule before.
    pub position: usize,
    /// Its name.
    pub name: String,
    /// How many of the last twelve months' projects both would catch.
    pub projects: usize,
}

/// A rule, in words that a page can put together.
#[derive(Clone, Debug)]
pub struct RuleView {
    /// The rule.
    pub rule: Rule,
    /// Who gets the project: a name, or the service's.
    pub target: String,
    /// Nobody would get it today.
    pub gone: bool,
    /// Its territories.
    pub places: Vec<Place>,
    /// The names of its contracts.
    pub contracts: Vec<String>,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Who changed it last; may be empty.
    pub updated_by: String,
    /// What it would have caught in twelve months.
    pub counted: Counted,
    /// Rules before it catch everything that it may.
    pub covered: bool,
    /// Rules before it that may catch the same projects.
    pub conflicts: Vec<Conflict>,
}

/// The rules of a département for one reader.
#[derive(Clone, Debug)]
pub struct RulesView {
    /// The département.
    pub departement: String,
    /// Every département the reader may choose.
    pub departements: Vec<String>,
    /// The reader's seat lets her change rules.
    pub may_edit: bool,
    /// The rules in their order.
    pub rules: Vec<RuleView>,
    /// Projects of the last twelve months that they were tried on.
    pub projects: usize,
    /// How many of them no rule catches.
    pub left: usize,
    /// Where.
    pub gaps: Vec<Gap>,
    /// Projects that wait for a hand.
    pub waiting: i64,
    /// Who can follow, with what each follows now.
    pub colleagues: Vec<Colleague>,
    /// The dry run asked for.
    pub trial: Option<(Trying, Trial)>,
}

impl Services {
    /// The rules of a département. Six queries, whatever the size of the nation.
    ///
    /// Errors: [`Error::NotFound`] for somebody of another département, and for the dry run of a rule that
    /// is not this one's.
    pub async fn rules(
        &self,
        cx: &Cx,
        departement: Option<&str>,
        trying: Trying,
    ) -> Result<RulesView> {
        let person = cx.person()?;
        let departement = departement_of(person, departement)?;
        policy::require_in(cx, Action::ReadStateOnly, &departement)?;
        let db = self.db.read();
        let lines = read::list(db, &departement).await?;
        let rules: Vec<Rule> = lines.iter().map(rule_of).collect::<Result<_>>()?;
        let contracts = read::contracts(db, &departement).await?;
        let colleagues = self.colleagues(&departement, None).await?;
        let sample = self.sample(&departement).await?;
        let trial = match trying {
            Trying::Nothing => None,
            Trying::All => Some((trying, sample.all(&rules))),
            Trying::One(id) => {
                let at = place_of(&rules, id)?;
                let (before, rest) = rules.split_at(at);
                let rule = rest.first().ok_or(Error::NotFound)?;
                Some((trying, sample.one(&rule.draft.conditions, before)))
            }
        };
        Ok(RulesView {
            departements: departements_of(person),
            may_edit: policy::can_in(&cx.actor, Action::Assign, &departement).allows(),
            rules: self.views(
                &departement,
                &lines,
                &rules,
                &contracts,
                &colleagues,
                &sample,
            ),
            projects: sample.len(),
            left: sample.left(&rules),
            gaps: self.gaps(&sample, &rules),
            waiting: read::waiting(db, &departement).await?,
            colleagues,
            trial,
            departement,
        })
    }

    fn views(
        &self,
        departement: &str,
        lines: &[RuleLine],
        rules: &[Rule],
        contracts: &[ContractName],
        colleagues: &[Colleague],
        sample: &Sample,
    ) -> Vec<RuleView> {
        let france = self.territories.dataset();
        let communes: Vec<&Commune> = map::communes(&france, departement);
        let reached: Vec<Reached<'_>> = rules
            .iter()
            .map(|rule| map::reached(&communes, rule))
            .collect();
        let mut views = Vec::with_capacity(rules.len());
        for (at, (line, rule)) in lines.iter().zip(rules).enumerate() {
            let (before, own) = (rules.get(..at), reached.get(at));
            let (Some(before), Some(own)) = (before, own) else {
                continue;
            };
            let asked = &rule.draft.conditions;
            let earlier: Vec<(usize, &Rule, &Reached<'_>)> = (1..)
                .zip(before)
                .zip(&reached)
                .map(|((position, rule), reached)| (position, rule, reached))
                .filter(|(_, rule, _)| rule.enabled)
                .collect();
            let grounds: Vec<&Reached<'_>> = earlier.iter().map(|(_, _, one)| *one).collect();
            let conflicts = earlier
                .iter()
                .filter(|(_, other, ground)| {
                    other.draft.target != rule.draft.target && overlap(own, ground)
                })
                .map(|(position, other, _)| Conflict {
                    position: *position,
                    name: other.draft.name.clone(),
                    projects: sample.shared(asked, &other.draft.conditions),
                });
            views.push(RuleView {
                target: target_name(line),
                gone: receiver(&rule.draft.target, colleagues).is_none(),
                places: map::places(&france, &asked.ground),
                contracts: contract_names(asked, contracts),
                updated_at: Timestamp(line.updated_at),
                updated_by: name(
                    line.by_first_name.as_deref(),
                    line.by_last_name.as_deref(),
                    None,
                ),
                counted: sample.count(asked, before),
                covered: rule.enabled && covered(own, &grounds),
                conflicts: conflicts.filter(|_| rule.enabled).collect(),
                rule: rule.clone(),
            });
        }
        views
    }
}

/// The place of a rule in the order, from 0 on.
pub(super) fn place_of(rules: &[Rule], id: RuleId) -> Result<usize> {
    rules
        .iter()
        .position(|rule| rule.id == id)
        .ok_or(Error::NotFound)
}

fn target_name(line: &RuleLine) -> String {
    match line.person_id {
        Some(_) => name(
            line.first_name.as_deref(),
            line.last_name.as_deref(),
            line.email.as_deref(),
        ),
        None => line.service.clone(),
    }
}

fn contract_names(asked: &Conditions, known: &[ContractName]) -> Vec<String> {
    let name = |code: &str| {
        known
            .iter()
            .find(|one| one.code == code)
            .map_or_else(|| code.to_owned(), |one| one.name.clone())
    };
    asked
        .memberships
        .iter()
        .filter_map(|one| match one {
            Membership::Programme(_) => None,
            Membership::Contract(code) => Some(name(code.as_str())),
        })
        .collect()
}

impl RuleView {
    /// Whether a service gets the project, and not a person.
    pub const fn of_service(&self) -> bool {
        matches!(self.rule.draft.target, Target::Service(_))
    }
}

//! The dry run: what rules would have caught among the projects of the last twelve months.

use super::facts::{by_project, facts_of};
use super::map;
use crate::{Result, Services};
use domain::ids::ProjectId;
use domain::rule::{Conditions, Facts, GroundKind, Rule, first_match};
use domain::territory::ArrondissementCode;
use std::collections::BTreeMap;
use store::rule::facts::{self, Deposited};

/// How far the dry run looks back.
const SINCE_SECONDS: i64 = 365 * 24 * 60 * 60;
/// More projects of one département than this are not looked at.
pub const SAMPLE_MAX: u32 = 3_000;
/// Communes of those projects, once for each programme.
const PLACES_MAX: u32 = 30_000;
/// Projects shown as examples.
pub const EXAMPLES: usize = 10;
/// Gaps shown.
pub const GAPS: usize = 12;

/// The projects that rules are tried on.
pub(super) struct Sample {
    projects: Vec<(Deposited, Facts)>,
}

/// How many a rule would have caught.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// In all.
    pub caught: usize,
    /// Of those, how many a rule before it catches.
    pub before: usize,
}

/// A project of a dry run.
#[derive(Clone, Debug)]
pub struct Example {
    /// The project.
    pub id: ProjectId,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer: String,
    /// The rule that catches it, by name; in the dry run of one rule, only where one before it does.
    pub taken_by: Option<String>,
}

/// A dry run.
#[derive(Clone, Debug)]
pub struct Trial {
    /// How many were caught.
    pub counted: Counted,
    /// Some of them, those that a rule before it catches first.
    pub examples: Vec<Example>,
}

/// Projects of one theme and place that no rule catches.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Code of the theme.
    pub theme: String,
    /// "de Cholet"; empty where no arrondissement is known.
    pub arrondissement: String,
    /// How many.
    pub projects: usize,
    /// One of them.
    pub example: Example,
}

impl Services {
    /// Reads the projects to try rules on. Two queries.
    pub(super) async fn sample(&self, departement: &str) -> Result<Sample> {
        let db = self.db.read();
        let since = self.clock.now().plus_seconds(-SINCE_SECONDS);
        let lines = facts::deposited(db, departement, since, SAMPLE_MAX).await?;
        let places = facts::places_deposited(db, departement, since, PLACES_MAX).await?;
        let places = by_project(&places);
        let france = self.territories.dataset();
        let mut projects = Vec::with_capacity(lines.len());
        for line in lines {
            let none = Vec::new();
            let places = places.get(&line.id).unwrap_or(&none);
            let facts = facts_of(&france, &line, places)?;
            projects.push((line, facts));
        }
        Ok(Sample { projects })
    }

    /// The gaps of a list of rules, the largest first.
    pub(super) fn gaps(&self, sample: &Sample, rules: &[Rule]) -> Vec<Gap> {
        let mut found: BTreeMap<(String, String), (usize, Example)> = BTreeMap::new();
        let france = self.territories.dataset();
        for (line, facts) in &sample.projects {
            if first_match(rules, facts).is_some() {
                continue;
            }
            let arrondissement = facts
                .places
                .iter()
                .find(|(kind, _)| *kind == GroundKind::Arrondissement)
                .and_then(|(_, code)| ArrondissementCode::parse(code).ok())
                .and_then(|code| france.arrondissement(code))
                .map(map::of_arrondissement)
                .unwrap_or_default();
            let key = (line.main_theme.clone(), arrondissement);
            found
                .entry(key)
                .or_insert_with(|| (0, example(line, None)))
                .0 += 1;
        }
        let mut gaps: Vec<Gap> = found
            .into_iter()
            .map(|((theme, arrondissement), (projects, example))| Gap {
                theme,
                arrondissement,
                projects,
                example,
            })
            .collect();
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.projects));
        gaps.truncate(GAPS);
        gaps
    }
}

impl Sample {
    /// How many projects there are.
    pub fn len(&self) -> usize {
        self.projects.len()
    }

    /// How many no rule catches.
    pub fn left(&self, rules: &[Rule]) -> usize {
        let free = |facts: &Facts| first_match(rules, facts).is_none();
        self.projects
            .iter()
            .filter(|(_, facts)| free(facts))
            .count()
    }

    /// How many of them both rules would catch.
    pub fn shared(&self, one: &Conditions, other: &Conditions) -> usize {
        let both = |facts: &Facts| one.hold(facts) && other.hold(facts);
        self.projects
            .iter()
            .filter(|(_, facts)| both(facts))
            .count()
    }

    /// How many a rule would catch behind those before it.
    pub fn count(&self, asked: &Conditions, before: &[Rule]) -> Counted {
        let mut counted = Counted::default();
        for (_, facts) in &self.projects {
            if asked.hold(facts) {
                counted.caught += 1;
                counted.before += usize::from(first_match(before, facts).is_some());
            }
        }
        counted
    }

    /// The dry run of one rule behind those before it.
    pub fn one(&self, asked: &Conditions, before: &[Rule]) -> Trial {
        let caught = self.projects.iter().filter(|(_, facts)| asked.hold(facts));
        let mut examples: Vec<Example> = caught
            .map(|(line, facts)| example(line, first_match(before, facts)))
            .collect();
        examples.sort_by_key(|example| example.taken_by.is_none());
        examples.truncate(EXAMPLES);
        Trial {
            counted: self.count(asked, before),
            examples,
        }
    }

    /// The dry run of the whole list: the latest projects, each with the rule that catches it.
    pub fn all(&self, rules: &[Rule]) -> Trial {
        let latest = self.projects.iter().take(EXAMPLES);
        let examples = latest.map(|(line, facts)| example(line, first_match(rules, facts)));
        Trial {
            counted: Counted {
                caught: self.len() - self.left(rules),
                before: 0,
            },
            examples: examples.collect(),
        }
    }
}

fn example(line: &Deposited, taken_by: Option<&Rule>) -> Example {
    Example {
        id: ProjectId(line.id),
        number: line.number,
        title: line.title.clone(),
        bearer: line.bearer_name.clone(),
        taken_by: taken_by.map(|rule| rule.draft.name.clone()),
    }
}

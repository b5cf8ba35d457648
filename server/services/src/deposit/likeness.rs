//! Projects that a deposit may be the same as: same place, and a title or a sum that are close.

use crate::policy::{self, Resource};
use crate::{Cx, Result, Services};
use domain::deposit::Answers;
use domain::ids::{PersonId, ProjectId};
use domain::intake::Intake;
use domain::money::Cents;
use domain::permission::{Action, Decision};
use domain::project::MemberRole;
use domain::territory::CommuneCode;
use std::collections::BTreeSet;
use store::deposit::read::{self, Neighbour};
use store::search::stems;

/// Most projects shown.
const SHOWN: usize = 3;

/// A project that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The project.
    pub id: ProjectId,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer.
    pub bearer: String,
    /// Its cost in cents.
    pub cost: Option<i64>,
    /// The titles share half of their words.
    pub same_title: bool,
    /// The costs differ by 5 % at most.
    pub same_cost: bool,
}

impl Services {
    /// The projects of the same communes or EPCI that look like a draft, at most 3, the closest first.
    /// Only those that the one who asks may read: nothing for a visitor.
    pub async fn similar_projects(&self, cx: &Cx, answers: &Answers) -> Result<Vec<Likeness>> {
        let Some(person) = cx.person_id() else {
            return Ok(Vec::new());
        };
        let communes: Vec<String> = self
            .chosen_communes(answers)
            .into_iter()
            .map(|c| c.code)
            .collect();
        let epci = communes.first().and_then(|code| {
            let dataset = self.territories.dataset();
            dataset
                .commune(CommuneCode::parse(code).ok()?)?
                .epci
                .map(|siren| siren.to_string())
        });
        let near = read::neighbours(self.db.read(), person, &communes, epci.as_deref()).await?;
        let mine = Fingerprint::new(
            answers.get("titre"),
            Cents::parse(answers.get("cout")).ok().map(|c| c.0),
        );
        // A reading that has to be logged is not done behind a suggestion.
        let readable = near.into_iter().filter(|project| {
            resource(project)
                .is_some_and(|r| policy::can(&cx.actor, Action::Read, &r) == Decision::Allow)
        });
        let mut alike: Vec<(u32, Likeness)> = readable
            .filter_map(|project| mine.compare(project))
            .collect();
        alike.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        Ok(alike
            .into_iter()
            .take(SHOWN)
            .map(|(_, likeness)| likeness)
            .collect())
    }
}

fn resource(project: &Neighbour) -> Option<Resource> {
    Some(Resource {
        id: ProjectId(project.id),
        intake: Intake::parse(&project.intake)?,
        intake_before: project.intake_before.as_deref().and_then(Intake::parse),
        departement: project.departement_code.clone(),
        arrondissement: project.arrondissement_code.clone(),
        contract: project.contract_code.clone(),
        member: project.member_role.as_deref().and_then(MemberRole::parse),
        assignee: project.assignee_id.map(PersonId),
        version: project.version,
    })
}

/// What is compared.
struct Fingerprint {
    stems: BTreeSet<String>,
    cost: Option<i64>,
}

impl Fingerprint {
    fn new(title: &str, cost: Option<i64>) -> Self {
        Self {
            stems: stems(title).into_iter().collect(),
            cost,
        }
    }

    /// How alike, in per cent of shared words, and 50 for a close cost; `None` for projects that are not.
    fn compare(&self, project: Neighbour) -> Option<(u32, Likeness)> {
        let other = Self::new(&project.title, project.total_cost_cents);
        let words = self.shared_words(&other);
        let (same_title, same_cost) = (words >= 50, self.close_cost(&other));
        (same_title || same_cost && words >= 20).then(|| {
            let likeness = Likeness {
                id: ProjectId(project.id),
                number: project.number,
                title: project.title,
                bearer: project.bearer_name,
                cost: project.total_cost_cents,
                same_title,
                same_cost,
            };
            (words + if same_cost { 50 } else { 0 }, likeness)
        })
    }

    /// Shared stems in per cent of those of the shorter title.
    fn shared_words(&self, other: &Self) -> u32 {
        let shorter = self.stems.len().min(other.stems.len());
        let shared = self.stems.intersection(&other.stems).count() * 100;
        u32::try_from(shared.checked_div(shorter).unwrap_or(0)).unwrap_or(0)
    }

    fn close_cost(&self, other: &Self) -> bool {
        match (self.cost, other.cost) {
            (Some(a), Some(b)) if a > 0 && b > 0 => (a - b).abs() <= a.max(b) / 20,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_meet_by_their_words() {
        let mine = Fingerprint::new("Rénovation de l'école Jean-Moulin", Some(100_000));
        let words = |title: &str| mine.shared_words(&Fingerprint::new(title, None));
        assert!(words("Rénover l'école Jean Moulin") >= 50);
        assert_eq!(words("Réfection de la rue du Stade"), 0);
        assert_eq!(words(""), 0);
    }

    #[test]
    fn costs_are_close_within_five_per_cent() {
        let cost = |cents| Fingerprint::new("", cents);
        assert!(cost(Some(100)).close_cost(&cost(Some(105))));
        assert!(!cost(Some(100)).close_cost(&cost(Some(110))));
        assert!(!cost(None).close_cost(&cost(None)));
    }
}

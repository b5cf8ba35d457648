//! The facts of a project beside its scores.

use crate::policy::Resource;
use crate::{Error, Result, Services};
use domain::priority::Weights;
use domain::territory::CommuneCode;
use domain::timestamp::Timestamp;
use std::collections::BTreeMap;
use store::priority::facts::{self, FactsLine};

/// What a seat looks at while it scores.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What the database knows.
    pub line: FactsLine,
    /// People who live in the project's communes, as of the reference data.
    pub population: u64,
    /// Whole days since the deposit.
    pub waiting_days: Option<i64>,
}

impl Facts {
    /// The weights of the project's département.
    pub fn weights(&self) -> Weights {
        let kept = self.line.weights.as_deref();
        kept.and_then(Weights::from_code).unwrap_or_default()
    }
}

impl Services {
    /// The facts of a project. Two queries.
    pub(crate) async fn priority_facts(&self, resource: &Resource) -> Result<Facts> {
        let db = self.db.read();
        let line = facts::facts(db, resource.id)
            .await?
            .ok_or(Error::NotFound)?;
        let communes = facts::communes(db, resource.id).await?;
        let dataset = self.territories.dataset();
        // Two former communes may be one today: it is counted once.
        let today: BTreeMap<CommuneCode, u64> = communes
            .iter()
            .filter_map(|code| dataset.resolve(CommuneCode::parse(code).ok()?))
            .map(|commune| (commune.code, u64::from(commune.population.unwrap_or(0))))
            .collect();
        let population = today.values().sum();
        let now = self.clock.now();
        let days = |at: i64| now.since(Timestamp(at)) / 86_400_000;
        Ok(Facts {
            waiting_days: line.submitted_at.map(days),
            population,
            line,
        })
    }
}

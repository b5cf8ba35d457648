//! A believable nation, the same for the same seed: for the demonstration and for measuring.
//!
//! Communes, EPCI and départements are real; people, projects, sums and messages are made up.

mod activity;
mod blockage;
mod demo;
mod draw;
mod life;
mod nation;
mod people;
mod project;
mod rules;
mod story;
mod tables;
mod words;

use crate::{Error, Result, Services};
use draw::Draw;
use nation::Nation;
use tables::Tables;
use words::Words;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many projects, spread over the départements as their communes are.
    pub projects: u32,
    /// The same seed on the same day makes the same nation.
    pub seed: u64,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// Projects.
    pub projects: u64,
    /// People.
    pub people: u64,
    /// Messages.
    pub messages: u64,
    /// Facts of histories.
    pub events: u64,
}

impl Services {
    /// Fills a database that holds no project yet, one transaction a département. `progress` is told the
    /// number of projects made so far.
    ///
    /// Errors: [`Error::Conflict`] when there are projects already.
    pub async fn seed(&self, plan: Plan, mut progress: impl FnMut(u64)) -> Result<Report> {
        if !store::seed::is_empty(self.db.read()).await? {
            return Err(Error::Conflict);
        }
        let words = Words::load()?;
        let mut draw = Draw::new(plan.seed, self.clock.now());
        let nation = Nation::read(self, &mut draw).await?;
        let mut report = Report::default();
        let mut number = 0;
        for (departement, projects) in nation.shares(plan.projects) {
            let mut tables = Tables::default();
            let staff = people::staff(&mut tables, &mut draw, &words, departement);
            for _ in 0..projects {
                number += 1;
                project::make(&mut tables, &mut draw, &words, &nation, &staff, number);
            }
            report.add(&tables);
            self.write_tables(tables, number).await?;
            progress(report.projects);
        }
        Ok(report)
    }

    async fn write_tables(&self, tables: Tables, number: i64) -> Result<()> {
        let tx = self.db.begin().await?;
        for (table, columns, rows) in tables.into_parts() {
            store::bulk::insert(&tx, table, columns, rows).await?;
        }
        store::seed::set_last_number(&tx, number).await?;
        Ok(tx.commit().await?)
    }
}

impl Report {
    fn add(&mut self, tables: &Tables) {
        let count = |rows: &Vec<_>| u64::try_from(rows.len()).unwrap_or(0);
        self.projects += count(&tables.project);
        self.people += count(&tables.person);
        self.messages += count(&tables.message);
        self.events += count(&tables.event);
    }
}

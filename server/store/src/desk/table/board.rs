//! A board: the projects of a set in piles, by where they stand or by priority.

use super::order::Order;
use super::rows::{Row, chosen, filled};
use super::wanted::{Asked, Wanted};
use crate::error::Result;
use crate::sql;
use domain::filter::{Position, Sort};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// What the piles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PileBy {
    /// Where a project stands.
    State,
    /// The pair's decision; "aucun" where there is none.
    Priority,
}

impl PileBy {
    const fn expression(self) -> &'static str {
        match self {
            Self::State => "p.intake",
            Self::Priority => "COALESCE(p.priority, 'aucun')",
        }
    }

    /// The condition for one pile, in the words that an index knows.
    fn holds(self, wanted: &mut Wanted, code: &str) -> String {
        match (self, code) {
            (Self::Priority, "aucun") => "p.priority IS NULL".to_owned(),
            (Self::State, code) => {
                let code = wanted.bind(code);
                format!("p.intake = {code}")
            }
            (Self::Priority, code) => {
                let code = wanted.bind(code);
                format!("p.priority = {code}")
            }
        }
    }
}

/// A pile to read.
#[derive(Clone, Debug)]
pub struct Pile {
    /// Its code: letters only.
    pub code: &'static str,
    /// Cards behind this one.
    pub after: Option<Position>,
}

/// How many projects a pile holds.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PileCount {
    /// Its code.
    pub code: String,
    /// How many.
    pub n: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
}

/// How many projects each pile holds; empty piles are left out. One query.
pub async fn pile_counts(
    db: &impl ConnectionTrait,
    asked: &Asked<'_>,
    by: PileBy,
) -> Result<Vec<PileCount>> {
    let wanted = Wanted::new(asked);
    let code = by.expression();
    let sql = format!(
        "SELECT {code} AS code, COUNT(*) AS n, CAST(COALESCE(SUM(p.total_cost_cents), 0) AS bigint) AS cost_cents \
         FROM project p WHERE {} GROUP BY {code}",
        wanted.all()
    );
    sql::all(db, &sql, wanted.values).await
}

/// The first cards of each pile. One query.
pub async fn piles(
    db: &impl ConnectionTrait,
    asked: &Asked<'_>,
    by: PileBy,
    piles: &[Pile],
    sort: Sort,
    limit: u32,
) -> Result<Vec<Row>> {
    if piles.is_empty() {
        return Ok(Vec::new());
    }
    let order = Order::new(sort, db.get_database_backend());
    let mut wanted = Wanted::new(asked);
    let common = wanted.all();
    let limit = wanted.bind(i64::from(limit));
    let mut each = Vec::new();
    for pile in piles {
        let mut conditions = format!("{common} AND {}", by.holds(&mut wanted, pile.code));
        let after = pile.after.as_ref();
        if let Some(behind) = after.and_then(|at| order.behind(&mut wanted, at)) {
            conditions = format!("{conditions} AND {behind}");
        }
        let one = chosen(pile.code, &conditions, &order, &limit);
        each.push(format!("SELECT * FROM ({one}) AS pile_{}", pile.code));
    }
    let sql = filled(&each.join(" UNION ALL "), &order);
    sql::all(db, &sql, wanted.values).await
}

//! The rows of a page and the totals of all of them.

use super::order::{JOINS, Order, funding};
use super::wanted::{Asked, Ground, Wanted};
use crate::error::Result;
use crate::sql;
use crate::tag::Named;
use domain::filter::{Position, Sort, SortBy};
use sea_orm::{ConnectionTrait, FromQueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// One row of the table, a card of the board, a line of an export.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// The project.
    pub id: Uuid,
    /// Its number.
    pub number: Option<i64>,
    /// Its title.
    pub title: String,
    /// Its bearer's name.
    pub bearer_name: String,
    /// The département that answers for it.
    pub departement_code: String,
    /// Its arrondissement.
    pub arrondissement_code: Option<String>,
    /// Its EPCI.
    pub epci_siren: Option<String>,
    /// Its contract.
    pub contract_code: Option<String>,
    /// The contract's name.
    pub contract_name: Option<String>,
    /// Its main theme.
    pub main_theme: String,
    /// Its phase.
    pub phase: String,
    /// How the phase goes.
    pub phase_status: String,
    /// Its intake state.
    pub intake: String,
    /// Where it comes back to when it is parked.
    pub intake_before: Option<String>,
    /// When the next move of the State is due, milliseconds UTC.
    pub intake_due_at: Option<i64>,
    /// The pair's decision.
    pub priority: Option<String>,
    /// Total cost in cents.
    pub total_cost_cents: Option<i64>,
    /// Money asked for in cents.
    pub asked_cents: Option<i64>,
    /// Money granted in cents.
    pub granted_cents: Option<i64>,
    /// When it was deposited, milliseconds UTC.
    pub submitted_at: Option<i64>,
    /// Since when it is blocked, ISO.
    pub blocked_since: Option<String>,
    /// Last event, milliseconds UTC.
    pub last_activity_at: i64,
    /// Who follows it.
    pub assignee_id: Option<Uuid>,
    /// First name of who follows it.
    pub assignee_first_name: Option<String>,
    /// Last name of who follows it.
    pub assignee_last_name: Option<String>,
    /// The tags of its département, by name; empty until they are read ([`crate::tag::of_projects`]), which is for the
    /// State alone.
    #[sea_orm(skip)]
    pub tags: Vec<Named>,
    /// What it was ordered by.
    pub sort_key: Option<String>,
    /// The column of a board it lies in; empty in a table.
    pub pile: String,
}

impl Row {
    /// Where the list goes on behind this row.
    pub fn position(&self) -> Position {
        Position {
            key: self.sort_key.clone(),
            id: self.id,
        }
    }
}

/// How many projects, and their money.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Totals {
    /// How many.
    pub n: i64,
    /// Sum of the known costs, in cents.
    pub cost_cents: i64,
    /// How many have a known cost.
    pub with_cost: i64,
    /// How many are blocked.
    pub blocked: i64,
    /// Money asked for, in cents.
    pub asked_cents: i64,
    /// Money granted, in cents.
    pub granted_cents: i64,
}

/// Everything a row shows, of the projects that `chosen` names with their keys.
pub(super) fn filled(chosen: &str, order: &Order) -> String {
    format!(
        "SELECT p.id, p.number, p.title, b.name AS bearer_name, p.departement_code, p.arrondissement_code, \
                p.epci_siren, p.contract_code, t.name AS contract_name, p.main_theme, p.phase, p.phase_status, \
                p.intake, p.intake_before, p.intake_due_at, p.priority, p.total_cost_cents, {} AS asked_cents, \
                {} AS granted_cents, p.submitted_at, p.blocked_since, p.last_activity_at, p.assignee_id, \
                a.first_name AS assignee_first_name, a.last_name AS assignee_last_name, k.sort_key, k.pile \
         FROM ({chosen}) k CROSS JOIN project p {JOINS} \
         LEFT JOIN contract t ON t.code = p.contract_code \
         WHERE p.id = k.id ORDER BY {}",
        funding("asked"),
        funding("granted"),
        order.by()
    )
}

/// The projects of one list, as [`filled`] takes them.
pub(super) fn chosen(pile: &str, conditions: &str, order: &Order, limit: &str) -> String {
    format!(
        "SELECT p.id, CAST({} AS text) AS sort_key, '{pile}' AS pile FROM project p {JOINS} \
         WHERE {conditions} ORDER BY {} LIMIT {limit}",
        order.expression,
        order.by()
    )
}

/// The rows behind a position. One query.
pub async fn rows(
    db: &impl ConnectionTrait,
    asked: &Asked<'_>,
    sort: Sort,
    after: Option<&Position>,
    limit: u32,
) -> Result<Vec<Row>> {
    let order = Order::new(sort, db.get_database_backend());
    let mut wanted = Wanted::new(asked);
    let mut conditions = wanted.all();
    if let Some(behind) = after.and_then(|at| order.behind(&mut wanted, at)) {
        conditions = format!("{conditions} AND {behind}");
    }
    let limit = wanted.bind(i64::from(limit));
    let sql = filled(&chosen("", &conditions, &order, &limit), &order);
    sql::all(db, &sql, wanted.values).await
}

/// Every project of a set, in its order: 16 bytes each. One query.
pub async fn ids(db: &impl ConnectionTrait, asked: &Asked<'_>, sort: Sort) -> Result<Vec<Uuid>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: Uuid,
    }
    let order = Order::new(sort, db.get_database_backend());
    let wanted = Wanted::new(asked);
    let sql = format!(
        "SELECT p.id FROM project p {JOINS} WHERE {} ORDER BY {}",
        wanted.all(),
        order.by()
    );
    let found: Vec<Id> = sql::all(db, &sql, wanted.values).await?;
    Ok(found.into_iter().map(|one| one.id).collect())
}

/// The rows of these projects, as many of them as are still on the reader's ground, in the order of `ids`. One query.
pub async fn rows_of(db: &impl ConnectionTrait, ground: &Ground, ids: &[Uuid]) -> Result<Vec<Row>> {
    let mut wanted = Wanted::on(ground);
    let these = wanted.one_of("p.id", ids.iter().copied());
    let order = Order::new(Sort::first(SortBy::Number), db.get_database_backend());
    let chosen = format!(
        "SELECT p.id, CAST(NULL AS text) AS sort_key, '' AS pile FROM project p WHERE {these} AND {}",
        wanted.all()
    );
    let mut rows: Vec<Row> = sql::all(db, &filled(&chosen, &order), wanted.values).await?;
    let places: HashMap<Uuid, usize> = ids.iter().copied().zip(0..).collect();
    rows.sort_by_key(|row| places.get(&row.id).copied());
    Ok(rows)
}

/// The totals of all rows that [`rows`] walks through. One query.
pub async fn totals(db: &impl ConnectionTrait, asked: &Asked<'_>) -> Result<Totals> {
    let wanted = Wanted::new(asked);
    // Looked up project by project: joined, PostgreSQL reads the lines of the whole nation as soon as a département is large.
    let money = |state: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM((SELECT SUM(m.amount_cents) FROM funding_line m \
               WHERE m.project_id = f.id AND m.state = '{state}')), 0) AS bigint) FROM found f) AS {state}_cents"
        )
    };
    let sql = format!(
        "WITH found AS MATERIALIZED (SELECT p.id, p.total_cost_cents, p.blocked_since FROM project p WHERE {}) \
         SELECT COUNT(*) AS n, CAST(COALESCE(SUM(total_cost_cents), 0) AS bigint) AS cost_cents, \
                COUNT(total_cost_cents) AS with_cost, COUNT(blocked_since) AS blocked, {}, {} FROM found",
        wanted.all(),
        money("asked"),
        money("granted")
    );
    let totals: Option<Totals> = sql::one(db, &sql, wanted.values).await?;
    Ok(totals.unwrap_or_default())
}

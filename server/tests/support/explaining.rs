//! A connection that notes how the engine answers each query.

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, FromQueryResult,
    QueryResult, Statement,
};
use std::sync::Mutex;

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

/// Asks the engine how it would answer each query, besides asking it.
pub struct Explaining<'a> {
    pub db: &'a DatabaseConnection,
    pub steps: Mutex<Vec<(String, String)>>,
}

impl Explaining<'_> {
    async fn explain(&self, statement: &Statement) {
        let explained = Statement {
            sql: format!("EXPLAIN QUERY PLAN {}", statement.sql),
            ..statement.clone()
        };
        let rows = self.db.query_all_raw(explained).await.unwrap();
        for row in rows {
            let step = Step::from_query_result(&row, "").unwrap().detail;
            let mut steps = self.steps.lock().unwrap();
            steps.push((step, statement.sql.clone()));
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Explaining<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.db.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.db.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.db.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.explain(&statement).await;
        self.db.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.explain(&statement).await;
        self.db.query_all_raw(statement).await
    }
}

/// The names by which the queries know the tables that hold something of every département.
const WHOLE: &[&str] = &[
    "p",
    "project",
    "l",
    "list_export",
    "list_import",
    "x",
    "b",
    "a",
    "c",
    "m",
    "d",
    "s",
    "n",
    "r",
];

/// Whether a step reads every line of such a table.
pub fn walks_over_the_nation(step: &str) -> bool {
    let mut words = step.split(' ');
    words.next() == Some("SCAN") && words.next().is_some_and(|table| WHOLE.contains(&table))
}

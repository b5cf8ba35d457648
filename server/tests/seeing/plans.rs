//! No page of a territory walks over the projects of the nation.

use crate::world::World;
use domain::filter::{Filter, Listing, Sort, SortBy};
use domain::ids::PersonId;
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, FromQueryResult,
    QueryResult, Statement,
};
use std::sync::Mutex;
use store::desk::table::{self, Asked, Ground, Pile, PileBy};
use store::desk::{counts, items, late};
use store::reminder;
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

/// Asks the engine how it would answer each query, besides asking it.
struct Explaining<'a> {
    db: &'a DatabaseConnection,
    steps: Mutex<Vec<(String, String)>>,
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

fn asked_of<'a>(ground: &'a Ground, filter: &'a Filter, words: &'a [Vec<String>]) -> Asked<'a> {
    Asked {
        ground,
        filter,
        words,
        number: None,
        reader: PersonId(Uuid::nil()),
        now: Timestamp(0),
        blocked_until: None,
        deposited_from: None,
        deposited_before: None,
    }
}

#[tokio::test]
async fn a_departement_is_read_through_an_index() {
    let world: World = crate::world::worlds().await.remove(0);
    let query: Vec<(String, String)> = [
        ("q", "ecole"),
        ("etat", "submitted"),
        ("theme", "eau"),
        ("priorite", "haute"),
        ("programme", "va"),
        ("blocage", "land"),
        ("tour", "ddt"),
        ("nonlu", "oui"),
        ("commune", "49007"),
        ("silence", "30"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let full = Listing::read(&query).filter;
    let words = [vec!["ecol".to_owned()]];
    let grounds = [
        Ground::Departement("49".to_owned()),
        Ground::Contracts(vec!["crte-49".to_owned()]),
        Ground::ContractIn("crte-49".to_owned(), "49".to_owned()),
    ];
    for ground in &grounds {
        for (filter, words) in [(&Filter::default(), &[][..]), (&full, &words[..])] {
            for (step, sql) in steps(&world, &asked_of(ground, filter, words)).await {
                assert!(!walks_over_the_nation(&step), "{step}\n{sql}");
            }
        }
    }
    let nation = steps(&world, &asked_of(&Ground::Nation, &Filter::default(), &[])).await;
    let seen = nation.iter().any(|(step, _)| walks_over_the_nation(step));
    assert!(seen, "this test would see it");
}

#[tokio::test]
async fn a_desk_what_is_late_and_the_reminders_are_read_through_an_index() {
    let world: World = crate::world::worlds().await.remove(0);
    let db = Explaining {
        db: world.services.db.read(),
        steps: Mutex::default(),
    };
    let (now, nobody, start) = (Timestamp(0), PersonId(Uuid::nil()), (i64::MIN, Uuid::nil()));
    for seat in [None, Some(SeatKind::Ddt)] {
        let asked = items::Asked {
            departement: "49",
            seat,
            person: nobody,
            groups: &[
                "acknowledge",
                "sign",
                "prioritise",
                "assign",
                "contact",
                "blocked",
                "follow",
            ],
            before: i64::MAX,
            after: start,
            limit: 26,
        };
        items::list(&db, &asked).await.unwrap();
    }
    counts::of_seat(&db, "49", SeatKind::Ddt, nobody, now)
        .await
        .unwrap();
    counts::of_agent(&db, "49", nobody, now).await.unwrap();
    let asked = late::Asked {
        departement: "49",
        now,
        delay: Some("sign"),
        owner: Some(late::Owner::Seat("ddt")),
        after: start,
        limit: 51,
    };
    late::lines(&db, &asked).await.unwrap();
    late::owners(&db, "49", now).await.unwrap();
    reminder::steps(&db, now, now, start, 500).await.unwrap();
    reminder::answers(&db, now, now, start, 500).await.unwrap();
    let steps = db.steps.into_inner().unwrap();
    assert!(steps.len() > 20);
    for (step, sql) in steps {
        assert!(!walks_over_the_nation(&step), "{step}\n{sql}");
    }
}

/// How each query of every view is answered.
async fn steps(world: &World, asked: &Asked<'_>) -> Vec<(String, String)> {
    let db = Explaining {
        db: world.services.db.read(),
        steps: Mutex::default(),
    };
    for by in SortBy::ALL {
        table::rows(&db, asked, Sort::first(*by), None, 51)
            .await
            .unwrap();
    }
    table::totals(&db, asked).await.unwrap();
    table::facets(&db, asked).await.unwrap();
    table::places(&db, asked).await.unwrap();
    table::vocabulary(&db, asked, 10).await.unwrap();
    let piles = ["submitted", "assigned"].map(|code| Pile { code, after: None });
    for by in [PileBy::State, PileBy::Priority] {
        table::pile_counts(&db, asked, by).await.unwrap();
        table::piles(&db, asked, by, &piles, Sort::default(), 26)
            .await
            .unwrap();
    }
    db.steps.into_inner().unwrap()
}

/// The names by which the queries know the tables that hold something of every département.
const WHOLE: &[&str] = &["p", "project", "x", "b", "a", "c", "m", "d", "s", "n", "r"];

fn walks_over_the_nation(step: &str) -> bool {
    let mut words = step.split(' ');
    words.next() == Some("SCAN") && words.next().is_some_and(|table| WHOLE.contains(&table))
}

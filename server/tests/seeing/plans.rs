//! No page of a territory walks over the projects of the nation.

use crate::explaining::{Explaining, walks_over_the_nation};
use crate::world::World;
use domain::filter::{Filter, Listing, Sort, SortBy};
use domain::ids::PersonId;
use domain::timestamp::Timestamp;
use std::sync::Mutex;
use store::desk::table::{self, Asked, Ground, Pile, PileBy};
use uuid::Uuid;

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

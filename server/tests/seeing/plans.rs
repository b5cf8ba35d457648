//! No page of a territory walks over the projects of the nation.

use crate::explaining::{Explaining, walks_over_the_nation};
use crate::world::World;
use domain::filter::{Filter, Listing, Sort, SortBy};
use domain::ids::{PersonId, ProjectId, TagId};
use domain::project::SeatKind;
use domain::territory::ArrondissementCode;
use domain::timestamp::Timestamp;
use std::sync::Mutex;
use store::desk::table::{self, Asked, Ground, Pile, PileBy};
use store::desk::{SeatGround, counts, items, late, moved};
use store::reminder;
use store::search::{self, Needle};
use store::{list_export, list_import, tag, view_subscription};
use uuid::Uuid;

fn asked_of<'a>(ground: &'a Ground, filter: &'a Filter, words: &'a [Vec<Needle>]) -> Asked<'a> {
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
        ("etiquette", "aucun"),
        ("etiquette", "0198c0de-0000-7000-8000-000000000001"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let full = Listing::read(&query).filter;
    let words = search::needles("ecole");
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
    let cholet = ArrondissementCode::parse("492").unwrap();
    let grounds = [
        SeatGround::Departement { but: Vec::new() },
        SeatGround::Departement { but: vec![cholet] },
        SeatGround::Arrondissement(cholet),
    ];
    let seats = [None, Some(SeatKind::Ddt)];
    for (seat, ground) in seats
        .into_iter()
        .flat_map(|seat| grounds.iter().map(move |ground| (seat, ground)))
    {
        let asked = items::Asked {
            departement: "49",
            ground,
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
    for ground in &grounds {
        counts::of_seat(&db, "49", ground, SeatKind::Ddt, nobody, now)
            .await
            .unwrap();
    }
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
    moved::since(&db, now, 500).await.unwrap();
    view_subscription::due(&db, now, start, 100).await.unwrap();
    list_import::latest(&db, "49", 20).await.unwrap();
    tag::list(&db, "49").await.unwrap();
    tag::names(&db, "49").await.unwrap();
    tag::find(&db, "49", "visite").await.unwrap();
    tag::of_projects(&db, &[Uuid::nil(), Uuid::max()], "49")
        .await
        .unwrap();
    let (project, tagged) = (ProjectId(Uuid::nil()), TagId(Uuid::nil()));
    tag::offered(&db, project, "49").await.unwrap();
    tag::find_for(&db, project, "visite").await.unwrap();
    tag::one(&db, tagged).await.unwrap();
    list_import::old(&db, now).await.unwrap();
    list_export::of(&db, nobody, now).await.unwrap();
    list_export::expired(&db, now).await.unwrap();
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
    let ids = table::ids(&db, asked, Sort::default()).await.unwrap();
    assert!(ids.is_empty());
    table::rows_of(&db, asked.ground, &[Uuid::nil(), Uuid::max()])
        .await
        .unwrap();
    table::totals(&db, asked).await.unwrap();
    table::stamp(&db, "49").await.unwrap();
    table::standing(&db, asked).await.unwrap();
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

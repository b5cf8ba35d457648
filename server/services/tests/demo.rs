//! The demonstration tells a story: everybody one may be finds something to do, and nothing is late by accident.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::filter::Listing;
use services::account::login::Asker;
use services::context::{Actor, Cx};
use services::demo::PEOPLE;
use services::desk::{Desk, DeskQuery, Group};
use services::rule::list::Trying;
use services::{Services, Settings};
use std::collections::BTreeSet;
use std::sync::Arc;
use support::{databases, services_on};

async fn signed_in(services: &Services, key: &str) -> Cx {
    let signed = services.demo_sign_in(&Asker::default(), key).await.unwrap();
    let person = services.person_of(&signed.token).await.unwrap().unwrap();
    Cx {
        actor: Actor::Person(person),
        request_id: "test".to_owned(),
    }
}

async fn desk(services: &Services, key: &str) -> Desk {
    let cx = signed_in(services, key).await;
    services.desk(&cx, &DeskQuery::default()).await.unwrap()
}

#[tokio::test]
async fn everybody_finds_something_to_do() {
    for test in databases().await {
        let (mut services, _) = services_on(&test.db);
        services.settings = Arc::new(Settings {
            demo: true,
            ..(*services.settings).clone()
        });
        services.ensure_shipped().await.unwrap();
        services.ensure_demo().await.unwrap();
        services.ensure_demo().await.unwrap();
        while services.run_due_jobs().await.unwrap() > 0 {}

        let mairie = signed_in(&services, "mairie").await;
        let own = services.my_projects(&mairie).await.unwrap();
        let states: BTreeSet<&str> = own.iter().map(|card| card.intake.as_str()).collect();
        assert_eq!((own.len(), states.len()), (6, 5));
        let school = own
            .iter()
            .find(|card| card.title.contains("école"))
            .unwrap();
        let head = services
            .sheet_head(&mairie, domain::ids::ProjectId(school.id))
            .await
            .unwrap();
        assert!(head.counts.pending_recommendations >= 3);
        let help = services.recommendations(&head).await.unwrap();
        assert!(help.iter().all(|line| line.reasons != "[]"));

        for seat in ["ddt", "prefecture"] {
            let desk = desk(&services, seat).await;
            for group in [
                Group::Acknowledge,
                Group::Sign,
                Group::Prioritise,
                Group::Assign,
            ] {
                assert!(desk.count(group) >= 1, "{seat}: {group}");
            }
            assert!(desk.late() >= 1, "{seat}");
        }
        let ddt = signed_in(&services, "ddt").await;
        let rules = services.rules(&ddt, None, Trying::All).await.unwrap();
        assert_eq!(rules.rules.len(), 2);
        assert!(rules.rules.iter().all(|rule| !rule.gone && !rule.covered));
        assert!(rules.rules.iter().all(|rule| rule.counted.caught > 0));
        assert!(rules.left > 0 && rules.waiting > 0);
        let agent = desk(&services, "agent").await;
        for group in [Group::Contact, Group::Blocked, Group::Follow] {
            assert!(agent.count(group) >= 1, "{group}");
        }
        let contact = agent.counts.iter().find(|count| count.kind == "contact");
        assert_eq!(
            contact.unwrap().late,
            0,
            "no first contact is late by accident"
        );

        let expert = signed_in(&services, "expert").await;
        assert_eq!(services.my_projects(&expert).await.unwrap().len(), 1);

        let manager = signed_in(&services, "crte").await;
        let contract = manager.person().unwrap().manages[0].clone();
        let page = services
            .contract_projects(&manager, &contract, &Listing::default())
            .await
            .unwrap();
        let states: BTreeSet<&str> = page
            .table
            .rows
            .iter()
            .map(|row| row.intake.as_str())
            .collect();
        assert!(
            page.table.frame.totals.n >= 12 && states.len() >= 6,
            "{states:?}"
        );

        let told = |key: &str| !matches!(key, "national" | "crte");
        for person in PEOPLE.iter().filter(|person| told(person.key)) {
            let cx = signed_in(&services, person.key).await;
            assert!(
                !services.my_bell(&cx).await.unwrap().is_empty(),
                "{}",
                person.key
            );
        }
        let mut troubles = Vec::new();
        services
            .check(None, &mut |trouble| troubles.push(trouble))
            .await
            .unwrap();
        assert_eq!(troubles, []);
    }
}

//! Rules assign by themselves when both seats have signed; what they cannot assign waits for a hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "rules/scene.rs"]
mod scene;
mod support;
#[path = "rules/writing.rs"]
mod writing;

use domain::decision::AssignTo;
use domain::project::Priority;
use domain::rule::RuleForm;
use scene::{draft, scene};
use services::rule::change::Way;
use services::{Error, Once};
use support::{databases, services_on};

#[tokio::test]
async fn the_first_rule_assigns_at_the_second_signature() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let general = scene.add(&draft("Tout", &[], scene.paul())).await;
        let water = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let project = scene.project("eau", "49099").await;
        scene.propose(project, Priority::Haute).await;
        assert_eq!(scene.state(project).await.0, "acknowledged");
        scene.sign(project, Priority::Haute).await;
        // The order decides, not how narrow a rule is.
        assert_eq!(
            scene.state(project).await,
            ("assigned".to_owned(), Some(scene.paul()))
        );
        let given = scene.assignment(project).await;
        assert!(scene.gave(general, project).await);
        assert_eq!(
            (given.rules, given.by, given.sentence.as_str()),
            (1, None, "Tout")
        );
        assert!(given.due > services.clock.now().0);
        let told = scene.events(project, "assigned").await;
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("\"rule\":\"Tout\"") && told[0].contains("Paul"),
            "{told:?}"
        );

        // The same rules in another order.
        services
            .move_rule(&scene.ddt, water, Way::Up, &Once::none())
            .await
            .unwrap();
        let next = scene.project("eau", "49099").await;
        scene.decide(next, Priority::Basse).await;
        assert_eq!(scene.state(next).await.1, Some(scene.claire()));
        let other = scene.project("voirie", "49099").await;
        scene.decide(other, Priority::Basse).await;
        assert_eq!(scene.state(other).await.1, Some(scene.paul()));
    }
}

#[tokio::test]
async fn what_no_rule_catches_waits_and_says_why() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let bare = scene.project("eau", "49099").await;
        scene.decide(bare, Priority::Haute).await;
        assert_eq!(
            scene.waits(bare).await,
            Some(("no_rule".to_owned(), String::new()))
        );
        assert_eq!(scene.state(bare).await, ("prioritised".to_owned(), None));

        let rule = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        services
            .switch_rule(&scene.ddt, rule, false, &Once::none())
            .await
            .unwrap();
        let off = scene.project("eau", "49099").await;
        scene.decide(off, Priority::Haute).await;
        assert_eq!(scene.waits(off).await.unwrap().0, "no_rule");
        services
            .switch_rule(&scene.ddt, rule, true, &Once::none())
            .await
            .unwrap();

        scene.end_role(scene.claire()).await;
        let gone = scene.project("eau", "49099").await;
        scene.decide(gone, Priority::Haute).await;
        let expected = Some(("person_gone".to_owned(), "Eau".to_owned()));
        assert_eq!(scene.waits(gone).await, expected);
        assert_eq!(scene.state(gone).await, ("prioritised".to_owned(), None));
        // The desk shows it with its reason, and a hand ends the waiting.
        let desk = services
            .desk(&scene.ddt, &Default::default())
            .await
            .unwrap();
        let line = desk.items.iter().find(|item| item.id == gone.0).unwrap();
        assert_eq!(line.wait_why.as_deref(), Some("person_gone"));
        let to = AssignTo {
            person: scene.paul(),
            sentence: "Il connaît le lieu.".to_owned(),
        };
        services
            .assign(&scene.ddt, gone, &to, &Once::none())
            .await
            .unwrap();
        assert_eq!(scene.waits(gone).await, None);
        let given = scene.assignment(gone).await;
        assert_eq!((given.rules, given.by.is_some()), (0, true));
    }
}

#[tokio::test]
async fn a_disabled_person_gets_nothing_and_a_service_gives_to_the_least_busy() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        scene.add(&draft_for_service("Eau")).await;
        let mut got = Vec::new();
        for _ in 0..2 {
            let project = scene.project("eau", "49099").await;
            scene.decide(project, Priority::Haute).await;
            got.push(scene.state(project).await.1.unwrap());
        }
        got.sort();
        let mut both = vec![scene.claire(), scene.paul()];
        both.sort();
        assert_eq!(got, both);
        scene.disable(scene.claire()).await;
        scene.end_role(scene.paul()).await;
        let project = scene.project("eau", "49099").await;
        scene.decide(project, Priority::Haute).await;
        let expected = Some(("service_empty".to_owned(), "Eau".to_owned()));
        assert_eq!(scene.waits(project).await, expected);
    }
}

fn draft_for_service(name: &str) -> domain::rule::RuleDraft {
    let form = RuleForm {
        name,
        target: "service:Service eau",
        ..RuleForm::default()
    };
    form.parse().unwrap()
}

#[tokio::test]
async fn a_new_rule_may_be_applied_to_what_waits() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let water = scene.project("eau", "49099").await;
        let road = scene.project("voirie", "49099").await;
        let aside = scene.project("eau", "49099").await;
        scene.decide(water, Priority::Haute).await;
        scene.decide(road, Priority::Haute).await;
        scene.decide(aside, Priority::Ecartee).await;
        scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        assert_eq!(scene.state(water).await.1, None);
        let agent = scene.cx_of(scene.paul());
        let refused = services.apply_rules(&agent, "49", &Once::none()).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let neighbour = services
            .apply_rules(&scene.neighbour, "49", &Once::none())
            .await;
        assert!(matches!(neighbour, Err(Error::NotFound)));
        let done = services.apply_rules(&scene.ddt, "49", &Once::none()).await;
        assert_eq!(done.unwrap(), 1);
        assert_eq!(scene.state(water).await.1, Some(scene.claire()));
        assert_eq!(scene.state(road).await.1, None);
        assert_eq!(scene.state(aside).await.1, None);
        let again = services.apply_rules(&scene.ddt, "49", &Once::none()).await;
        assert_eq!(again.unwrap(), 0);
    }
}

#[tokio::test]
async fn both_sides_get_a_name_and_a_way_to_reach_it() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let project = scene.project("eau", "49099").await;
        let lead = scene.lead_of(project, "02 61 91 10 01").await;
        scene.block(project, "Le terrain manque.").await;
        scene.decide(project, Priority::Haute).await;
        while services.run_due_jobs().await.unwrap() > 0 {}
        let given = scene.mail_of("claire@a.fr", "vous est confié").await;
        for needed in [
            "Cholet",
            "Odile Renard",
            "lead@a.fr",
            "02 61 91 10 01",
            "Le terrain manque.",
            "day ",
        ] {
            assert!(given.contains(needed), "{needed}: {given}");
        }
        let followed = scene.mail_of("lead@a.fr", "suit ce projet").await;
        for needed in ["Claire Martin", "claire@a.fr", "day "] {
            assert!(followed.contains(needed), "{needed}: {followed}");
        }
        let to = AssignTo {
            person: scene.paul(),
            sentence: "Elle part.".to_owned(),
        };
        services
            .assign(&scene.cx_of(scene.claire()), project, &to, &Once::none())
            .await
            .unwrap();
        while services.run_due_jobs().await.unwrap() > 0 {}
        assert!(
            scene
                .mail_of("paul@a.fr", "vous est confié")
                .await
                .contains("Odile Renard")
        );
        assert_eq!(
            scene
                .mails_of("lead@a.fr", "Paul Martin suit ce projet")
                .await
                .len(),
            1
        );
        assert!(lead != scene.claire());
    }
}

#[tokio::test]
async fn what_is_set_aside_is_given_to_nobody() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        scene.add(&draft("Tout", &[], scene.paul())).await;
        let project = scene.project("eau", "49099").await;
        scene.decide(project, Priority::Ecartee).await;
        assert_eq!(scene.state(project).await, ("prioritised".to_owned(), None));
        assert_eq!(scene.waits(project).await, None);
        assert!(scene.events(project, "assigned").await.is_empty());
    }
}

#[tokio::test]
async fn a_hand_over_keeps_what_the_rule_did() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let rule = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let project = scene.project("eau", "49099").await;
        scene.decide(project, Priority::Haute).await;
        let to = AssignTo {
            person: scene.paul(),
            sentence: "Elle part.".to_owned(),
        };
        services
            .assign(&scene.cx_of(scene.claire()), project, &to, &Once::none())
            .await
            .unwrap();
        assert_eq!(scene.state(project).await.1, Some(scene.paul()));
        assert_eq!(scene.assignments(project).await, 2);
        assert_eq!(scene.events(project, "assigned").await.len(), 1);
        assert_eq!(scene.events(project, "handed_over").await.len(), 1);
        assert_eq!(scene.assignment(project).await.rules, 0);
        // A rule that is deleted takes nothing away from what it did.
        services
            .delete_rule(&scene.ddt, rule, &Once::none())
            .await
            .unwrap();
        assert_eq!(scene.assignments(project).await, 2);
        assert!(scene.events(project, "assigned").await[0].contains("\"rule\":\"Eau\""));
    }
}

#[tokio::test]
async fn a_rule_looks_at_the_place_and_at_the_contract() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        // Cholet (49099) lies in the arrondissement of Cholet (492), Angers (49007) in that of Angers.
        let form = RuleForm {
            name: "Cholet",
            ground: "arrondissement",
            arrondissements: &["492".to_owned()],
            target: &format!("personne:{}", scene.claire()),
            ..RuleForm::default()
        };
        scene.add(&form.parse().unwrap()).await;
        let programme = RuleForm {
            name: "Petites villes",
            memberships: &["pvd".to_owned()],
            target: &format!("personne:{}", scene.paul()),
            ..RuleForm::default()
        };
        scene.add(&programme.parse().unwrap()).await;
        let cholet = scene.project("eau", "49099").await;
        scene.decide(cholet, Priority::Haute).await;
        assert_eq!(scene.state(cholet).await.1, Some(scene.claire()));
        let angers = scene.project("eau", "49007").await;
        scene.decide(angers, Priority::Haute).await;
        assert_eq!(scene.state(angers).await.1, None);
        scene.programme("pvd", "49007").await;
        let angers = scene.project("eau", "49007").await;
        scene.decide(angers, Priority::Haute).await;
        assert_eq!(scene.state(angers).await.1, Some(scene.paul()));
    }
}

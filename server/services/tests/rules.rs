//! Rules assign by themselves when both seats have signed; what they cannot assign waits for a hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "rules/scene.rs"]
mod scene;
mod support;

use domain::decision::AssignTo;
use domain::form::Problem;
use domain::ids::RuleId;
use domain::project::Priority;
use domain::rule::RuleForm;
use scene::{draft, scene};
use services::rule::change::{Changed, Way};
use services::rule::list::Trying;
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

#[tokio::test]
async fn only_the_seats_of_the_departement_write_rules() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let rule = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let draft = draft("Autre", &[], scene.claire());
        let once = Once::none();
        for (cx, forbidden) in [
            (scene.cx_of(scene.claire()), true),
            (scene.neighbour.clone(), false),
        ] {
            let refused = |error: &Error| {
                matches!(
                    (error, forbidden),
                    (Error::Forbidden, true) | (Error::NotFound, false)
                )
            };
            assert!(refused(
                &services
                    .add_rule(&cx, "49", &draft, &once)
                    .await
                    .unwrap_err()
            ));
            assert!(refused(
                &services
                    .change_rule(&cx, rule, 1, &draft, &once)
                    .await
                    .unwrap_err()
            ));
            assert!(refused(
                &services
                    .move_rule(&cx, rule, Way::Up, &once)
                    .await
                    .unwrap_err()
            ));
            assert!(refused(
                &services
                    .switch_rule(&cx, rule, false, &once)
                    .await
                    .unwrap_err()
            ));
            assert!(refused(
                &services.delete_rule(&cx, rule, &once).await.unwrap_err()
            ));
        }
        let read = services
            .rules(&scene.cx_of(scene.claire()), None, Trying::Nothing)
            .await
            .unwrap();
        assert!(!read.may_edit && read.rules.len() == 1);
        let own = services
            .rules(&scene.neighbour, None, Trying::Nothing)
            .await
            .unwrap();
        assert!(own.rules.is_empty(), "another département's rules are seen");
        let other = services
            .rules(&scene.neighbour, Some("49"), Trying::Nothing)
            .await;
        assert!(matches!(other, Err(Error::NotFound)));
        let one = services
            .rules(&scene.neighbour, None, Trying::One(rule))
            .await;
        assert!(matches!(one, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn nothing_that_is_not_of_the_departement_is_taken() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let stranger = scene.id_of(&scene.neighbour);
        let refused = |error: Error, field: &str| match error {
            Error::Fields(errors) => errors.iter().any(|error| error.field == field),
            _ => false,
        };
        let one = services
            .add_rule(&scene.ddt, "49", &draft("X", &[], stranger), &Once::none())
            .await;
        assert!(refused(one.unwrap_err(), "cible"));
        let target = format!("personne:{}", scene.claire());
        let elsewhere = [
            ("commune", "44109", "communes"),
            ("arrondissement", "441", "arrondissements"),
        ];
        for (ground, code, field) in elsewhere {
            let codes = [code.to_owned()];
            let form = RuleForm {
                name: "X",
                ground,
                communes: code,
                arrondissements: &codes,
                target: &target,
                ..RuleForm::default()
            };
            let done = services
                .add_rule(&scene.ddt, "49", &form.parse().unwrap(), &Once::none())
                .await;
            assert!(refused(done.unwrap_err(), field), "{ground}");
        }
        assert_eq!(
            services.commune_codes("49", "Cholet, 49007\nNulle-Part"),
            "49099\n 49007\nNulle-Part"
        );
    }
}

#[tokio::test]
async fn two_who_change_the_same_rule_both_see_what_is_there() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let rule = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let kept = services.rule_to_change(&scene.ddt, rule).await.unwrap();
        let first = draft("Eau potable", &["eau"], scene.claire());
        let done = services
            .change_rule(&scene.ddt, rule, kept.version, &first, &Once::none())
            .await;
        assert!(matches!(done.unwrap(), Changed::Done));
        let second = draft("Assainissement", &["eau"], scene.paul());
        let done = services
            .change_rule(
                &scene.prefecture,
                rule,
                kept.version,
                &second,
                &Once::none(),
            )
            .await;
        let Changed::Differs(there) = done.unwrap() else {
            panic!("the first change is lost");
        };
        assert_eq!(there.0.draft.name, "Eau potable");
        let done = services
            .change_rule(&scene.prefecture, rule, there.1, &second, &Once::none())
            .await;
        assert!(matches!(done.unwrap(), Changed::Done));
    }
}

#[tokio::test]
async fn rules_move_one_by_one_and_stay_in_order() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let mut ids: Vec<RuleId> = Vec::new();
        for name in ["A", "B", "C"] {
            ids.push(scene.add(&draft(name, &[], scene.claire())).await);
        }
        let once = Once::none();
        services
            .move_rule(&scene.ddt, ids[2], Way::Up, &once)
            .await
            .unwrap();
        assert_eq!(scene.names().await, ["A", "C", "B"]);
        services
            .move_rule(&scene.ddt, ids[0], Way::Up, &once)
            .await
            .unwrap();
        services
            .move_rule(&scene.ddt, ids[1], Way::Down, &once)
            .await
            .unwrap();
        assert_eq!(scene.names().await, ["A", "C", "B"]);
        services
            .delete_rule(&scene.ddt, ids[2], &once)
            .await
            .unwrap();
        services
            .move_rule(&scene.ddt, ids[0], Way::Down, &once)
            .await
            .unwrap();
        assert_eq!(scene.names().await, ["B", "A"]);
        // The same press twice is one.
        let once = Once::new("0198c0de-0000-7000-8000-000000000001");
        services
            .move_rule(&scene.ddt, ids[0], Way::Up, &once)
            .await
            .unwrap();
        let again = services
            .move_rule(&scene.ddt, ids[0], Way::Down, &once)
            .await;
        assert!(matches!(again, Err(Error::Repeated)));
        assert_eq!(scene.names().await, ["A", "B"]);
    }
}

#[tokio::test]
async fn a_dry_run_counts_what_others_catch_first() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        for (theme, commune, number) in [
            ("eau", "49099", 3),
            ("eau", "49007", 2),
            ("voirie", "49007", 4),
        ] {
            for _ in 0..number {
                scene.project(theme, commune).await;
            }
        }
        scene.old_project("eau", "49099").await;
        let cholet = RuleForm {
            name: "Cholet",
            ground: "commune",
            communes: "49099",
            target: &format!("personne:{}", scene.paul()),
            ..RuleForm::default()
        };
        scene.add(&cholet.parse().unwrap()).await;
        let water = scene.add(&draft("Eau", &["eau"], scene.claire())).await;
        let never = RuleForm {
            name: "Eau à Cholet",
            themes: &["eau".to_owned()],
            ..cholet.clone()
        };
        let never = scene.add(&never.parse().unwrap()).await;
        let view = services
            .rules(&scene.ddt, None, Trying::One(water))
            .await
            .unwrap();
        let (_, trial) = view.trial.as_ref().unwrap();
        assert_eq!((trial.counted.caught, trial.counted.before), (5, 3));
        assert_eq!(trial.examples.len(), 5);
        assert_eq!(trial.examples[0].taken_by.as_deref(), Some("Cholet"));
        assert_eq!((view.projects, view.left), (9, 4));
        assert_eq!(view.gaps.len(), 1);
        assert_eq!(
            (view.gaps[0].theme.as_str(), view.gaps[0].projects),
            ("voirie", 4)
        );
        assert_eq!(view.gaps[0].arrondissement, "d'Angers");
        // Each in conflict with the one before; the last never has its turn.
        let conflicts: Vec<usize> = view.rules.iter().map(|rule| rule.conflicts.len()).collect();
        assert_eq!(conflicts, [0, 1, 1]);
        assert_eq!(view.rules[1].conflicts[0].projects, 3);
        let covered: Vec<bool> = view.rules.iter().map(|rule| rule.covered).collect();
        assert_eq!(covered, [false, false, true]);
        // Tried before it is saved: in the place it has, or behind all.
        let typed = draft("Eau", &["eau"], scene.paul());
        let first = services
            .try_rule(&scene.ddt, "49", Some(water), &typed)
            .await
            .unwrap();
        assert_eq!((first.counted.caught, first.counted.before), (5, 3));
        let last = services
            .try_rule(&scene.ddt, "49", None, &typed)
            .await
            .unwrap();
        assert_eq!((last.counted.caught, last.counted.before), (5, 5));
        assert_eq!(view.rules.len(), 3);
        services
            .delete_rule(&scene.ddt, never, &Once::none())
            .await
            .unwrap();
        let error = services.rules(&scene.ddt, None, Trying::One(never)).await;
        assert!(matches!(error, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_name_may_say_anything_and_there_are_not_too_many() {
    for database in databases().await {
        let (services, _) = services_on(&database.db);
        let scene = scene(&services).await;
        let hostile = "'; DROP TABLE assignment_rule; -- <script>alert(1)</script> \u{1f409}";
        scene.add(&draft(hostile, &["eau"], scene.claire())).await;
        assert_eq!(scene.names().await, [hostile]);
        for n in 1..100 {
            scene
                .add(&draft(&format!("Règle {n}"), &[], scene.claire()))
                .await;
        }
        let one_more = services
            .add_rule(
                &scene.ddt,
                "49",
                &draft("X", &[], scene.claire()),
                &Once::none(),
            )
            .await;
        assert!(
            matches!(one_more, Err(Error::Fields(errors)) if errors[0].problem == Problem::TooMany(100))
        );
    }
}

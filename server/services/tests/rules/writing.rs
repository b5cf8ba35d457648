//! Rules written, moved, tried and deleted, by those who may.

use super::scene::{draft, scene};
use super::support::{databases, services_on};
use domain::form::Problem;
use domain::ids::RuleId;
use domain::rule::RuleForm;
use services::rule::change::{Changed, Way};
use services::rule::list::Trying;
use services::{Error, Once};

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

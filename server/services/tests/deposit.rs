//! Drafts and their sending, on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::deposit::Step;
use domain::form::Problem;
use domain::ids::DraftId;
use services::context::{Actor, Cx};
use services::{Error, Services};
use support::{databases, services_on, somebody};

const BROWSER: Option<&str> = Some("a-browser-token-of-good-length");
const OTHER_BROWSER: Option<&str> = Some("another-browser-token-of-length");

fn visitor() -> Cx {
    Cx {
        actor: Actor::Visitor,
        request_id: "test".to_owned(),
    }
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// A draft that can be sent.
async fn ready(services: &Services, cx: &Cx, title: &str) -> DraftId {
    let id = services.start_deposit(cx, BROWSER).await.unwrap();
    let screens: [(Step, Vec<(String, String)>); 4] = [
        (
            Step::What,
            pairs(&[
                ("titre", title),
                ("resume", "Isoler les murs."),
                ("theme_principal", "ecole_enfance"),
            ]),
        ),
        (
            Step::Where,
            pairs(&[("communes", "49007"), ("communes", "49328")]),
        ),
        (
            Step::Who,
            pairs(&[
                ("porteur", "commune:49007"),
                ("contact_prenom", "Claire"),
                ("contact_nom", "Martin"),
                ("courriel", "mairie@exemple.fr"),
            ]),
        ),
        (
            Step::Progress,
            pairs(&[("phase", "idee"), ("etat", "en_cours"), ("cout", "100 000")]),
        ),
    ];
    for (step, fields) in screens {
        let saved = services
            .save_draft(cx, BROWSER, id, step, &fields)
            .await
            .unwrap();
        assert_eq!(saved.refused, [], "{step}");
    }
    id
}

#[tokio::test]
async fn ten_sendings_at_once_make_one_project() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let id = ready(&services, &mayor, "Rénover l'école").await;
        let sendings = (0..10).map(|_| {
            let (services, mayor) = (services.clone(), mayor.clone());
            tokio::spawn(async move { services.send_draft(&mayor, BROWSER, id).await.unwrap() })
        });
        let mut projects = Vec::new();
        for sending in sendings.collect::<Vec<_>>() {
            projects.push(sending.await.unwrap());
        }
        projects.dedup();
        assert_eq!(projects.len(), 1);
        let cards = services.my_projects(&mayor).await.unwrap();
        assert_eq!(cards.len(), 1);
        assert_eq!(
            (cards[0].number, cards[0].intake.as_str()),
            (Some(1), "submitted")
        );
        assert_eq!(cards[0].total_cost_cents, Some(10_000_000));
        assert!(cards[0].intake_due_at.is_some());
        let head = services.sheet_head(&mayor, projects[0]).await.unwrap();
        assert_eq!(
            services.history(&mayor, &head, None).await.unwrap().len(),
            1
        );
        let receipt = services.deposit_receipt(&head).await.unwrap().unwrap();
        assert_eq!(receipt.seats.len(), 2);
        assert_eq!(services.my_drafts(&mayor, BROWSER).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn a_draft_is_found_again_on_another_device_after_signing_in() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let id = ready(&services, &visitor(), "Refaire le stade").await;
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let elsewhere = services.open_draft(&mayor, OTHER_BROWSER, id).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        // Opened with both, it becomes hers; from then on the browser alone opens nothing.
        services.open_draft(&mayor, BROWSER, id).await.unwrap();
        let ended = services.open_draft(&visitor(), BROWSER, id).await;
        assert!(matches!(ended, Err(Error::SignInNeeded)));
        let drafts = services.my_drafts(&mayor, OTHER_BROWSER).await.unwrap();
        assert_eq!(
            (drafts[0].title.as_str(), drafts[0].step),
            ("Refaire le stade", Step::Review)
        );
        services
            .open_draft(&mayor, OTHER_BROWSER, id)
            .await
            .unwrap();
        let stranger = somebody(&services, "autre@exemple.fr").await;
        assert!(matches!(
            services.open_draft(&stranger, BROWSER, id).await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            services.my_drafts(&stranger, BROWSER).await.unwrap().len(),
            0
        );
    }
}

#[tokio::test]
async fn an_anonymous_draft_is_its_browsers() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let id = ready(&services, &visitor(), "Refaire le stade").await;
        for browser in [None, OTHER_BROWSER] {
            assert!(matches!(
                services.open_draft(&visitor(), browser, id).await,
                Err(Error::NotFound)
            ));
            let write = services
                .save_draft(&visitor(), browser, id, Step::What, &[])
                .await;
            assert!(matches!(write, Err(Error::NotFound)));
            assert_eq!(
                services.my_drafts(&visitor(), browser).await.unwrap().len(),
                0
            );
        }
        assert!(matches!(
            services.send_draft(&visitor(), BROWSER, id).await,
            Err(Error::SignInNeeded)
        ));
        services
            .discard_draft(&visitor(), BROWSER, id)
            .await
            .unwrap();
        assert!(matches!(
            services.open_draft(&visitor(), BROWSER, id).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_kept_and_told() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let id = ready(&services, &mayor, "Rénover l'école").await;
        let wrong = pairs(&[
            ("phase", "idee"),
            ("etat", "en_cours"),
            ("cout", "beaucoup"),
        ]);
        let saved = services
            .save_draft(&mayor, BROWSER, id, Step::Progress, &wrong)
            .await
            .unwrap();
        assert_eq!(saved.refused[0].problem, Problem::NotAnAmount);
        assert_eq!(saved.draft.answers.get("cout"), "beaucoup");
        assert!(matches!(
            services.send_draft(&mayor, BROWSER, id).await,
            Err(Error::Fields(_))
        ));
        // A bearer that is not of the communes chosen, a commune that does not exist.
        for (step, field, value, problem) in [
            (Step::Who, "porteur", "commune:75056", Problem::NotAChoice),
            (Step::Where, "communes", "49999", Problem::UnknownCommune),
        ] {
            let mut fields = pairs(&[("contact_prenom", "Claire"), ("contact_nom", "Martin")]);
            fields.push((field.to_owned(), value.to_owned()));
            let saved = services
                .save_draft(&mayor, BROWSER, id, step, &fields)
                .await
                .unwrap();
            assert_eq!(saved.refused[0].problem, problem, "{field}");
        }
    }
}

#[tokio::test]
async fn a_likeness_is_shown_to_those_who_may_read_it() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let first = ready(&services, &mayor, "Rénovation de l'école Jean-Moulin").await;
        let project = services.send_draft(&mayor, BROWSER, first).await.unwrap();
        let second = ready(&services, &mayor, "Rénover l'école Jean Moulin").await;
        assert_ne!(first, second);
        let draft = services.open_draft(&mayor, BROWSER, second).await.unwrap();
        let alike = services
            .similar_projects(&mayor, &draft.answers)
            .await
            .unwrap();
        assert_eq!(alike.len(), 1);
        assert_eq!(
            (alike[0].id, alike[0].same_title, alike[0].same_cost),
            (project, true, true)
        );
        let stranger = somebody(&services, "autre@exemple.fr").await;
        for cx in [stranger, visitor()] {
            assert_eq!(
                services
                    .similar_projects(&cx, &draft.answers)
                    .await
                    .unwrap(),
                []
            );
        }
    }
}

#[tokio::test]
async fn what_is_missing_brings_help_with_the_deposit() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        services.ensure_shipped().await.unwrap();
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let id = ready(&services, &mayor, "Rénover l'école").await;
        let ticked = pairs(&[("blocages", "funding"), ("blocages", "engineering")]);
        services
            .save_draft(&mayor, BROWSER, id, Step::Missing, &ticked)
            .await
            .unwrap();
        let project = services.send_draft(&mayor, BROWSER, id).await.unwrap();
        let head = services.sheet_head(&mayor, project).await.unwrap();
        let blockers = services.blockers(&head).await.unwrap();
        assert_eq!(blockers.len(), 2);
        assert!(blockers.iter().all(|blocker| blocker.due_at.is_some()));
        let help = services.recommendations(&head).await.unwrap();
        for blocker in &blockers {
            let families: Vec<_> = help
                .iter()
                .filter(|line| line.blocker_id == Some(blocker.id))
                .filter_map(|line| line.family.clone())
                .collect();
            assert!(!families.is_empty(), "{}", blocker.kind);
        }
        assert!(help.iter().all(|line| line.reasons != "[]"));
        let mut offers: Vec<_> = help.iter().filter_map(|line| line.offer_id).collect();
        offers.sort_unstable();
        offers.dedup();
        assert_eq!(offers.len(), help.len(), "an offer is proposed once");
        let kinds: Vec<String> = services
            .history(&mayor, &head, None)
            .await
            .unwrap()
            .into_iter()
            .map(|event| event.kind)
            .collect();
        assert_eq!(kinds, ["blocker_raised", "blocker_raised", "submitted"]);
    }
}

#[tokio::test]
async fn the_depositor_gets_a_receipt_by_mail() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let mayor = somebody(&services, "maire@exemple.fr").await;
        let id = ready(&services, &mayor, "Rénover l'école").await;
        let project = services.send_draft(&mayor, BROWSER, id).await.unwrap();
        services.send_draft(&mayor, BROWSER, id).await.unwrap();
        while services.run_due_jobs().await.unwrap() > 0 {}
        let mails = store::mailbox::latest(test.db.read(), 10).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].recipient, "maire@exemple.fr");
        assert_eq!(mails[0].subject, "Projet n° 1 déposé : Rénover l'école");
        let link = format!("https://mec.example.fr/projets/{project}");
        for part in [&mails[0].text_body, &mails[0].html_body] {
            for words in [
                "Bonjour Claire",
                &link,
                // The pair of this département has nobody yet: the proof does not pretend otherwise.
                "encore nommé dans votre département",
                "au plus tard le",
            ] {
                assert!(part.contains(words), "{words}: {part}");
            }
        }
    }
}

#[tokio::test]
async fn a_person_works_for_every_collectivity_she_deposits_for() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let mayor = somebody(&services, "maire@exemple.fr").await;
        for (title, bearer) in [
            ("Rénover l'école", "commune:49007"),
            ("Refaire le stade", "commune:49328"),
            ("Planter des haies", "commune:49328"),
        ] {
            let id = ready(&services, &mayor, title).await;
            let who = pairs(&[
                ("porteur", bearer),
                ("contact_prenom", "Claire"),
                ("contact_nom", "Martin"),
            ]);
            services
                .save_draft(&mayor, BROWSER, id, Step::Who, &who)
                .await
                .unwrap();
            services.send_draft(&mayor, BROWSER, id).await.unwrap();
        }
        let account = services.my_account(&mayor).await.unwrap();
        let mut names: Vec<_> = account.collectivities.into_iter().map(|c| c.name).collect();
        names.sort_unstable();
        assert_eq!(names, ["Angers", "Saumur"]);
    }
}

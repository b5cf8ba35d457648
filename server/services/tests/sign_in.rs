//! Signing in: link and code, once, ten minutes, bounded tries; sessions rotated and ended.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::form::Problem;
use domain::ids::SessionId;
use services::account::login::{Asker, Begun};
use services::{Actor, Cx, Error, Services};
use support::{TestClock, databases, services_on};

const EMAIL: &str = "mairie@saint-aubin.fr";

fn asker(network: &str) -> Asker {
    Asker {
        network: network.to_owned(),
        device: "firefox linux".to_owned(),
        session: None,
    }
}

/// The mail that left last: its link's token and its code.
async fn last_mail(services: &Services, clock: &TestClock) -> (String, String) {
    // Mails are told apart by their moment.
    clock.pass_seconds(1);
    services.run_due_jobs().await.unwrap();
    let mails = store::mailbox::latest(services.db.read(), 1).await.unwrap();
    let text = &mails[0].text_body;
    let link = text
        .lines()
        .find_map(|line| line.strip_prefix("https://mec.example.fr/connexion/lien/"))
        .unwrap();
    let code = text
        .lines()
        .find(|line| line.len() == 7 && line.as_bytes()[3] == b' ')
        .unwrap();
    (link.to_owned(), code.to_owned())
}

async fn begin(services: &Services, next: &str) -> Begun {
    services
        .begin_login(&asker("192.0.2.1"), EMAIL, next)
        .await
        .unwrap()
}

fn problem(error: Error) -> Problem {
    match error {
        Error::Fields(fields) => fields[0].problem.clone(),
        other => panic!("not a refused field: {other}"),
    }
}

async fn person_cx(services: &Services, token: &str) -> Option<Cx> {
    let person = services.person_of(token).await.unwrap()?;
    Some(Cx {
        actor: Actor::Person(person),
        request_id: "test".to_owned(),
    })
}

#[tokio::test]
async fn a_link_works_once_in_any_browser() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        begin(&services, "/projets/nouveau/confirmer").await;
        let (link, _) = last_mail(&services, &clock).await;
        // Looking at it, as mail scanners do, uses nothing up.
        for _ in 0..3 {
            assert_eq!(
                services.login_by_link(&link).await.unwrap().unwrap().email,
                EMAIL
            );
        }
        let signed = services
            .login_with_link(&asker("198.51.100.7"), &link)
            .await
            .unwrap();
        assert_eq!(signed.next.as_deref(), Some("/projets/nouveau/confirmer"));
        let person = services.person_of(&signed.token).await.unwrap().unwrap();
        assert_eq!(person.email, EMAIL);
        let again = services
            .login_with_link(&asker("198.51.100.7"), &link)
            .await
            .unwrap_err();
        assert_eq!(problem(again), Problem::Expired);
        assert!(services.login_by_link(&link).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_code_works_once_in_the_browser_that_asked() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let begun = begin(&services, "").await;
        let (link, code) = last_mail(&services, &clock).await;
        let other = services
            .login_with_code(&asker("x"), "another-browser", &code)
            .await
            .unwrap_err();
        assert_eq!(problem(other), Problem::Expired);
        let signed = services
            .login_with_code(&asker("x"), &begun.browser, &code)
            .await
            .unwrap();
        assert_eq!(signed.next, None);
        let again = services
            .login_with_code(&asker("x"), &begun.browser, &code)
            .await
            .unwrap_err();
        assert_eq!(problem(again), Problem::Expired);
        // The link of the same demand is used up with its code.
        assert!(services.login_with_link(&asker("x"), &link).await.is_err());
    }
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_but_not_the_link() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let begun = begin(&services, "").await;
        let (link, code) = last_mail(&services, &clock).await;
        let wrong = if code == "000 000" {
            "111111"
        } else {
            "000000"
        };
        for _ in 0..5 {
            let error = services
                .login_with_code(&asker("x"), &begun.browser, wrong)
                .await
                .unwrap_err();
            assert_eq!(problem(error), Problem::WrongCode);
        }
        let error = services
            .login_with_code(&asker("x"), &begun.browser, &code)
            .await
            .unwrap_err();
        assert_eq!(problem(error), Problem::Expired);
        for typed in ["", "12", "abcdef"] {
            assert!(
                services
                    .login_with_code(&asker("x"), &begun.browser, typed)
                    .await
                    .is_err()
            );
        }
        assert!(services.login_with_link(&asker("x"), &link).await.is_ok());
    }
}

#[tokio::test]
async fn after_ten_minutes_it_is_too_late() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let begun = begin(&services, "").await;
        let (link, code) = last_mail(&services, &clock).await;
        clock.pass_seconds(601);
        let error = services
            .login_with_link(&asker("x"), &link)
            .await
            .unwrap_err();
        assert_eq!(problem(error), Problem::Expired);
        let error = services
            .login_with_code(&asker("x"), &begun.browser, &code)
            .await
            .unwrap_err();
        assert_eq!(problem(error), Problem::Expired);
        assert!(
            services
                .login_of_browser(&begun.browser)
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_are_treated_alike() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        begin(&services, "").await;
        let (link, _) = last_mail(&services, &clock).await;
        services.login_with_link(&asker("x"), &link).await.unwrap();
        let mut counts = Vec::new();
        for email in [EMAIL, "personne@ailleurs.fr"] {
            let (begun, statements) =
                store::query_counter::counted(services.begin_login(&asker("y"), email, "")).await;
            assert_eq!(begun.unwrap().email.as_str(), email);
            counts.push(statements);
        }
        assert_eq!(counts[0], counts[1], "the same statements for both");
        clock.pass_seconds(1);
        services.run_due_jobs().await.unwrap();
        let mails = store::mailbox::latest(services.db.read(), 3).await.unwrap();
        assert_eq!(mails[0].subject, mails[1].subject);
        assert_eq!(mails[0].text_body.len(), mails[1].text_body.len());
    }
}

#[tokio::test]
async fn tries_are_bounded_by_address_and_by_network() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        for turn in 0..5 {
            services
                .begin_login(&asker(&format!("n{turn}")), EMAIL, "")
                .await
                .unwrap();
        }
        let Err(Error::TooMany(wait)) = services
            .begin_login(&asker("n9"), "MAIRIE@saint-aubin.fr ", "")
            .await
        else {
            panic!("the sixth demand is refused");
        };
        assert!((1..=900).contains(&wait));
        clock.pass_seconds(901);
        assert!(services.begin_login(&asker("n9"), EMAIL, "").await.is_ok());
        for turn in 0..20 {
            services
                .begin_login(&asker("same"), &format!("a{turn}@b.fr"), "")
                .await
                .unwrap();
        }
        let refused = services.begin_login(&asker("same"), "z@b.fr", "").await;
        assert!(matches!(refused, Err(Error::TooMany(1..=300))));
        assert!(
            services
                .begin_login(&asker("other"), "z@b.fr", "")
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn an_elsewhere_is_never_come_back_to() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        for (turn, next) in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
        ]
        .iter()
        .enumerate()
        {
            services
                .begin_login(&asker("x"), &format!("a{turn}@b.fr"), next)
                .await
                .unwrap();
            let (link, _) = last_mail(&services, &clock).await;
            assert_eq!(
                services
                    .login_with_link(&asker("x"), &link)
                    .await
                    .unwrap()
                    .next,
                None
            );
        }
    }
}

#[tokio::test]
async fn signing_in_ends_the_browser_s_session_and_sessions_can_be_ended() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        begin(&services, "").await;
        let (link, _) = last_mail(&services, &clock).await;
        let first = services.login_with_link(&asker("x"), &link).await.unwrap();
        begin(&services, "").await;
        let (link, _) = last_mail(&services, &clock).await;
        let same = Asker {
            session: Some(first.token.clone()),
            ..asker("x")
        };
        let second = services.login_with_link(&same, &link).await.unwrap();
        assert!(
            services.person_of(&first.token).await.unwrap().is_none(),
            "the old token is worth nothing"
        );
        begin(&services, "").await;
        let (link, _) = last_mail(&services, &clock).await;
        let third = services.login_with_link(&asker("x"), &link).await.unwrap();

        let cx = person_cx(&services, &second.token).await.unwrap();
        let sessions = services.my_sessions(&cx).await.unwrap();
        assert_eq!(sessions.len(), 2);
        assert!(
            sessions
                .iter()
                .all(|session| session.device == "firefox linux")
        );
        // Somebody else's session is not there for others.
        let stranger = support::somebody(&services, "autre@b.fr").await;
        let foreign = services
            .close_session(&stranger, SessionId(sessions[0].id))
            .await;
        assert!(matches!(foreign, Err(Error::NotFound)));
        services.close_other_sessions(&cx).await.unwrap();
        assert!(services.person_of(&third.token).await.unwrap().is_none());
        assert!(services.person_of(&second.token).await.unwrap().is_some());
        services.sign_out_everywhere(&cx).await.unwrap();
        assert!(services.person_of(&second.token).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_session_ends_after_thirty_days() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        begin(&services, "").await;
        let (link, _) = last_mail(&services, &clock).await;
        let signed = services.login_with_link(&asker("x"), &link).await.unwrap();
        clock.pass_seconds(30 * 86_400 - 10);
        assert!(services.person_of(&signed.token).await.unwrap().is_some());
        clock.pass_seconds(20);
        assert!(services.person_of(&signed.token).await.unwrap().is_none());
        services.sweep().await.unwrap();
    }
}

#[tokio::test]
async fn a_copy_of_the_database_opens_nothing() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let begun = begin(&services, "").await;
        let (link, code) = last_mail(&services, &clock).await;
        let request = store::account::login::by_browser(
            services.db.read(),
            &services::secret::hash(&begun.browser),
        )
        .await
        .unwrap()
        .unwrap();
        let digits: String = code.split(' ').collect();
        assert_ne!(request.code_hash, services::secret::hash(&digits));
        // The job that carried the link forgot it once done.
        let left: Vec<store::outbox::DeadJob> = store::sql::all(
            services.db.read(),
            "SELECT id, kind, payload, attempts, done_at AS dead_at, last_error FROM outbox",
            [],
        )
        .await
        .unwrap();
        assert!(left.iter().all(|job| !job.payload.contains(&link)));
    }
}

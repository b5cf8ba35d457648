//! Messages.

use super::support::{Part, worlds};
use http::StatusCode;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";

#[tokio::test]
async fn what_the_state_writes_to_itself_is_unknown_to_the_others() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, seat) = (
            world.someone("maire@a.fr").await,
            world.someone("claire@etat.fr").await,
        );
        world.join(project, &lead, "lead").await;
        world.seat(&seat).await;
        let base = format!("/projets/{project}");
        let parts: [Part; 2] = [
            ("message", None, "Avis réservé du service".as_bytes()),
            ("fichiers", Some("note-interne.pdf"), PDF),
        ];
        let sent = world
            .send(&seat, &format!("{base}/conversation?fil=etat"), &parts)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        assert!(
            sent.location()
                .starts_with(&format!("{base}/conversation?fil=etat&fait=message-envoye"))
        );
        let page = world
            .get(&seat, &format!("{base}/conversation?fil=etat"))
            .await
            .text();
        assert!(page.contains("Avis réservé du service") && page.contains("note-interne.pdf"));
        let file = page.split(&format!("{base}/fichiers/")).nth(1).unwrap()[..36].to_owned();
        let message = page.split("id=\"m-").nth(1).unwrap()[..36].to_owned();
        assert_eq!(
            world
                .get(&seat, &format!("{base}/fichiers/{file}"))
                .await
                .bytes,
            PDF
        );

        for hidden in [
            format!("{base}/conversation?fil=etat"),
            format!("{base}/fichiers/{file}"),
            format!("{base}/fichiers/{file}/retirer"),
            format!("{base}/conversation/{message}/modifier"),
            format!("{base}/conversation/{message}/retirer"),
        ] {
            assert_eq!(
                world.get(&lead, &hidden).await.status,
                StatusCode::NOT_FOUND,
                "{hidden}"
            );
        }
        for open in ["", "/conversation", "/fichiers", "/historique", "/membres"] {
            let page = world.get(&lead, &format!("{base}{open}")).await;
            assert_eq!(page.status, StatusCode::OK, "{open}");
            let text = page.text();
            assert!(
                !text.contains("Avis réservé") && !text.contains("note-interne"),
                "{open}"
            );
            assert!(
                !text.contains("fil=etat") && !text.contains("a écrit un message"),
                "{open}"
            );
        }
        let parts: [Part; 1] = [("message", None, b"moi aussi")];
        let refused = world
            .send(&lead, &format!("{base}/conversation?fil=etat"), &parts)
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let refused = world
            .send(
                &lead,
                &format!("{base}/fichiers?fil=etat"),
                &[("fichiers", Some("a.pdf"), PDF)],
            )
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(world.count("message", vec![]).await, 1);
        assert_eq!(world.contents(), 1);
    }
}

#[tokio::test]
async fn a_line_of_the_bell_leads_to_the_thread_it_tells_of() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (seat, agent) = (
            world.someone("claire@etat.fr").await,
            world.someone("sophie@etat.fr").await,
        );
        world.seat(&seat).await;
        world
            .run(
                "UPDATE project SET assignee_id = $1 WHERE id = $2",
                vec![agent.id.into(), project.into()],
            )
            .await;
        let base = format!("/projets/{project}/conversation");
        for (address, words, thread) in [
            (base.clone(), "a écrit un message.", base.clone()),
            (
                format!("{base}?fil=etat"),
                "a écrit un message aux services de l'État.",
                format!("{base}?fil=etat"),
            ),
        ] {
            let sent = world.post(&seat, &address, &[("message", "Bonjour")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
            while world.services.run_due_jobs().await.unwrap() > 0 {}
            let bell = world.get(&agent, "/notifications").await.text();
            assert!(bell.contains(words), "{bell}");
            let line = &bell.split("href=\"/notifications/").nth(1).unwrap()[..36];
            let followed = world.get(&agent, &format!("/notifications/{line}")).await;
            assert_eq!(followed.location(), thread);
            world.pass_seconds(60);
        }
    }
}

#[tokio::test]
async fn four_presses_make_one_message() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let lead = world.someone("maire@a.fr").await;
        world.join(project, &lead, "lead").await;
        let address = format!("/projets/{project}/conversation");
        let key = world.get(&lead, &address).await.hidden("cle");
        let parts: [Part; 3] = [
            ("cle", None, key.as_bytes()),
            ("message", None, b"Bonjour"),
            ("fichiers", Some("plan.pdf"), PDF),
        ];
        let presses = (0..4).map(|_| world.send(&lead, &address, &parts));
        for answer in futures::future::join_all(presses).await {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
        for what in [
            "message",
            "attachment",
            "thread",
            "event",
            "outbox WHERE kind = 'tell'",
        ] {
            assert_eq!(world.count(what, vec![]).await, 1, "{what}");
        }
        assert_eq!(
            world.contents(),
            1,
            "the contents sent again are thrown away"
        );
        assert_eq!(
            world.count("thread WHERE message_count = 1", vec![]).await,
            1
        );
    }
}

#[tokio::test]
async fn a_refused_message_loses_nothing() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, other) = (
            world.someone("maire@a.fr").await,
            world.someone("adjoint@a.fr").await,
        );
        world.join(project, &lead, "lead").await;
        world.join(project, &other, "editor").await;
        let address = format!("/projets/{project}/conversation");
        let parts: [Part; 4] = [
            ("message", None, "Voici les devis <b>".as_bytes()),
            (
                "fichiers",
                Some("virus.pdf"),
                b"MZ\x90\0\x03\0\0\0 This program cannot be run",
            ),
            ("fichiers", Some("devis.pdf"), PDF),
            ("fichiers", Some("outil.exe"), b"MZ\x90\0"),
        ];
        let refused = world.send(&lead, &address, &parts).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("<title>Erreur : "));
        assert!(
            text.contains("virus.pdf") && text.contains("outil.exe"),
            "both are named"
        );
        assert!(
            text.contains("Voici les devis &lt;b&gt;") || text.contains("Voici les devis &lt;b"),
            "{text}"
        );
        assert!(text.contains("Fichiers déjà reçus") && text.contains("devis.pdf"));
        assert_eq!(world.count("message", vec![]).await, 0);
        let list = world
            .get(&lead, &format!("/projets/{project}/fichiers"))
            .await
            .text();
        assert!(!list.contains("devis.pdf"), "a waiting file is on no page");

        let kept = refused
            .text()
            .split("name=\"joint\"")
            .nth(1)
            .unwrap()
            .to_owned();
        let kept = kept.split("value=\"").nth(1).unwrap()[..36].to_owned();
        let stolen: [Part; 2] = [("message", None, b"vol"), ("joint", None, kept.as_bytes())];
        assert_eq!(
            world.send(&other, &address, &stolen).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world
                .count("attachment WHERE deleted_at IS NULL", vec![])
                .await,
            0,
            "it waits for its sender only"
        );

        let again: [Part; 2] = [
            ("message", None, b"Voici les devis"),
            ("joint", None, kept.as_bytes()),
        ];
        assert_eq!(
            world.send(&lead, &address, &again).await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&lead, &address).await.text();
        assert!(page.contains("Voici les devis") && page.contains("devis.pdf"));
        assert_eq!(world.contents(), 1);
    }
}

#[tokio::test]
async fn a_message_has_a_limit_and_says_it() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let lead = world.someone("maire@a.fr").await;
        world.join(project, &lead, "lead").await;
        let address = format!("/projets/{project}/conversation");
        let long = format!("debut{}", "é".repeat(20_000));
        let parts: [Part; 1] = [("message", None, long.as_bytes())];
        let refused = world.send(&lead, &address, &parts).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("20000 caractères au plus")
                || refused.text().contains("20\u{202f}000 caractères")
        );
        assert!(
            refused.text().contains(&long),
            "what was typed is kept whole"
        );
        let empty = world.post(&lead, &address, &[("message", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let exact = "é".repeat(20_000);
        assert_eq!(
            world
                .post(&lead, &address, &[("message", &exact)])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
    }
}

#[tokio::test]
async fn hostile_words_stay_words() {
    for world in worlds(None).await {
        let project = world.project("<script>alert(1)</script>").await;
        let lead = world.someone("maire@a.fr").await;
        world.join(project, &lead, "lead").await;
        let address = format!("/projets/{project}/conversation");
        let words = "<script>alert(2)</script> javascript:alert(3) https://exemple.fr/?a=1&b=\"x";
        assert_eq!(
            world
                .post(&lead, &address, &[("message", words)])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&lead, &address).await.text();
        assert!(!page.contains("<script>alert"));
        assert!(
            page.contains("href=\"https://exemple.fr/?a=1&amp;b=\"")
                && page.contains("nofollow noopener"),
            "{page}"
        );
        assert!(!page.contains("href=\"javascript"));
    }
}

#[tokio::test]
async fn roles_say_who_writes_and_ends_at_once() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let (lead, reader) = (
            world.someone("maire@a.fr").await,
            world.someone("lecteur@a.fr").await,
        );
        let stranger = world.someone("autre@b.fr").await;
        world.join(project, &lead, "lead").await;
        world.join(project, &reader, "reader").await;
        let address = format!("/projets/{project}/conversation");
        let say = [("message", "Bonjour")];
        assert_eq!(
            world.post(&reader, &address, &say).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&stranger, &address, &say).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            world.get(&stranger, &address).await.status,
            StatusCode::NOT_FOUND
        );
        let visitor = world.get(&world.visitor(), &address).await;
        assert!(
            visitor.location().starts_with("/connexion?suite="),
            "{}",
            visitor.location()
        );
        assert!(
            world
                .get(&reader, &address)
                .await
                .text()
                .contains("pas d'y écrire")
        );
        world
            .run(
                "DELETE FROM member WHERE person_id = $1",
                vec![reader.id.into()],
            )
            .await;
        assert_eq!(
            world.get(&reader, &address).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn ones_own_message_can_be_changed_for_a_while_and_taken_back() {
    for world in worlds(None).await {
        let (project, elsewhere) = (world.project("École").await, world.project("Pont").await);
        let (lead, editor) = (
            world.someone("maire@a.fr").await,
            world.someone("adjoint@a.fr").await,
        );
        for project in [project, elsewhere] {
            world.join(project, &lead, "lead").await;
            world.join(project, &editor, "editor").await;
        }
        let address = format!("/projets/{project}/conversation");
        let parts: [Part; 2] = [
            ("message", None, b"Bonjour"),
            ("fichiers", Some("plan.pdf"), PDF),
        ];
        world.send(&lead, &address, &parts).await;
        let page = world.get(&lead, &address).await.text();
        let message = page.split("id=\"m-").nth(1).unwrap()[..36].to_owned();
        let edit = format!("{address}/{message}/modifier");
        let take_back = format!("{address}/{message}/retirer");
        assert_eq!(
            world.get(&editor, &edit).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(
            world.post(&editor, &take_back, &[]).await.status,
            StatusCode::FORBIDDEN
        );
        let through_other = format!("/projets/{elsewhere}/conversation/{message}/modifier");
        assert_eq!(
            world.get(&lead, &through_other).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(world.get(&lead, &edit).await.text().contains("Bonjour"));
        assert_eq!(
            world
                .post(&lead, &edit, &[("message", "Bonsoir")])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&editor, &address).await.text();
        assert!(page.contains("Bonsoir") && page.contains("modifié") && !page.contains("Bonjour<"));
        world.pass_seconds(901);
        assert_eq!(world.get(&lead, &edit).await.status, StatusCode::CONFLICT);
        assert_eq!(
            world
                .post(&lead, &edit, &[("message", "Tard")])
                .await
                .status,
            StatusCode::CONFLICT
        );
        assert!(
            world
                .get(&lead, &take_back)
                .await
                .text()
                .contains("Retirer votre message")
        );
        assert_eq!(
            world.post(&lead, &take_back, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get(&editor, &address).await.text();
        assert!(
            page.contains("Message retiré")
                && !page.contains("Bonsoir")
                && !page.contains("plan.pdf")
        );
    }
}

#[tokio::test]
async fn two_hundred_messages_cost_few_queries() {
    for world in worlds(None).await {
        let project = world.project("École").await;
        let lead = world.someone("maire@a.fr").await;
        world.join(project, &lead, "lead").await;
        let address = format!("/projets/{project}/conversation");
        for number in 0..203 {
            let words = format!("message {number}.");
            world.post(&lead, &address, &[("message", &words)]).await;
        }
        let page = world.get(&lead, &address).await;
        let queries: u32 = page.headers["x-queries"].to_str().unwrap().parse().unwrap();
        assert!(queries <= 8, "{queries} queries");
        let text = page.text();
        assert!(
            text.contains("message 202.")
                && text.contains("message 3.")
                && !text.contains(">message 2.")
        );
        let older = text.split("avant=").nth(1).unwrap()[..36].to_owned();
        let page = world
            .get(&lead, &format!("{address}?avant={older}"))
            .await
            .text();
        assert!(
            page.contains("message 2.")
                && page.contains("message 0.")
                && !page.contains("message 3.")
        );
    }
}

//! Views that somebody keeps, and the pair sees or does not.

use super::titles;
use crate::world::{Someone, World, worlds};
use http::StatusCode;

#[tokio::test]
async fn a_view_is_kept_shown_changed_and_deleted() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "submitted", "École").await;
        world.project(&cast, "assigned", "Halle").await;
        let (seat, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let form = world
            .get("/territoire/vues?etat=submitted&tri=-cout", seat)
            .await;
        assert_eq!(form.status, StatusCode::OK);
        let kept = form.hidden("adresse");
        let nameless = [("nom", " "), ("adresse", "etat=submitted")];
        let refused = world.ask("POST", "/territoire/vues", seat, &nameless).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("value=\"etat=submitted\""),
            "what was asked is kept"
        );
        let key = form.hidden("cle");
        let kept = kept.replace("&amp;", "&");
        let fields = [
            ("nom", "À voir <b>vite</b>"),
            ("adresse", kept.as_str()),
            ("cle", key.as_str()),
        ];
        for _ in 0..2 {
            let sent = world.ask("POST", "/territoire/vues", seat, &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            assert_eq!(
                sent.location(),
                "/territoire/projets?etat=submitted&tri=-cout&fait=vue-gardee"
            );
        }
        let page = world.get("/territoire/projets", seat).await;
        let link = "href=\"/territoire/projets?departement=49&amp;etat=submitted&amp;tri=-cout\"";
        assert_eq!(
            page.body.matches(link).count(),
            1,
            "two presses keep one view"
        );
        assert!(!page.body.contains("<b>vite"));
        let seen = world
            .get(
                "/territoire/projets?departement=49&etat=submitted&tri=-cout",
                seat,
            )
            .await;
        assert_eq!(titles(&seen), ["École"]);
        let other = world.get("/territoire/projets", prefecture).await;
        assert!(!other.body.contains("À voir"), "it is not shared");
        let mine = world.get("/compte/mes-donnees.json", seat).await;
        assert!(
            mine.body.contains("À voir"),
            "what is kept about her is told to her"
        );

        let id = world
            .pairs("SELECT name AS a, query AS b FROM saved_view")
            .await;
        assert_eq!(id.len(), 1);
        let list = world.get("/territoire/vues", seat).await;
        let at = list.body.find("/modifier").unwrap();
        let id = list.body[..at].rsplit('/').next().unwrap().to_owned();
        let change = format!("/territoire/vues/{id}/modifier");
        let delete = format!("/territoire/vues/{id}/supprimer");
        for (method, path) in [
            ("GET", &change),
            ("POST", &change),
            ("GET", &delete),
            ("POST", &delete),
        ] {
            let answer = world
                .ask(method, path, prefecture, &[("nom", "Volée")])
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
        }
        let shared = [("nom", "Vue du binôme"), ("partage", "oui")];
        let sent = world.ask("POST", &change, seat, &shared).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let other = world.get("/territoire/projets", prefecture).await;
        assert!(other.body.contains("Vue du binôme"));
        for outsider in ["agent", "stranger", "manager", "admin"] {
            let page = world.get("/territoire/projets", cast.get(outsider)).await;
            assert!(!page.body.contains("Vue du binôme"), "{outsider}");
        }
        let key = world.get(&delete, seat).await.hidden("cle");
        for _ in 0..2 {
            let sent = world
                .ask("POST", &delete, seat, &[("cle", key.as_str())])
                .await;
            assert_eq!(sent.location(), "/territoire/vues?fait=vue-supprimee");
        }
        let page = world.get("/territoire/projets", prefecture).await;
        assert!(!page.body.contains("Vue du binôme"));
    }
}

#[tokio::test]
async fn nobody_keeps_a_view_of_a_territory_that_is_not_hers() {
    for world in worlds().await {
        let cast = world.cast().await;
        let form = [
            ("nom", "Chez le voisin"),
            ("adresse", "departement=49"),
            ("partage", "oui"),
        ];
        for role in ["stranger", "lead", "manager"] {
            let sent = world
                .ask("POST", "/territoire/vues", cast.get(role), &form)
                .await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{role}");
        }
        assert!(
            world
                .pairs("SELECT name AS a, query AS b FROM saved_view")
                .await
                .is_empty()
        );
    }
}

/// Keeps a view of everything, for the pair.
async fn share(world: &World, who: &Someone, name: &str) {
    let form = [("nom", name), ("adresse", ""), ("partage", "oui")];
    let sent = world.ask("POST", "/territoire/vues", who, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

async fn id_of(world: &World, name: &str) -> String {
    #[derive(sea_orm::FromQueryResult)]
    struct Id {
        id: uuid::Uuid,
    }
    let found: Option<Id> = store::sql::one(
        world.services.db.read(),
        "SELECT id FROM saved_view WHERE name = $1",
        [name.into()],
    )
    .await
    .unwrap();
    found.unwrap().id.to_string()
}

#[tokio::test]
async fn a_shared_view_does_not_outlive_its_authors_role() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, prefecture, agent) =
            (cast.get("seat"), cast.get("prefecture"), cast.get("agent"));
        share(&world, agent, "De l'agente").await;
        share(&world, prefecture, "De la préfecture").await;
        let page = world.get("/territoire/projets", seat).await;
        assert!(page.body.contains("De l'agente") || page.body.contains("De l&#x27;agente"));
        assert!(page.body.contains("De la préfecture"));
        for table in ["role_grant", "seat_person"] {
            let end = format!("UPDATE {table} SET ended_at = 1 WHERE person_id IN ($1, $2)");
            world
                .run(&end, [agent.id.0.into(), prefecture.id.0.into()])
                .await;
        }
        let page = world.get("/territoire/projets", seat).await;
        assert!(!page.body.contains("agente") && !page.body.contains("De la préfecture"));
        // She who comes back in another role keeps what she kept, but for the département that is not hers now.
        world.grant(agent, "contract_manager", "crte-49").await;
        let page = world.get("/territoire/vues", agent).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("agente"));
        let again = [("nom", "De l'agente"), ("partage", "oui")];
        let change = format!(
            "/territoire/vues/{}/modifier",
            id_of(&world, "De l'agente").await
        );
        world.ask("POST", &change, agent, &again).await;
        let page = world.get("/territoire/projets", seat).await;
        assert!(!page.body.contains("agente"), "nor by changing it");
    }
}

#[tokio::test]
async fn a_seat_deletes_what_is_shared_with_it_and_nothing_else() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, prefecture, agent) =
            (cast.get("seat"), cast.get("prefecture"), cast.get("agent"));
        share(&world, prefecture, "Montrée").await;
        let own = [("nom", "Gardée pour soi"), ("adresse", "")];
        world
            .ask("POST", "/territoire/vues", prefecture, &own)
            .await;
        let path = format!(
            "/territoire/vues/{}/supprimer",
            id_of(&world, "Montrée").await
        );
        let hidden = format!(
            "/territoire/vues/{}/supprimer",
            id_of(&world, "Gardée pour soi").await
        );
        for (who, path) in [
            (agent, &path),
            (cast.get("stranger"), &path),
            (seat, &hidden),
        ] {
            for method in ["GET", "POST"] {
                let answer = world.ask(method, path, who, &[]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
            }
        }
        let list = world.get("/territoire/vues", seat).await;
        assert!(list.body.contains(&path));
        assert!(!list.body.contains(&path.replace("supprimer", "modifier")));
        let asked = world.get(&path, seat).await;
        assert!(asked.body.contains("de Prefecture Test"), "whose it is");
        let key = asked.hidden("cle");
        for _ in 0..2 {
            let sent = world
                .ask("POST", &path, seat, &[("cle", key.as_str())])
                .await;
            assert_eq!(sent.location(), "/territoire/vues?fait=vue-supprimee");
        }
        let theirs = world.get("/territoire/vues", prefecture).await;
        assert!(!theirs.body.contains("Montrée") && theirs.body.contains("Gardée pour soi"));
        let pair = world.get("/territoire/binome", prefecture).await;
        assert!(
            pair.body.contains("a supprimé la vue « Montrée »"),
            "it is told"
        );
    }
}

#[tokio::test]
async fn a_view_is_sent_by_mail_and_stopped_without_signing_in() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, agent) = (cast.get("seat"), cast.get("agent"));
        let fields = [("nom", "Tout"), ("adresse", "")];
        world.ask("POST", "/territoire/vues", seat, &fields).await;
        let list = world.get("/territoire/vues", seat).await;
        let at = list.body.find("/courriel").unwrap();
        let start = list.body[..at].rfind('"').unwrap() + 1;
        let address = format!("{}/courriel", &list.body[start..at]);
        for stranger in [agent, cast.get("lead")] {
            let hidden = world.get(&address, stranger).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "a private view");
        }
        let daily = [("frequence", "daily")];
        let sent = world.ask("POST", &address, seat, &daily).await;
        assert_eq!(sent.location(), "/territoire/vues?fait=vue-suivie");
        let page = world.get(&address, seat).await;
        assert!(page.body.contains("value=\"daily\" checked"));

        world.project(&cast, "submitted", "École <b>").await;
        let due = "UPDATE view_subscription SET next_at = 1";
        world.run(due, []).await;
        assert_eq!(world.services.send_views().await.unwrap(), 1);
        while world.services.run_due_jobs().await.unwrap() > 0 {}
        let mails = store::mailbox::latest(world.services.db.read(), 10).await;
        let mail = mails.unwrap().remove(0);
        assert!(mail.text_body.contains("- École <b>"));
        assert!(!mail.html_body.contains("École <b>"));
        let (_, way_out) = mail.text_body.split_once("/desabonnement/").unwrap();
        let way_out = format!("/desabonnement/{}", way_out.trim());
        let nobody = world.nobody();
        let page = world.get(&way_out, &nobody).await;
        assert!(page.body.contains("Vous recevez les e-mails de cette vue."));
        let one_click = [("List-Unsubscribe", "One-Click")];
        let done = world.ask("POST", &way_out, &nobody, &one_click).await;
        assert_eq!(done.status, StatusCode::OK);
        let page = world.get(&address, seat).await;
        assert!(page.body.contains("value=\"jamais\" checked"));
    }
}

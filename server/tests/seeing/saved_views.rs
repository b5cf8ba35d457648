//! Views that somebody keeps, and the pair sees or does not.

use super::titles;
use crate::world::worlds;
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

//! Who recommends, who answers, and only once.

use super::site::{HOSTILE, sites};
use super::{BLOCKER, OK, SEE_OTHER};
use http::StatusCode;

#[tokio::test]
async fn each_role_does_what_the_policy_says() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let some = site
            .id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1")
            .await;
        let answer = format!("/recommandations/{some}");
        let accept = [("etat", "proposed"), ("reponse", "accepted")];
        let advice = [
            ("titre", "Appelez le voisin"),
            ("conseil", "Il a fait la même école."),
        ];
        let line = [("source", "État"), ("montant", "10 000"), ("etat", "asked")];
        let section = [("section", "Le besoin"), ("q-beneficiaires", "120")];
        let forbidden: &[(&str, &str, &str, &[(&str, &str)])] = &[
            (&site.reader, "reader", "/blocages", BLOCKER),
            (&site.reader, "reader", &answer, &accept),
            (&site.reader, "reader", "/recommandations/proposer", &advice),
            (&site.reader, "reader", "/financement", &line),
            (&site.reader, "reader", "/etat-des-lieux", &section),
            (
                &site.reader,
                "reader",
                "/impact",
                &[("indicateur", "Eau"), ("unite", "m3")],
            ),
            (&site.expert, "expert", "/blocages", BLOCKER),
            (&site.expert, "expert", &answer, &accept),
            (&site.expert, "expert", "/financement", &line),
            (&site.expert, "expert", "/etat-des-lieux", &section),
            (&site.lead, "lead", "/recommandations/proposer", &advice),
        ];
        for (who, name, path, fields) in forbidden {
            let told = site.post(who, path, fields).await;
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        for path in [
            "/blocages",
            &answer,
            "/recommandations/proposer",
            "/financement",
            "/etat-des-lieux",
            "/impact",
        ] {
            assert_eq!(
                site.post(&site.stranger, path, BLOCKER).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        for path in [
            "/etat-des-lieux",
            "/blocages",
            "/recommandations",
            "/financement",
            "/impact",
        ] {
            let page = site.get(&site.reader, path).await;
            assert_eq!(page.status, OK, "{path}");
            assert!(
                !page.has("method=\"post\" action=\"/projets"),
                "no form for a reader at {path}"
            );
            assert!(page.queries <= 8, "{path}: {} queries", page.queries);
            assert_eq!(
                site.get(&site.stranger, path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
            let nobody = site.get("", path).await;
            assert!(nobody.location.starts_with("/connexion?suite="), "{path}");
        }
        let given = site
            .post(&site.expert, "/recommandations/proposer", &advice)
            .await;
        assert_eq!(given.status, SEE_OTHER, "an expert recommends");
        assert!(
            site.get(&site.lead, "/recommandations")
                .await
                .has("Il a fait la même école.")
        );
        assert_eq!(
            site.post(&site.lead, &answer, &accept).await.status,
            SEE_OTHER
        );
    }
}

#[tokio::test]
async fn an_answer_counts_once_even_when_two_send_it_together() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let some = site
            .id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1")
            .await;
        let path = format!("/recommandations/{some}");
        let accept = [("etat", "proposed"), ("reponse", "accepted")];
        let done = [("etat", "proposed"), ("reponse", "done")];
        let (a, b) = tokio::join!(
            site.post(&site.lead, &path, &accept),
            site.post(&site.lead, &path, &done)
        );
        let mut statuses = [a.status, b.status];
        statuses.sort();
        assert_eq!(statuses, [SEE_OTHER, StatusCode::CONFLICT]);
        let told = "SELECT COUNT(*) AS n FROM event WHERE kind = 'recommendation_answered'";
        assert_eq!(site.count(told).await, 1);
        let late = site.post(&site.lead, &path, &accept).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn setting_aside_says_why() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let some = site
            .id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1")
            .await;
        let path = format!("/recommandations/{some}");
        assert!(
            site.get(&site.lead, &format!("{path}/ecarter"))
                .await
                .has("Pourquoi n&#x27;est-ce pas pour vous")
        );
        let refused = [
            ("etat", "proposed"),
            ("reponse", "refused"),
            ("pourquoi", "other"),
            ("precision", ""),
        ];
        let told = site.post(&site.lead, &path, &refused).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.has("champ-precision-erreur"));
        let said = [
            ("etat", "proposed"),
            ("reponse", "refused"),
            ("pourquoi", "not_eligible"),
            ("precision", HOSTILE),
        ];
        assert_eq!(site.post(&site.lead, &path, &said).await.status, SEE_OTHER);
        let page = site.get(&site.lead, "/recommandations").await;
        assert!(page.has("Nous n&#x27;y avons pas droit") && page.has("Déjà examinées"));
        page.holds_hostile_text_as_text();
    }
}

#[tokio::test]
async fn a_person_recommends_an_offer_once() {
    for site in sites().await {
        let offer = site
            .id("SELECT id AS n FROM offer WHERE code = 'caue'")
            .await;
        let fields = [
            ("offre", offer.as_str()),
            ("conseil", "Ils connaissent l'école."),
        ];
        assert_eq!(
            site.post(&site.expert, "/recommandations/proposer", &fields)
                .await
                .status,
            SEE_OTHER
        );
        let again = site
            .post(&site.expert, "/recommandations/proposer", &fields)
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.has("Ils connaissent l"), "what was typed stays");
        let elsewhere = [
            ("offre", "01990000-0000-7000-8000-000000000000"),
            ("conseil", "x"),
        ];
        let unknown = site
            .post(&site.expert, "/recommandations/proposer", &elsewhere)
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = site.get(&site.lead, "/recommandations").await;
        assert!(page.has("Eva Expert") && page.has("Pour le projet dans son ensemble"));
    }
}

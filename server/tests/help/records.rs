//! What is kept of a project: état des lieux, plan, indicators.

use super::SEE_OTHER;
use super::site::{HOSTILE, sites};
use http::StatusCode;

#[tokio::test]
async fn answers_keep_their_history_and_refused_ones_stay_typed() {
    for site in sites().await {
        let first = site.get(&site.lead, "/etat-des-lieux").await;
        assert!(
            first.has("0 réponse sur 15") && first.has("1\u{202f}200\u{202f}000"),
            "known cost is shown"
        );
        let path = "/etat-des-lieux";
        let section = |count: &'static str| {
            vec![
                ("section", "Le besoin"),
                ("q-beneficiaires", count),
                ("q-obligation", "oui"),
            ]
        };
        assert_eq!(
            site.post(&site.lead, path, &section("120")).await.status,
            SEE_OTHER
        );
        assert_eq!(
            site.post(&site.lead, path, &section("120")).await.status,
            SEE_OTHER
        );
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM answer").await,
            2,
            "nothing changed, nothing is written"
        );
        assert_eq!(
            site.post(&site.lead, path, &section("150")).await.status,
            SEE_OTHER
        );
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM answer WHERE replaced_at IS NULL")
                .await,
            2
        );
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer").await, 3);
        let page = site.get(&site.reader, path).await;
        assert!(
            page.has("2 réponses sur 15")
                && page.has("150")
                && page.has("1\u{a0}réponse précédente")
        );
        let history = site
            .get(&site.reader, "/etat-des-lieux/beneficiaires")
            .await;
        assert!(history.has("120") && history.has("150") && history.has("réponse actuelle"));
        let wrong = [
            ("section", "Le besoin"),
            ("q-beneficiaires", "beaucoup"),
            ("q-constat", HOSTILE),
            ("c-constat", HOSTILE),
        ];
        let refused = site.post(&site.lead, path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("value=\"beaucoup\"") && refused.has("#champ-q-beneficiaires"));
        refused.holds_hostile_text_as_text();
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer").await, 3);
        assert_eq!(
            site.post(&site.lead, path, &[("section", "Autre")])
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        let emptied = [("section", "Le besoin")];
        assert_eq!(
            site.post(&site.lead, path, &emptied).await.status,
            SEE_OTHER
        );
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM answer WHERE replaced_at IS NULL")
                .await,
            0
        );
    }
}

#[tokio::test]
async fn the_plan_adds_up() {
    for site in sites().await {
        let lines: [&[(&str, &str)]; 3] = [
            &[
                ("propres", "on"),
                ("montant", "300 k€"),
                ("etat", "planned"),
            ],
            &[
                ("source", "État"),
                ("dispositif", HOSTILE),
                ("montant", "400 000,00 €"),
                ("etat", "asked"),
            ],
            &[
                ("source", "Région"),
                ("montant", "100 000"),
                ("etat", "refused"),
            ],
        ];
        for fields in lines {
            assert_eq!(
                site.post(&site.lead, "/financement", fields).await.status,
                SEE_OTHER
            );
        }
        let page = site.get(&site.reader, "/financement").await;
        page.holds_hostile_text_as_text();
        assert!(
            page.has("500\u{202f}000\u{a0}€"),
            "1,200,000 less 300,000 and 400,000"
        );
        assert!(page.has("25,0\u{a0}%"));
        let line = site
            .id("SELECT id AS n FROM funding_line WHERE source = 'Région'")
            .await;
        let edit = site.get(&site.lead, &format!("/financement/{line}")).await;
        assert!(edit.has("value=\"Région\""));
        let changed = [
            ("source", "Région"),
            ("montant", "200 000"),
            ("etat", "granted"),
        ];
        assert_eq!(
            site.post(&site.lead, &format!("/financement/{line}"), &changed)
                .await
                .status,
            SEE_OTHER
        );
        assert!(
            site.get(&site.lead, "/financement")
                .await
                .has("300\u{202f}000\u{a0}€")
        );
        let remove = format!("/financement/{line}/retirer");
        assert!(site.get(&site.lead, &remove).await.has("Garder la ligne"));
        assert_eq!(site.post(&site.lead, &remove, &[]).await.status, SEE_OTHER);
        assert_eq!(
            site.post(&site.lead, &remove, &[]).await.status,
            StatusCode::NOT_FOUND
        );
        let wrong = site
            .post(
                &site.lead,
                "/financement",
                &[("montant", "douze"), ("source", HOSTILE)],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.holds_hostile_text_as_text();
    }
}

#[tokio::test]
async fn an_indicator_has_a_measure_with_its_day_and_source() {
    for site in sites().await {
        let proposed = site.get(&site.lead, "/impact?mesure=eau").await;
        assert!(proposed.has("value=\"Eau consommée\"") && proposed.has("value=\"m³ par an\""));
        let mut fields = vec![
            ("indicateur", HOSTILE),
            ("unite", "m³"),
            ("depart", "1 200,5"),
            ("mesure", "900"),
        ];
        let refused = site.post(&site.lead, "/impact", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.holds_hostile_text_as_text();
        fields.extend([("mesure-le", "02/01/2026"), ("source", HOSTILE)]);
        assert_eq!(
            site.post(&site.lead, "/impact", &fields).await.status,
            SEE_OTHER
        );
        let page = site.get(&site.reader, "/impact").await;
        page.holds_hostile_text_as_text();
        assert!(page.has("1\u{202f}200,5\u{a0}m³") && page.has("2 janvier 2026"));
        let id = site.id("SELECT id AS n FROM impact").await;
        assert!(
            site.get(&site.lead, &format!("/impact/{id}"))
                .await
                .has("value=\"1200,5\"")
        );
        assert_eq!(
            site.post(&site.lead, &format!("/impact/{id}/retirer"), &[])
                .await
                .status,
            SEE_OTHER
        );
    }
}

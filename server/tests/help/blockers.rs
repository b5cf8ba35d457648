//! Raising and solving, and what it brings at once.

use super::site::{HOSTILE, encoded, sites};
use super::{BLOCKER, OK, SEE_OTHER};
use http::StatusCode;

#[tokio::test]
async fn a_blocker_brings_help_of_each_family_at_once() {
    for site in sites().await {
        let to = site.post(&site.lead, "/blocages", BLOCKER).await;
        assert_eq!(to.status, SEE_OTHER);
        assert!(
            to.location
                .starts_with(&format!("{}/recommandations?blocage=", site.sheet)),
            "{}",
            to.location
        );
        let page = site.get_at(&site.lead, &to.location).await;
        assert_eq!(page.status, OK);
        for words in [
            "Financement",
            "Ingénierie",
            "Service d&#x27;experts",
            "Dotation d&#x27;équipement des territoires ruraux",
            "Parce que votre blocage est de cette nature",
            "Parce que votre projet porte sur ce thème",
            "Je retiens",
            "Pas pour moi",
            "C&#x27;est fait",
            "Le blocage est signalé",
        ] {
            assert!(page.has(words), "{words}");
        }
        for family in ["funding", "engineering", "expert_service"] {
            let sql = format!(
                "SELECT COUNT(*) AS n FROM recommendation r JOIN offer o ON o.id = r.offer_id WHERE o.family = '{family}'"
            );
            let count = site.count(&sql).await;
            assert!((1..=3).contains(&count), "{family}: {count}");
        }
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM recommendation WHERE proposed_by IS NOT NULL")
                .await,
            0
        );
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since = '2026-01-02'")
                .await,
            1
        );
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM project WHERE phase_status = 'en_cours'")
                .await,
            1
        );
        assert!(page.queries <= 8, "{} queries", page.queries);
    }
}

#[tokio::test]
async fn solving_clears_the_earliest_day_and_cannot_be_done_twice() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let other = [
            ("nature", "land"),
            ("phrase", "Le terrain est vendu"),
            ("depuis", ""),
        ];
        site.post(&site.lead, "/blocages", &other).await;
        let first = site
            .id("SELECT id AS n FROM blocker WHERE kind = 'funding'")
            .await;
        let second = site
            .id("SELECT id AS n FROM blocker WHERE kind = 'land'")
            .await;
        let solve = format!("/blocages/{first}/lever");
        let refused = site.post(&site.lead, &solve, &[("solution", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("<title>Erreur : "));
        let done = site
            .post(
                &site.lead,
                &solve,
                &[("solution", "Le département complète")],
            )
            .await;
        assert_eq!(done.status, SEE_OTHER);
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since > '2026-01-02'")
                .await,
            1
        );
        let again = site
            .post(&site.lead, &solve, &[("solution", "Encore")])
            .await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        site.post(
            &site.lead,
            &format!("/blocages/{second}/lever"),
            &[("solution", "Racheté")],
        )
        .await;
        assert_eq!(
            site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since IS NULL")
                .await,
            1
        );
        let page = site.get(&site.lead, "/blocages").await;
        assert!(page.has("Le département complète") && page.has("Blocages levés"));
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one() {
    for site in sites().await {
        let mut twice = BLOCKER.to_vec();
        twice.push(("cle", "0199a0b1-c2d3-7000-8000-000000000001"));
        for _ in 0..2 {
            assert_eq!(
                site.post(&site.lead, "/blocages", &twice).await.status,
                SEE_OTHER
            );
        }
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM blocker").await, 1);
    }
}

#[tokio::test]
async fn hostile_words_stay_words_on_every_page() {
    for site in sites().await {
        site.post(
            &site.lead,
            "/blocages",
            &[("nature", "other"), ("phrase", HOSTILE)],
        )
        .await;
        let id = site.id("SELECT id AS n FROM blocker").await;
        site.get(&site.lead, "/blocages")
            .await
            .holds_hostile_text_as_text();
        site.get(&site.lead, &format!("/blocages/{id}/lever"))
            .await
            .holds_hostile_text_as_text();
        let search = format!(
            "/recommandations/proposer?q={}&blocage={id}",
            encoded(HOSTILE)
        );
        site.get(&site.expert, &search)
            .await
            .holds_hostile_text_as_text();
        let advice = [
            ("titre", HOSTILE),
            ("conseil", HOSTILE),
            ("blocage", id.as_str()),
        ];
        assert_eq!(
            site.post(&site.expert, "/recommandations/proposer", &advice)
                .await
                .status,
            SEE_OTHER
        );
        site.get(&site.lead, "/recommandations")
            .await
            .holds_hostile_text_as_text();
        let again = site
            .post(
                &site.lead,
                "/blocages",
                &[
                    ("nature", HOSTILE),
                    ("phrase", HOSTILE),
                    ("depuis", HOSTILE),
                ],
            )
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.holds_hostile_text_as_text();
        let long = "x".repeat(501);
        let told = site
            .post(
                &site.lead,
                "/blocages",
                &[("nature", "other"), ("phrase", &long)],
            )
            .await;
        assert!(told.has(&long) && told.has("500 caractères au plus"));
    }
}

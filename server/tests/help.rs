//! Step 4 through the whole router, on each engine: état des lieux, blockers, recommendations, funding,
//! impact, catalogue.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "help/site.rs"]
mod site;

use http::StatusCode;
use services::Cx;
use services::offer::import::SHIPPED;
use site::{HOSTILE, sites};

const OK: StatusCode = StatusCode::OK;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

/// The four sections of a page of blockers and what they need.
const BLOCKER: &[(&str, &str)] = &[
    ("nature", "funding"),
    ("phrase", "La dotation demandée a été refusée"),
    ("depuis", "02/01/2026"),
];

#[tokio::test]
async fn a_blocker_brings_help_of_each_family_at_once() {
    for site in sites().await {
        let to = site.post(&site.lead, "/blocages", BLOCKER).await;
        assert_eq!(to.status, SEE_OTHER);
        assert!(to.location.starts_with(&format!("{}/recommandations?blocage=", site.sheet)), "{}", to.location);
        let page = site.get_at(&site.lead, &to.location).await;
        assert_eq!(page.status, OK);
        for words in [
            "Financement", "Ingénierie", "Service d&#x27;experts", "Dotation d&#x27;équipement des territoires ruraux",
            "Parce que votre blocage est de cette nature", "Parce que votre projet porte sur ce thème",
            "Je retiens", "Pas pour moi", "C&#x27;est fait", "Le blocage est signalé",
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
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM recommendation WHERE proposed_by IS NOT NULL").await, 0);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since = '2026-01-02'").await, 1);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM project WHERE phase_status = 'en_cours'").await, 1);
        assert!(page.queries <= 8, "{} queries", page.queries);
    }
}

#[tokio::test]
async fn solving_clears_the_earliest_day_and_cannot_be_done_twice() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let other = [("nature", "land"), ("phrase", "Le terrain est vendu"), ("depuis", "")];
        site.post(&site.lead, "/blocages", &other).await;
        let first = site.id("SELECT id AS n FROM blocker WHERE kind = 'funding'").await;
        let second = site.id("SELECT id AS n FROM blocker WHERE kind = 'land'").await;
        let solve = format!("/blocages/{first}/lever");
        let refused = site.post(&site.lead, &solve, &[("solution", " ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("<title>Erreur : "));
        let done = site.post(&site.lead, &solve, &[("solution", "Le département complète")]).await;
        assert_eq!(done.status, SEE_OTHER);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since > '2026-01-02'").await, 1);
        let again = site.post(&site.lead, &solve, &[("solution", "Encore")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        site.post(&site.lead, &format!("/blocages/{second}/lever"), &[("solution", "Racheté")]).await;
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM project WHERE blocked_since IS NULL").await, 1);
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
            assert_eq!(site.post(&site.lead, "/blocages", &twice).await.status, SEE_OTHER);
        }
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM blocker").await, 1);
    }
}

#[tokio::test]
async fn each_role_does_what_the_policy_says() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let some = site.id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1").await;
        let answer = format!("/recommandations/{some}");
        let accept = [("etat", "proposed"), ("reponse", "accepted")];
        let advice = [("titre", "Appelez le voisin"), ("conseil", "Il a fait la même école.")];
        let line = [("source", "État"), ("montant", "10 000"), ("etat", "asked")];
        let section = [("section", "Le besoin"), ("q-beneficiaires", "120")];
        let forbidden: &[(&str, &str, &str, &[(&str, &str)])] = &[
            (&site.reader, "reader", "/blocages", BLOCKER),
            (&site.reader, "reader", &answer, &accept),
            (&site.reader, "reader", "/recommandations/proposer", &advice),
            (&site.reader, "reader", "/financement", &line),
            (&site.reader, "reader", "/etat-des-lieux", &section),
            (&site.reader, "reader", "/impact", &[("indicateur", "Eau"), ("unite", "m3")]),
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
        for path in ["/blocages", &answer, "/recommandations/proposer", "/financement", "/etat-des-lieux", "/impact"] {
            assert_eq!(site.post(&site.stranger, path, BLOCKER).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/etat-des-lieux", "/blocages", "/recommandations", "/financement", "/impact"] {
            let page = site.get(&site.reader, path).await;
            assert_eq!(page.status, OK, "{path}");
            assert!(!page.has("method=\"post\" action=\"/projets"), "no form for a reader at {path}");
            assert!(page.queries <= 8, "{path}: {} queries", page.queries);
            assert_eq!(site.get(&site.stranger, path).await.status, StatusCode::NOT_FOUND, "{path}");
            let nobody = site.get("", path).await;
            assert!(nobody.location.starts_with("/connexion?suite="), "{path}");
        }
        let given = site.post(&site.expert, "/recommandations/proposer", &advice).await;
        assert_eq!(given.status, SEE_OTHER, "an expert recommends");
        assert!(site.get(&site.lead, "/recommandations").await.has("Il a fait la même école."));
        assert_eq!(site.post(&site.lead, &answer, &accept).await.status, SEE_OTHER);
    }
}

#[tokio::test]
async fn an_answer_counts_once_even_when_two_send_it_together() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", BLOCKER).await;
        let some = site.id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1").await;
        let path = format!("/recommandations/{some}");
        let accept = [("etat", "proposed"), ("reponse", "accepted")];
        let done = [("etat", "proposed"), ("reponse", "done")];
        let (a, b) = tokio::join!(site.post(&site.lead, &path, &accept), site.post(&site.lead, &path, &done));
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
        let some = site.id("SELECT id AS n FROM recommendation ORDER BY id LIMIT 1").await;
        let path = format!("/recommandations/{some}");
        assert!(site.get(&site.lead, &format!("{path}/ecarter")).await.has("Pourquoi n&#x27;est-ce pas pour vous"));
        let refused = [("etat", "proposed"), ("reponse", "refused"), ("pourquoi", "other"), ("precision", "")];
        let told = site.post(&site.lead, &path, &refused).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.has("champ-precision-erreur"));
        let said = [("etat", "proposed"), ("reponse", "refused"), ("pourquoi", "not_eligible"), ("precision", HOSTILE)];
        assert_eq!(site.post(&site.lead, &path, &said).await.status, SEE_OTHER);
        let page = site.get(&site.lead, "/recommandations").await;
        assert!(page.has("Nous n&#x27;y avons pas droit") && page.has("Déjà examinées"));
        page.holds_hostile_text_as_text();
    }
}

#[tokio::test]
async fn answers_keep_their_history_and_refused_ones_stay_typed() {
    for site in sites().await {
        let first = site.get(&site.lead, "/etat-des-lieux").await;
        assert!(first.has("0 réponse sur 15") && first.has("1\u{202f}200\u{202f}000"), "known cost is shown");
        let path = "/etat-des-lieux";
        let section = |count: &'static str| vec![("section", "Le besoin"), ("q-beneficiaires", count), ("q-obligation", "oui")];
        assert_eq!(site.post(&site.lead, path, &section("120")).await.status, SEE_OTHER);
        assert_eq!(site.post(&site.lead, path, &section("120")).await.status, SEE_OTHER);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer").await, 2, "nothing changed, nothing is written");
        assert_eq!(site.post(&site.lead, path, &section("150")).await.status, SEE_OTHER);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer WHERE replaced_at IS NULL").await, 2);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer").await, 3);
        let page = site.get(&site.reader, path).await;
        assert!(page.has("2 réponses sur 15") && page.has("150") && page.has("1\u{a0}réponse précédente"));
        let history = site.get(&site.reader, "/etat-des-lieux/beneficiaires").await;
        assert!(history.has("120") && history.has("150") && history.has("réponse actuelle"));
        let wrong = [("section", "Le besoin"), ("q-beneficiaires", "beaucoup"), ("q-constat", HOSTILE), ("c-constat", HOSTILE)];
        let refused = site.post(&site.lead, path, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("value=\"beaucoup\"") && refused.has("#champ-q-beneficiaires"));
        refused.holds_hostile_text_as_text();
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer").await, 3);
        assert_eq!(site.post(&site.lead, path, &[("section", "Autre")]).await.status, StatusCode::NOT_FOUND);
        let emptied = [("section", "Le besoin")];
        assert_eq!(site.post(&site.lead, path, &emptied).await.status, SEE_OTHER);
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM answer WHERE replaced_at IS NULL").await, 0);
    }
}

#[tokio::test]
async fn the_plan_adds_up() {
    for site in sites().await {
        let lines: [&[(&str, &str)]; 3] = [
            &[("propres", "on"), ("montant", "300 k€"), ("etat", "planned")],
            &[("source", "État"), ("dispositif", HOSTILE), ("montant", "400 000,00 €"), ("etat", "asked")],
            &[("source", "Région"), ("montant", "100 000"), ("etat", "refused")],
        ];
        for fields in lines {
            assert_eq!(site.post(&site.lead, "/financement", fields).await.status, SEE_OTHER);
        }
        let page = site.get(&site.reader, "/financement").await;
        page.holds_hostile_text_as_text();
        assert!(page.has("500\u{202f}000\u{a0}€"), "1,200,000 less 300,000 and 400,000");
        assert!(page.has("25,0\u{a0}%"));
        let line = site.id("SELECT id AS n FROM funding_line WHERE source = 'Région'").await;
        let edit = site.get(&site.lead, &format!("/financement/{line}")).await;
        assert!(edit.has("value=\"Région\""));
        let changed = [("source", "Région"), ("montant", "200 000"), ("etat", "granted")];
        assert_eq!(site.post(&site.lead, &format!("/financement/{line}"), &changed).await.status, SEE_OTHER);
        assert!(site.get(&site.lead, "/financement").await.has("300\u{202f}000\u{a0}€"));
        let remove = format!("/financement/{line}/retirer");
        assert!(site.get(&site.lead, &remove).await.has("Garder la ligne"));
        assert_eq!(site.post(&site.lead, &remove, &[]).await.status, SEE_OTHER);
        assert_eq!(site.post(&site.lead, &remove, &[]).await.status, StatusCode::NOT_FOUND);
        let wrong = site.post(&site.lead, "/financement", &[("montant", "douze"), ("source", HOSTILE)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.holds_hostile_text_as_text();
    }
}

#[tokio::test]
async fn an_indicator_has_a_measure_with_its_day_and_source() {
    for site in sites().await {
        let proposed = site.get(&site.lead, "/impact?mesure=eau").await;
        assert!(proposed.has("value=\"Eau consommée\"") && proposed.has("value=\"m³ par an\""));
        let mut fields = vec![("indicateur", HOSTILE), ("unite", "m³"), ("depart", "1 200,5"), ("mesure", "900")];
        let refused = site.post(&site.lead, "/impact", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.holds_hostile_text_as_text();
        fields.extend([("mesure-le", "02/01/2026"), ("source", HOSTILE)]);
        assert_eq!(site.post(&site.lead, "/impact", &fields).await.status, SEE_OTHER);
        let page = site.get(&site.reader, "/impact").await;
        page.holds_hostile_text_as_text();
        assert!(page.has("1\u{202f}200,5\u{a0}m³") && page.has("2 janvier 2026"));
        let id = site.id("SELECT id AS n FROM impact").await;
        assert!(site.get(&site.lead, &format!("/impact/{id}")).await.has("value=\"1200,5\""));
        assert_eq!(site.post(&site.lead, &format!("/impact/{id}/retirer"), &[]).await.status, SEE_OTHER);
    }
}

#[tokio::test]
async fn the_catalogue_is_open_and_searched_by_words() {
    for site in sites().await {
        let all = site.get_at("", "/offres").await;
        assert_eq!(all.status, OK);
        assert!(all.has("aides et conseils") && all.has("page=2"));
        let found = site.get_at("", "/offres?q=dotations+ruraux&famille=funding").await;
        assert!(found.has("Dotation d&#x27;équipement des territoires ruraux") && !found.has("UGAP"));
        let none = site.get_at("", &format!("/offres?q={}&theme=x&page=999999999999", site::encoded(HOSTILE))).await;
        assert_eq!(none.status, OK);
        none.holds_hostile_text_as_text();
        let odd = site.get_at("", "/offres?q=%25_%27&page=-3").await;
        assert_eq!(odd.status, OK);
        let id = site.id("SELECT id AS n FROM offer WHERE code = 'detr'").await;
        let one = site.get_at("", &format!("/offres/{id}")).await;
        assert!(one.has("https://www.collectivites-locales.gouv.fr/") && one.has("Fiche vérifiée le 23 novembre 2026"));
        assert_eq!(site.get_at("", "/offres/x").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_import_is_repeated_without_effect_and_reports_lines() {
    for site in sites().await {
        let system = Cx::system();
        let same = site.services.import_offers(&system, SHIPPED, true).await.unwrap();
        assert_eq!((same.added, same.changed, same.withdrawn, same.refused.len()), (0, 0, 0, 0));
        assert_eq!(same.unchanged, same.read);
        let header = std::str::from_utf8(SHIPPED).unwrap().lines().next().unwrap();
        let row = |code: &str, title: &str| format!("{code};funding;{title};Aide.;P;https://exemple.fr/;;;;;;;;2026-11-23\n");
        let one = format!("{header}\n{}", row("detr", HOSTILE).replace("\"", "").replace(';', ",").replacen(',', ";", 1));
        let broken = site.services.import_offers(&system, one.as_bytes(), true).await.unwrap();
        assert_eq!((broken.withdrawn, broken.refused.is_empty()), (0, false), "a refused line withdraws nothing");
        let two = format!("{header}\n{}", row("detr", "<b>DETR</b>"));
        let report = site.services.import_offers(&system, two.as_bytes(), true).await.unwrap();
        assert_eq!((report.added, report.changed, report.withdrawn), (0, 1, same.read - 1));
        let page = site.get_at("", "/offres").await;
        assert!(page.has("1\u{a0}aide ou conseil") && page.has("&lt;b&gt;DETR") && !page.has("<b>DETR"));
        let back = site.services.import_offers(&system, SHIPPED, false).await.unwrap();
        assert_eq!((back.added, back.changed), (0, same.read));
        assert!(site.services.import_offers(&site.cx_of_nobody(), SHIPPED, false).await.is_err());
    }
}

#[tokio::test]
async fn a_start_on_a_ready_database_writes_nothing() {
    for site in sites().await {
        let before = site.count("SELECT COUNT(*) AS n FROM question").await;
        site.services.ensure_shipped().await.unwrap();
        assert_eq!((before, site.count("SELECT COUNT(*) AS n FROM question").await), (15, 15));
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM survey").await, 1);
    }
}

#[tokio::test]
async fn hostile_words_stay_words_on_every_page() {
    for site in sites().await {
        site.post(&site.lead, "/blocages", &[("nature", "other"), ("phrase", HOSTILE)]).await;
        let id = site.id("SELECT id AS n FROM blocker").await;
        site.get(&site.lead, "/blocages").await.holds_hostile_text_as_text();
        site.get(&site.lead, &format!("/blocages/{id}/lever")).await.holds_hostile_text_as_text();
        let search = format!("/recommandations/proposer?q={}&blocage={id}", site::encoded(HOSTILE));
        site.get(&site.expert, &search).await.holds_hostile_text_as_text();
        let advice = [("titre", HOSTILE), ("conseil", HOSTILE), ("blocage", id.as_str())];
        assert_eq!(site.post(&site.expert, "/recommandations/proposer", &advice).await.status, SEE_OTHER);
        site.get(&site.lead, "/recommandations").await.holds_hostile_text_as_text();
        let again = site.post(&site.lead, "/blocages", &[("nature", HOSTILE), ("phrase", HOSTILE), ("depuis", HOSTILE)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.holds_hostile_text_as_text();
        let long = "x".repeat(501);
        let told = site.post(&site.lead, "/blocages", &[("nature", "other"), ("phrase", &long)]).await;
        assert!(told.has(&long) && told.has("500 caractères au plus"));
    }
}

#[tokio::test]
async fn a_person_recommends_an_offer_once() {
    for site in sites().await {
        let offer = site.id("SELECT id AS n FROM offer WHERE code = 'caue'").await;
        let fields = [("offre", offer.as_str()), ("conseil", "Ils connaissent l'école.")];
        assert_eq!(site.post(&site.expert, "/recommandations/proposer", &fields).await.status, SEE_OTHER);
        let again = site.post(&site.expert, "/recommandations/proposer", &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.has("Ils connaissent l"), "what was typed stays");
        let elsewhere = [("offre", "01990000-0000-7000-8000-000000000000"), ("conseil", "x")];
        let unknown = site.post(&site.expert, "/recommandations/proposer", &elsewhere).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = site.get(&site.lead, "/recommandations").await;
        assert!(page.has("Eva Expert") && page.has("Pour le projet dans son ensemble"));
    }
}

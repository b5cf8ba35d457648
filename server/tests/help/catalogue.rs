//! The catalogue and its import.

use super::OK;
use super::site::{HOSTILE, encoded, sites};
use http::StatusCode;
use services::Cx;
use services::offer::import::SHIPPED;

#[tokio::test]
async fn the_catalogue_is_open_and_searched_by_words() {
    for site in sites().await {
        let all = site.get_at("", "/offres").await;
        assert_eq!(all.status, OK);
        assert!(all.has("aides et conseils") && all.has("page=2"));
        let found = site
            .get_at("", "/offres?q=dotations+ruraux&famille=funding")
            .await;
        assert!(
            found.has("Dotation d&#x27;équipement des territoires ruraux") && !found.has("UGAP")
        );
        let none = site
            .get_at(
                "",
                &format!("/offres?q={}&theme=x&page=999999999999", encoded(HOSTILE)),
            )
            .await;
        assert_eq!(none.status, OK);
        none.holds_hostile_text_as_text();
        let odd = site.get_at("", "/offres?q=%25_%27&page=-3").await;
        assert_eq!(odd.status, OK);
        let id = site
            .id("SELECT id AS n FROM offer WHERE code = 'detr'")
            .await;
        let one = site.get_at("", &format!("/offres/{id}")).await;
        assert!(
            one.has("https://www.collectivites-locales.gouv.fr/")
                && one.has("Fiche vérifiée le 23 novembre 2026")
        );
        assert_eq!(
            site.get_at("", "/offres/x").await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn an_import_is_repeated_without_effect_and_reports_lines() {
    for site in sites().await {
        let system = Cx::system();
        let same = site
            .services
            .import_offers(&system, SHIPPED, true)
            .await
            .unwrap();
        assert_eq!(
            (same.added, same.changed, same.withdrawn, same.refused.len()),
            (0, 0, 0, 0)
        );
        assert_eq!(same.unchanged, same.read);
        let header = std::str::from_utf8(SHIPPED)
            .unwrap()
            .lines()
            .next()
            .unwrap();
        let row = |code: &str, title: &str| {
            format!("{code};funding;{title};Aide.;P;https://exemple.fr/;;;;;;;;2026-11-23\n")
        };
        let one = format!(
            "{header}\n{}",
            row("detr", HOSTILE)
                .replace("\"", "")
                .replace(';', ",")
                .replacen(',', ";", 1)
        );
        let broken = site
            .services
            .import_offers(&system, one.as_bytes(), true)
            .await
            .unwrap();
        assert_eq!(
            (broken.withdrawn, broken.refused.is_empty()),
            (0, false),
            "a refused line withdraws nothing"
        );
        let two = format!("{header}\n{}", row("detr", "<b>DETR</b>"));
        let report = site
            .services
            .import_offers(&system, two.as_bytes(), true)
            .await
            .unwrap();
        assert_eq!(
            (report.added, report.changed, report.withdrawn),
            (0, 1, same.read - 1)
        );
        let page = site.get_at("", "/offres").await;
        assert!(
            page.has("1\u{a0}aide ou conseil") && page.has("&lt;b&gt;DETR") && !page.has("<b>DETR")
        );
        let back = site
            .services
            .import_offers(&system, SHIPPED, false)
            .await
            .unwrap();
        assert_eq!((back.added, back.changed), (0, same.read));
        assert!(
            site.services
                .import_offers(&site.cx_of_nobody(), SHIPPED, false)
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn a_start_on_a_ready_database_writes_nothing() {
    for site in sites().await {
        let before = site.count("SELECT COUNT(*) AS n FROM question").await;
        site.services.ensure_shipped().await.unwrap();
        assert_eq!(
            (
                before,
                site.count("SELECT COUNT(*) AS n FROM question").await
            ),
            (15, 15)
        );
        assert_eq!(site.count("SELECT COUNT(*) AS n FROM survey").await, 1);
    }
}

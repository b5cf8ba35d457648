//! What everybody may know, and what nobody finds out.

use crate::world::worlds;
use crate::{deposited, set, value};
use http::StatusCode;

const THEME: &str = "Par thème principal";

#[tokio::test]
async fn small_numbers_are_hidden_and_not_found_by_subtraction() {
    for world in worlds().await {
        let cast = world.cast().await;
        let nobody = world.nobody();
        for _ in 0..9 {
            deposited(&world, &cast, "eau", 0, Some(0)).await;
        }
        for _ in 0..7 {
            deposited(&world, &cast, "voirie", 0, Some(0)).await;
        }
        for _ in 0..2 {
            deposited(&world, &cast, "sport", 0, None).await;
        }
        for _ in 0..30 {
            let other = deposited(&world, &cast, "eau", 0, Some(0)).await;
            set(&world, other, "departement_code", "72").await;
        }
        let before = world.get("/stats", &nobody).await;
        assert!(before.body.contains("Pas encore de chiffres"));
        assert!(world.services.refresh_figures().await.unwrap());
        assert!(
            !world.services.refresh_figures().await.unwrap(),
            "once an hour"
        );

        let of = async |query: &str| {
            let answer = world.get(&format!("/stats.csv?{query}"), &nobody).await;
            assert_eq!(answer.status, StatusCode::OK, "{query}");
            let theme = |name: &str| value(&answer.body, THEME, name, "dépôts").unwrap();
            let all = value(&answer.body, "Tous les projets", "", "dépôts").unwrap();
            (
                theme("Eau et assainissement"),
                theme("Voirie"),
                theme("Sport"),
                all,
            )
        };
        let (water, roads, sport, all) = of("departement=49").await;
        assert_eq!(sport, "masqué");
        assert_eq!(roads, "masqué", "else 18 - 9 - 7 would tell");
        assert_eq!((water.as_str(), all.as_str()), ("9", "18"));
        // The only département of its région with such projects: the région says no more than it does.
        let (_, roads, sport, _) = of("region=52").await;
        assert_eq!((roads.as_str(), sport.as_str()), ("masqué", "masqué"));
        let (water, _, sport, all) = of("").await;
        assert_eq!(
            (water.as_str(), sport.as_str(), all.as_str()),
            ("39", "masqué", "48")
        );

        let page = world.get("/stats?departement=49", &nobody).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body
                .contains("Statistiques du département Maine-et-Loire (49)")
        );
        assert!(page.queries <= 2, "{} queries", page.queries);
        assert!(!page.body.contains("Par intercommunalité") || page.body.contains("masqué"));
    }
}

#[tokio::test]
async fn an_area_or_a_period_that_is_not_published_is_not_found() {
    let world = worlds().await.remove(0);
    let nobody = world.nobody();
    world.services.refresh_figures().await.unwrap();
    for query in [
        "departement=9z",
        "region=00",
        "periode=12-mois",
        "periode=1999",
    ] {
        let answer = world.get(&format!("/stats?{query}"), &nobody).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
    }
    let home = world.get("/", &nobody).await;
    assert_eq!(home.status, StatusCode::OK);
}

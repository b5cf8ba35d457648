//! The projects by place: every one counted, each place leading to its projects.

use super::{between, ground, titles};
use crate::world::worlds;
use http::StatusCode;

/// The rows of a table: name, number, address.
fn rows(body: &str, kind: &str) -> Vec<(String, i64, String)> {
    let table = between(body, &format!("id=\"carte-{kind}\""), "</table>");
    table
        .split("<th scope=\"row\">")
        .skip(1)
        .map(|row| {
            let head = between(row, "", "</th>").replace("<!---->", "");
            let href = if head.contains("href") {
                between(&head, "href=\"", "\"").replace("&amp;", "&")
            } else {
                String::new()
            };
            let name = head[head.find('>').map_or(0, |at| at + 1)..].replace("</a>", "");
            let n = between(row, "<td class=\"number\">", "</td>").replace('\u{202f}', "");
            (name, n.replace("<!---->", "").parse().unwrap(), href)
        })
        .collect()
}

#[tokio::test]
async fn every_project_lies_somewhere_and_every_place_leads_to_its_projects() {
    for world in worlds().await {
        let land = ground::make(world).await;
        let seat = land.cast.get("seat");
        for (query, total) in [("", 8), ("etat=submitted", 2)] {
            let page = land
                .world
                .get(&format!("/territoire/carte?{query}"), seat)
                .await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.queries <= 6, "{} queries", page.queries);
            assert!(!page.body.contains("voisine"), "nothing of the neighbour");
            for kind in ["arrondissement", "epci", "commune"] {
                let rows = rows(&page.body, kind);
                let sum: i64 = rows.iter().map(|(_, n, _)| n).sum();
                assert_eq!(sum, total, "{kind}");
                for (name, n, href) in rows {
                    if href.is_empty() {
                        assert_eq!(name, "Sans commune connue");
                        continue;
                    }
                    let list = land.world.get(&href, seat).await;
                    assert_eq!(titles(&list).len() as i64, n, "{name}: {href}");
                }
            }
        }
        let nation = land
            .world
            .get("/territoire/carte", land.cast.get("admin"))
            .await;
        let departements = rows(&nation.body, "departement");
        assert_eq!(departements.len(), 2);
        for many in ["carte-commune", "carte-epci"] {
            assert!(!nation.body.contains(many), "no page: {many}");
        }
    }
}

/// The links of the drawing: name, address.
fn drawn(body: &str) -> Vec<(String, String)> {
    between(body, "class=\"map\">", "</svg>")
        .split("<a ")
        .skip(1)
        .map(|link| {
            let name = between(link, "aria-label=\"", "\"").replace("&#x27;", "'");
            (name, between(link, "href=\"", "\"").replace("&amp;", "&"))
        })
        .collect()
}

#[tokio::test]
async fn the_drawn_communes_lead_to_their_projects_and_nothing_is_left_out() {
    for world in worlds().await {
        let land = ground::make(world).await;
        let seat = land.cast.get("seat");
        let page = land.world.get("/territoire/carte", seat).await;
        let links = drawn(&page.body);
        assert_eq!(links.len(), 1, "{links:?}");
        let (name, href) = &links[0];
        assert!(name.ends_with(", 1\u{a0}projet"), "{name}");
        let list = land.world.get(href, seat).await;
        assert_eq!(titles(&list), ["Épicerie du village"]);
        assert!(page.body.contains("7 projets n'ont pas de commune connue"));
        assert!(
            !page.body.contains("Le tracé de ces communes"),
            "Maine-et-Loire is whole"
        );

        // The filters stay on, and what they leave nothing of has no map.
        let page = land
            .world
            .get("/territoire/carte?etat=assigned", seat)
            .await;
        assert!(drawn(&page.body).is_empty());
        let none = land
            .world
            .get("/territoire/carte?etat=withdrawn", seat)
            .await;
        assert!(!none.body.contains("class=\"map\">"));

        // The neighbour has no project here, and communes of hers are told where they are not drawn.
        let project = land.school.0;
        land.world
            .run(
                "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, '44109', 0)",
                [project.into()],
            )
            .await;
        let page = land.world.get("/territoire/carte", seat).await;
        assert!(
            page.body
                .contains("hors de cette carte ; ils sont dans les tableaux : Nantes (1)")
        );
    }
}

#[tokio::test]
async fn the_country_is_drawn_by_departement_and_each_leads_to_its_map() {
    for world in worlds().await {
        let land = ground::make(world).await;
        let admin = land.cast.get("admin");
        let nation = land
            .world
            .get("/territoire/carte?etat=submitted", admin)
            .await;
        let links = drawn(&nation.body);
        let names: Vec<&str> = links.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Maine-et-Loire (49), 2\u{a0}projets",
                "Loire-Atlantique (44), 1\u{a0}projet"
            ]
        );
        assert!(nation.body.contains("La Réunion"), "overseas stands beside");
        let map = land.world.get(&links[1].1, admin).await;
        assert_eq!(map.status, StatusCode::OK);
        assert!(
            map.body
                .contains("Carte des projets par commune de la Loire-Atlantique (44)")
        );
        assert!(map.body.contains("etat=submitted"), "the filter stays on");
    }
}

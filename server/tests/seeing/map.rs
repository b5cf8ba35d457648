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
        assert!(
            !nation.body.contains("carte-commune"),
            "35,000 communes are no page"
        );
    }
}

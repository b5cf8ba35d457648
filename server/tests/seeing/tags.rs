//! Tags where many projects are seen: filtered by, counted, shown, written into files.

use super::{between, titles};
use crate::world::{Cast, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

struct Tagged {
    world: World,
    cast: Cast,
    /// "École" bears both tags, "Halle" the first, "Pont" none.
    projects: [ProjectId; 3],
    /// "À revoir" and "Visite".
    tags: [String; 2],
}

async fn tagged() -> Vec<Tagged> {
    let mut all = Vec::new();
    for world in worlds().await {
        let cast = world.cast().await;
        let mut projects = [ProjectId(uuid::Uuid::nil()); 3];
        for (place, title) in ["École", "Halle", "Pont"].into_iter().enumerate() {
            projects[place] = world.project(&cast, "assigned", title).await;
        }
        let seat = cast.get("seat");
        for (project, name) in [(0, "À revoir"), (0, "Visite"), (1, "a revoir")] {
            let path = format!("/projets/{}/etiquettes", projects[project]);
            let sent = world.ask("POST", &path, seat, &[("etiquette", name)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        let names = store::tag::names(world.services.db.read(), "49")
            .await
            .unwrap();
        let tags = [0, 1].map(|at: usize| names[at].id.to_string());
        all.push(Tagged {
            world,
            cast,
            projects,
            tags,
        });
    }
    all
}

/// The number beside a value of the filter by tag.
fn beside(body: &str, value: &str) -> Option<String> {
    let at = body.find(&format!("name=\"etiquette\" value=\"{value}\""))?;
    let row = between(&body[at..], "", "</label>");
    Some(between(row, "class=\"choice-count\">", "<").to_owned())
}

#[tokio::test]
async fn projects_are_found_by_their_tags() {
    for land in tagged().await {
        let (world, seat) = (&land.world, land.cast.get("seat"));
        let [revoir, visite] = &land.tags;
        for (query, found) in [
            (format!("etiquette={revoir}"), vec!["École", "Halle"]),
            (format!("etiquette={visite}"), vec!["École"]),
            (
                format!("etiquette={visite}&etiquette=aucun"),
                vec!["École", "Pont"],
            ),
            (format!("etiquette={revoir}&q=halle"), vec!["Halle"]),
            (format!("etiquette={}", uuid::Uuid::max()), vec![]),
        ] {
            let page = world
                .get(&format!("/territoire/projets?{query}"), seat)
                .await;
            let mut seen = titles(&page);
            seen.sort_unstable();
            let mut found = found;
            found.sort_unstable();
            assert_eq!(seen, found, "{query}");
            for view in ["tableau", "carte"] {
                let page = world
                    .get(&format!("/territoire/{view}?{query}"), seat)
                    .await;
                let said = match found.len() {
                    1 => "1\u{a0}projet".to_owned(),
                    n => format!("{n}\u{a0}projet"),
                };
                assert!(page.body.contains(&said), "{view} {query}");
            }
        }
        let page = world
            .get(&format!("/territoire/projets?etiquette={visite}"), seat)
            .await;
        // Each value is counted without its own filter; the one that is on is said in words.
        for (value, n) in [(revoir.as_str(), "2"), (visite, "1"), ("aucun", "1")] {
            assert_eq!(beside(&page.body, value).as_deref(), Some(n), "{value}");
        }
        assert!(page.body.contains("Étiquette : Visite"));
        assert!(page.queries <= 6, "{} queries", page.queries);
        let view = format!("/territoire/vues?etiquette={visite}");
        assert!(
            world
                .get(&view, seat)
                .await
                .body
                .contains("Étiquette : Visite")
        );
        // What is renamed is read at once, by whoever reads.
        let rename = format!("/territoire/etiquettes/{visite}/modifier");
        world
            .ask("POST", &rename, seat, &[("etiquette", "Visite du préfet")])
            .await;
        let page = world
            .get(
                &format!("/territoire/projets?etiquette={visite}"),
                land.cast.get("prefecture"),
            )
            .await;
        assert!(
            page.body.contains("Étiquette : Visite du préfet"),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn tags_are_shown_on_rows_cards_and_files() {
    for land in tagged().await {
        let (world, seat) = (&land.world, land.cast.get("seat"));
        let visite = &land.tags[1];
        let link = format!("etiquette={visite}\"");
        let plain = world.get("/territoire/projets", seat).await;
        assert!(!plain.body.contains("data-label=\"Étiquettes\""));
        let shown = "/territoire/projets?colonne=etat&colonne=etiquettes";
        let page = world.get(shown, seat).await;
        assert!(page.body.contains("data-label=\"Étiquettes\"") && page.body.contains(&link));
        assert!(page.queries <= 7, "{} queries", page.queries);
        let board = world.get("/territoire/tableau?par=priorite", seat).await;
        let href = format!("/territoire/tableau?par=priorite&amp;{link}");
        assert!(board.body.contains(&href), "{}", board.body);
        assert!(board.queries <= 8, "{} queries", board.queries);
        let file = "colonne=etat&colonne=etiquettes";
        let csv = world
            .bytes(&format!("/territoire/projets.csv?{file}"), seat)
            .await;
        let csv = String::from_utf8(csv).unwrap();
        assert!(
            csv.contains("Étiquettes") && csv.contains("À revoir, Visite"),
            "{csv}"
        );
        // The manager of the contract has the same projects, and no such column, filter or word.
        let manager = land.cast.get("manager");
        for path in [
            format!("/crte/crte-49/projets?{file}"),
            format!("/crte/crte-49/projets?etiquette={visite}"),
            format!("/territoire/projets?etiquette={visite}"),
            format!("/territoire/tableau?etiquette={visite}"),
            format!("/crte/crte-49/projets.csv?{file}"),
            format!("/crte/crte-49/projets.csv?etiquette={visite}"),
            format!("/territoire/vues?etiquette={visite}"),
        ] {
            let body = String::from_utf8(world.bytes(&path, manager).await).unwrap();
            let known = ["tiquette", "Visite", "revoir", visite.as_str()];
            for word in known {
                assert!(!body.contains(word), "{path}: {word}");
            }
            if !path.contains("/vues") {
                assert!(body.contains("Pont"), "{path}: it filters nothing");
            }
        }
        // A seat of the département reads them on the contract too.
        let contract = format!("/crte/crte-49/projets?etiquette={visite}");
        assert_eq!(titles(&world.get(&contract, seat).await), ["École"]);
        // Nor does a list of the nation know of them.
        let nation = world
            .get(
                &format!("/territoire/projets?etiquette={visite}"),
                land.cast.get("admin"),
            )
            .await;
        assert!(!nation.body.contains("Visite"));
        assert_eq!(land.projects.len(), 3);
    }
}

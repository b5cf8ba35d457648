//! The board: real counts, cards, the way on, and only the moves that are this reader's.

use super::{between, further};
use crate::world::{World, worlds};
use http::StatusCode;

/// The cards of a column: everything of them.
fn column<'a>(body: &'a str, code: &str) -> &'a str {
    between(body, &format!("id=\"colonne-{code}\""), "</section>")
}

fn cards(body: &str, code: &str) -> Vec<String> {
    column(body, code)
        .split("class=\"card-title\"")
        .skip(1)
        .map(|card| {
            let link = between(card, "<a href=", "</a>");
            link[link.find('>').unwrap() + 1..].replace("<!---->", "")
        })
        .collect()
}

#[tokio::test]
async fn a_column_counts_all_and_shows_them_page_by_page() {
    for world in worlds().await {
        let cast = world.cast().await;
        for n in 0..60 {
            world
                .project(&cast, "submitted", &format!("Dépôt {n:02}"))
                .await;
        }
        world.project(&cast, "assigned", "Suivi").await;
        let seat = cast.get("seat");
        let mut path = "/territoire/tableau?tri=projet".to_owned();
        let mut all = Vec::new();
        for turn in 1..=5 {
            let page = world.get(&path, seat).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.queries <= 7, "{} queries", page.queries);
            assert!(column(&page.body, "submitted").contains("60\u{a0}projets"));
            assert_eq!(
                cards(&page.body, "assigned"),
                ["Suivi"],
                "other columns stay"
            );
            let found = cards(&page.body, "submitted");
            assert_eq!(found.len(), 12);
            all.extend(found);
            path = further(&page).unwrap_or_default();
            let (address, place) = path.split_once('#').unwrap_or_default();
            assert_eq!(place.is_empty(), turn == 5);
            path = address.to_owned();
        }
        all.dedup();
        assert_eq!(all.len(), 60);
        assert!(all.is_sorted());
    }
}

#[tokio::test]
async fn a_card_offers_the_moves_of_its_reader_and_no_other() {
    const MOVES: &[(&str, &str, &[&str])] = &[
        ("seat", "submitted", &["prise-en-charge", "reorientation"]),
        ("seat", "acknowledged", &["priorite", "reorientation"]),
        ("seat", "prioritised", &["affectation"]),
        ("seat", "assigned", &["affectation"]),
        ("seat", "closed", &["reouverture"]),
        ("seat", "redirected", &["reouverture"]),
        ("seat", "withdrawn", &["reouverture"]),
        ("assignee", "submitted", &[]),
        ("assignee", "assigned", &["affectation", "cloture"]),
        ("agent", "submitted", &[]),
        ("agent", "assigned", &[]),
        ("admin", "submitted", &[]),
        ("manager", "acknowledged", &[]),
    ];
    const ALL: &[&str] = &[
        "prise-en-charge",
        "reorientation",
        "priorite",
        "affectation",
        "cloture",
        "reouverture",
        "retrait",
    ];
    for world in worlds().await {
        let cast = world.cast().await;
        world.grant(cast.get("assignee"), "agent", "49").await;
        for state in [
            "submitted",
            "acknowledged",
            "prioritised",
            "assigned",
            "closed",
            "redirected",
            "withdrawn",
        ] {
            world.project(&cast, state, "École").await;
        }
        for (role, state, moves) in MOVES {
            let page = world.get("/territoire/tableau", cast.get(role)).await;
            let card = column(&page.body, state);
            for movement in ALL {
                let offered = card.contains(&format!("/{movement}\""));
                assert_eq!(
                    offered,
                    moves.contains(movement),
                    "{role} {state} {movement}"
                );
            }
            follow(&world, card, cast.get(role)).await;
        }
    }
}

/// Every address that a card offers opens.
async fn follow(world: &World, card: &str, who: &crate::world::Someone) {
    for part in card.split("<li><a href=\"").skip(1) {
        let address = &part[..part.find('"').unwrap()];
        let page = world.get(address, who).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn a_move_comes_back_to_the_board_it_was_made_on() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École").await;
        let seat = cast.get("seat");
        let page = world.get("/territoire/tableau?q=ecole", seat).await;
        let waiting = column(&page.body, "submitted");
        let form = between(waiting, "<form method=\"post\"", "</form>");
        let action = between(form, "action=\"", "\"");
        let fields = [
            ("cle", between(form, "name=\"cle\" value=\"", "\"")),
            ("retour", "tableau"),
        ];
        let sent = world
            .from(
                "http://localhost:3000/territoire/tableau?q=ecole&fait=autre",
                action,
                seat,
                &fields,
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(
            sent.location(),
            format!("/territoire/tableau?q=ecole&fait=projet-pris-en-charge&deplace={project}")
        );
        let page = world.get(sent.location(), seat).await;
        assert_eq!(cards(&page.body, "acknowledged"), ["École"]);
        assert!(cards(&page.body, "submitted").is_empty());
        let elsewhere = world
            .from("http://localhost:3000/projets", action, seat, &fields)
            .await;
        assert_eq!(
            elsewhere.location(),
            format!("/territoire/tableau?fait=projet-pris-en-charge&deplace={project}")
        );
    }
}

#[tokio::test]
async fn columns_by_priority_keep_those_without_one() {
    for world in worlds().await {
        let cast = world.cast().await;
        let high = world.project(&cast, "prioritised", "Pont").await;
        world.project(&cast, "submitted", "École").await;
        world
            .run(
                "UPDATE project SET priority = 'haute' WHERE id = $1",
                [high.0.into()],
            )
            .await;
        let page = world
            .get("/territoire/tableau?par=priorite", cast.get("seat"))
            .await;
        assert_eq!(cards(&page.body, "haute"), ["Pont"]);
        assert_eq!(cards(&page.body, "aucun"), ["École"]);
        let one = world
            .get(
                "/territoire/tableau?par=priorite&priorite=haute",
                cast.get("seat"),
            )
            .await;
        assert!(!one.body.contains("colonne-aucun"));
        assert!(
            one.body.contains("name=\"par\" value=\"priorite\""),
            "the filters keep the columns"
        );
    }
}

//! Every order, page by page: each project once, what is unknown last.

use super::{further, titles};
use crate::world::{Cast, World, worlds};
use domain::filter::SortBy;
use http::StatusCode;

/// More than two pages, with values that repeat and values that are missing.
const PROJECTS: i64 = 120;

async fn many(world: &World, cast: &Cast) {
    for n in 0..PROJECTS {
        let state = ["submitted", "acknowledged", "prioritised", "assigned"][n as usize % 4];
        let title = format!(
            "{} {:03}",
            ["École", "ecole", "Étang", "Zoo"][n as usize % 4],
            n
        );
        let project = world.project(cast, state, &title).await;
        let unknown = n % 3 == 0;
        world
            .run(
                "UPDATE project SET number = $2, total_cost_cents = $3, priority = $4, assignee_id = $5, \
                    intake_due_at = $6, last_activity_at = $7, blocked_since = $8, submitted_at = $6 WHERE id = $1",
                [
                    project.0.into(),
                    (1000 + n).into(),
                    (!unknown).then_some((n % 7) * 100_000).into(),
                    (!unknown).then_some(["haute", "basse"][n as usize % 2]).into(),
                    (!unknown)
                        .then_some(cast.get(["agent", "seat"][n as usize % 2]).id.0)
                        .into(),
                    (!unknown).then_some(n % 11).into(),
                    (n / 5).into(),
                    (!unknown).then_some(format!("2026-01-{:02}", 1 + n % 9)).into(),
                ],
            )
            .await;
        if n % 2 == 0 {
            let id = services::ports::Ids::uuid(&services::ports::SystemIds);
            world
                .run(
                    "INSERT INTO funding_line (id, project_id, source, amount_cents, state, created_at) \
                     VALUES ($1, $2, 'Département', $3, $4, 0)",
                    [
                        id.into(),
                        project.0.into(),
                        ((n % 5) * 1000).into(),
                        ["asked", "granted"][(n as usize / 2) % 2].into(),
                    ],
                )
                .await;
        }
    }
}

#[tokio::test]
async fn every_order_goes_through_all_projects_once() {
    for world in worlds().await {
        let cast = world.cast().await;
        many(&world, &cast).await;
        let seat = cast.get("seat");
        for by in SortBy::ALL {
            for sign in ["", "-"] {
                let mut path = format!("/territoire/projets?tri={sign}{by}");
                let mut all: Vec<String> = Vec::new();
                let mut pages = 0;
                loop {
                    let page = world.get(&path, seat).await;
                    assert_eq!(page.status, StatusCode::OK, "{path}");
                    all.extend(titles(&page));
                    pages += 1;
                    match further(&page) {
                        Some(next) if pages < 10 => path = next,
                        _ => break,
                    }
                }
                assert_eq!(pages, 3, "{sign}{by}");
                let mut each = all.clone();
                each.sort_unstable();
                each.dedup();
                assert_eq!(all.len(), 120, "{sign}{by}");
                assert_eq!(each.len(), 120, "{sign}{by}: one came twice");
                in_order(*by, sign, &all);
            }
        }
    }
}

/// What a title says about its project.
fn n(title: &str) -> i64 {
    title.rsplit(' ').next().unwrap().parse().unwrap()
}

fn in_order(by: SortBy, sign: &str, titles: &[String]) {
    let key = |n: i64| -> Option<i64> {
        let known = |value: i64| (n % 3 != 0).then_some(value);
        match by {
            SortBy::Number => Some(n),
            SortBy::Activity => Some(n / 5),
            SortBy::Cost => known(n % 7),
            SortBy::Due | SortBy::Deposited => known(n % 11),
            SortBy::Priority => known([0, 2][n as usize % 2]),
            SortBy::State => Some(n % 4),
            SortBy::Blocked => known(n % 9),
            // Small and capital letters, with accents and without, are one letter.
            SortBy::Title => Some([0, 0, 1, 2][n as usize % 4]),
            // "Test Agent" before "Test Seat".
            SortBy::Follower => known(n % 2),
            _ => None,
        }
    };
    let keys: Vec<Option<i64>> = titles.iter().map(|title| key(n(title))).collect();
    let known: Vec<i64> = keys.iter().flatten().copied().collect();
    assert!(
        keys[known.len()..].iter().all(Option::is_none),
        "{sign}{by}: what is unknown comes last"
    );
    let sorted = if sign.is_empty() {
        known.is_sorted()
    } else {
        known.iter().rev().is_sorted()
    };
    assert!(sorted, "{sign}{by}: {known:?}");
}

#[tokio::test]
async fn columns_order_and_height_are_in_the_address() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "submitted", "École").await;
        let seat = cast.get("seat");
        let plain = world.get("/territoire/projets", seat).await;
        assert!(plain.body.contains("aria-sort=\"descending\""));
        assert!(plain.body.contains("table-dense"));
        assert!(
            !plain.body.contains("<details open"),
            "no group is open where nothing is chosen"
        );
        assert!(
            plain
                .body
                .contains("href=\"/territoire/projets?tri=-cout\"")
        );
        assert!(!plain.body.contains("data-label=\"CRTE\""));
        let chosen =
            "/territoire/projets?tri=-cout&colonne=cout&colonne=contrat&densite=aeree&q=ecole";
        let page = world.get(chosen, seat).await;
        assert!(page.body.contains("data-label=\"CRTE\""), "{}", page.body);
        assert!(!page.body.contains("data-label=\"Thème\""));
        assert!(!page.body.contains("table-dense"));
        let chosen = world.get("/territoire/projets?etat=submitted", seat).await;
        assert_eq!(
            chosen.body.matches("<details open").count(),
            1,
            "the group alone: the filters open on a wide screen by style"
        );
        // The filter form keeps what it does not show; without scripts nothing else would.
        for kept in [
            "name=\"tri\" value=\"-cout\"",
            "name=\"colonne\" value=\"contrat\"",
            "name=\"densite\" value=\"aeree\"",
        ] {
            assert!(page.body.contains(kept), "{kept}");
        }
    }
}

/// Each column has its way to the left and to the right, and stands where it was put, in the rows too.
#[tokio::test]
async fn columns_change_places() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "submitted", "École").await;
        let seat = cast.get("seat");
        let asked = "/territoire/projets?colonne=cout&colonne=etat";
        let heads = |body: &str| {
            let place = |label: &str| body.find(&format!("data-label=\"{label}\"")).unwrap();
            (place("Coût total"), place("État"))
        };
        let page = world.get(asked, seat).await;
        let (cost, state) = heads(&page.body);
        assert!(cost < state);
        let turned = "colonne=etat&amp;colonne=cout&amp;ouvrir=colonnes#colonnes";
        assert_eq!(page.body.matches(turned).count(), 2, "one of each");
        assert!(!page.body.contains("id=\"colonnes\" open"));
        let moved = "/territoire/projets?colonne=etat&colonne=cout&ouvrir=colonnes";
        let page = world.get(moved, seat).await;
        let (cost, state) = heads(&page.body);
        assert!(state < cost);
        assert!(
            page.body.contains("id=\"colonnes\" open"),
            "one goes on moving"
        );
        assert!(
            !page.body.contains("ouvrir=colonnes&"),
            "and nothing else keeps it"
        );
    }
}

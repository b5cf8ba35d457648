//! What is late: on the page, by seat and agent, with its reason; decisions opened again and projects taken up again have
//! their delay on the desk.

use super::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

const DAY: i64 = 86_400_000;

async fn signed(world: &World, cast: &Cast, project: ProjectId, level: &str) {
    for seat in ["seat", "prefecture"] {
        let path = format!("/projets/{project}/priorite");
        let form = [("niveau", level), ("motif", "MOTIF")];
        let done = world.ask("POST", &path, cast.get(seat), &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
}

async fn reopened(world: &World, cast: &Cast, project: ProjectId) {
    let path = format!("/projets/{project}/priorite/reprise");
    let form = [("motif", "Un fait nouveau.")];
    let done = world.ask("POST", &path, cast.get("seat"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

async fn group(world: &World, who: &Someone, group: &str) -> String {
    let page = world.get(&format!("/territoire?groupe={group}"), who).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body
}

async fn due(world: &World, project: ProjectId, column: &str) -> i64 {
    let query = format!("SELECT COALESCE({column}, 0) AS n, '' AS kind FROM project WHERE id = $1");
    world.count(&query, project).await
}

#[tokio::test]
async fn a_decision_opened_again_is_on_the_desk_with_a_delay_of_its_own() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École rouverte").await;
        signed_first(&world, project).await;
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        assert!(
            !group(&world, ddt, "prioritise")
                .await
                .contains("École rouverte")
        );
        reopened(&world, &cast, project).await;
        for seat in [ddt, prefecture] {
            assert!(
                group(&world, seat, "prioritise")
                    .await
                    .contains("École rouverte")
            );
        }
        assert!(due(&world, project, "round_due_at").await > world.now() + 10 * DAY);
        let path = format!("/projets/{project}/priorite");
        let form = [("niveau", "haute"), ("motif", "MOTIF")];
        world.ask("POST", &path, ddt, &form).await;
        assert!(
            group(&world, prefecture, "sign")
                .await
                .contains("École rouverte")
        );
        assert!(!group(&world, ddt, "sign").await.contains("École rouverte"));
        world
            .run(
                "UPDATE project SET round_due_at = $1",
                [(world.now() - DAY).into()],
            )
            .await;
        assert!(
            group(&world, prefecture, "retard")
                .await
                .contains("École rouverte")
        );
        signed(&world, &cast, project, "haute").await;
        assert_eq!(due(&world, project, "round_due_at").await, 0);
        assert!(
            !group(&world, prefecture, "sign")
                .await
                .contains("École rouverte")
        );
    }
}

/// The project has a decision that can be opened again.
async fn signed_first(world: &World, project: ProjectId) {
    world
        .run(
            "UPDATE project SET priority = 'moyenne' WHERE id = $1",
            [project.0.into()],
        )
        .await;
}

#[tokio::test]
async fn a_project_that_was_set_aside_and_is_not_any_more_has_its_first_contact_due_again() {
    for world in worlds().await {
        let cast = world.cast().await;
        for contacted in [false, true] {
            let project = world.project(&cast, "assigned", "Halle").await;
            if contacted {
                world
                    .run(
                        "INSERT INTO assignment (id, project_id, person_id, assigned_at, first_contact_at) \
                         VALUES ($1, $2, $3, 0, 1)",
                        [
                            world.services.ids.uuid().into(),
                            project.0.into(),
                            cast.get("assignee").id.0.into(),
                        ],
                    )
                    .await;
            }
            reopened(&world, &cast, project).await;
            signed(&world, &cast, project, "ecartee").await;
            assert_eq!(due(&world, project, "intake_due_at").await, 0);
            reopened(&world, &cast, project).await;
            signed(&world, &cast, project, "haute").await;
            let due = due(&world, project, "intake_due_at").await;
            assert_eq!(due > world.now() + 4 * DAY, !contacted, "{due}");
            world.run("DELETE FROM assignment", []).await;
        }
    }
}

#[tokio::test]
async fn what_was_owed_when_a_project_was_parked_is_owed_anew() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "Halle").await;
        world
            .run(
                "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at) \
                 VALUES ($1, $2, 'land', 'Terrain', '2026-03-03', $3, 0, 1)",
                [
                    world.services.ids.uuid().into(),
                    project.0.into(),
                    cast.get("lead").id.0.into(),
                ],
            )
            .await;
        reopened(&world, &cast, project).await;
        world.run("UPDATE project SET round_due_at = 1", []).await;
        for (part, form) in [("retrait", "Abandon."), ("reouverture", "Reprise.")] {
            let path = format!("/projets/{project}/{part}");
            let done = world
                .ask("POST", &path, cast.get("lead"), &[("motif", form)])
                .await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{part} {}", done.body);
        }
        let answer = "SELECT due_at AS n, '' AS kind FROM blocker WHERE project_id = $1";
        for owed in [
            due(&world, project, "intake_due_at").await,
            due(&world, project, "round_due_at").await,
            world.count(answer, project).await,
        ] {
            assert!(owed > world.now(), "{owed}");
        }
    }
}

#[tokio::test]
async fn the_page_of_what_is_late_says_who_and_why() {
    for world in worlds().await {
        let cast = world.cast().await;
        let titles = [
            (
                "submitted",
                "Retard A",
                "Aucun des deux sièges n&#x27;a pris",
            ),
            ("acknowledged", "Retard B", "n&#x27;a coté le projet"),
            ("prioritised", "Retard C", "Personne n&#x27;a été désigné"),
            (
                "assigned",
                "Retard D",
                "La collectivité n&#x27;a encore reçu aucun message",
            ),
        ];
        let mut projects = Vec::new();
        for (state, title, _) in titles {
            projects.push(world.project(&cast, state, title).await);
        }
        let stopped = world.project(&cast, "assigned", "Retard E").await;
        world
            .run(
                "UPDATE project SET intake_due_at = NULL, blocked_since = '2026-01-01' WHERE id = $1",
                [stopped.0.into()],
            )
            .await;
        world
            .run(
                "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at) \
                 VALUES ($1, $2, 'land', 'Terrain', '2026-01-01', $3, 0, $4)",
                [
                    world.services.ids.uuid().into(),
                    stopped.0.into(),
                    cast.get("lead").id.0.into(),
                    (world.now() - 30 * DAY).into(),
                ],
            )
            .await;
        let parked = world.project(&cast, "withdrawn", "Retard F").await;
        world
            .run(
                "UPDATE project SET intake_due_at = 1 WHERE id = $1",
                [parked.0.into()],
            )
            .await;
        let page = |path: &'static str| {
            let (world, seat) = (&world, cast.get("seat"));
            async move { plain(&world.get(path, seat).await.body) }
        };
        let all = page("/territoire/retards").await;
        for (_, title, why) in titles {
            assert!(
                all.contains(title) && all.contains(&plain(why)),
                "{title}\n{all}"
            );
        }
        // The oldest comes first; what is parked is not late.
        assert!(all.find("Retard E") < all.find("Retard A"));
        assert!(!all.contains("Retard F"));
        assert!(page("/territoire").await.contains("/territoire/retards"));
        let contact = page("/territoire/retards?genre=contact").await;
        assert!(contact.contains("Retard D") && !contact.contains("Retard A"));
        let pair = page("/territoire/retards?qui=binome").await;
        assert!(pair.contains("Retard A") && !pair.contains("Retard D"));
        let none = page("/territoire/retards?qui=nobody").await;
        assert!(!none.contains("Retard A"));
        // One seat has scored: the other is late.
        let path = format!("/projets/{}/cotation", projects[1]);
        let scores = [
            "maturity",
            "impact",
            "urgency",
            "territorial_need",
            "feasibility",
            "strategy_fit",
        ]
        .map(|name| (name, "1"));
        world.ask("POST", &path, cast.get("seat"), &scores).await;
        let other = page("/territoire/retards?qui=prefecture").await;
        assert!(
            other.contains("Retard B") && !other.contains("Retard C"),
            "{other}"
        );
        // Somebody of the neighbouring département has her own page, without any of it.
        let path = "/territoire/retards?departement=49";
        let stranger = world.get(path, cast.get("stranger")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        let own = world.get("/territoire/retards", cast.get("stranger")).await;
        assert!(!own.body.contains("Retard A"));
        let lead = world.get("/territoire/retards", cast.get("lead")).await;
        assert_eq!(lead.status, StatusCode::NOT_FOUND);
    }
}

fn plain(html: &str) -> String {
    html.replace("&#x27;", "'").replace("&#39;", "'")
}

#[tokio::test]
async fn a_long_list_is_cut_and_goes_on() {
    for world in worlds().await {
        let cast = world.cast().await;
        for number in 0..60 {
            world
                .project(&cast, "submitted", &format!("Dossier {number:02}"))
                .await;
        }
        let first = world
            .get("/territoire/retards", cast.get("seat"))
            .await
            .body;
        assert_eq!(first.matches("Dossier ").count(), 50);
        let start = first.find("/territoire/retards?apres=").unwrap();
        let link: String = first[start..].chars().take_while(|c| *c != '"').collect();
        let second = world.get(&link, cast.get("seat")).await.body;
        assert_eq!(second.matches("Dossier ").count(), 10);
    }
}

//! The bell: what one has looked at is not new any more; a desk tells what is new since the last visit.

use super::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use domain::project::Audience;
use http::StatusCode;
use services::journal::{Details, Fact};
use std::time::Duration;

async fn happens(world: &World, cast: &Cast, project: ProjectId, fact: Fact, audience: Audience) {
    let cx = world.cx(cast.get("assignee")).await;
    let tx = world.services.db.begin().await.unwrap();
    world
        .services
        .record(&tx, &cx, project, fact, audience, Details::new())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    while world.services.run_due_jobs().await.unwrap() > 0 {}
}

async fn unread(world: &World, who: &Someone) -> i64 {
    world.cx(who).await.person().unwrap().unread
}

/// What was seen is noted beside the answer: waits for it a moment.
async fn becomes(world: &World, who: &Someone, wanted: i64) -> i64 {
    for _ in 0..100 {
        if unread(world, who).await == wanted {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    unread(world, who).await
}

#[tokio::test]
async fn what_one_visits_is_not_new_any_more() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let other = world.project(&cast, "assigned", "Halle").await;
        let seat = cast.get("seat");
        happens(&world, &cast, project, Fact::Edited, Audience::All).await;
        happens(&world, &cast, project, Fact::FileAdded, Audience::All).await;
        happens(&world, &cast, project, Fact::MessagePosted, Audience::All).await;
        happens(
            &world,
            &cast,
            project,
            Fact::MessagePosted,
            Audience::StateOnly,
        )
        .await;
        happens(&world, &cast, other, Fact::FileAdded, Audience::All).await;
        assert_eq!(unread(&world, seat).await, 5);
        let bell = world.get("/notifications", seat).await.body;
        assert!(
            bell.contains("4\u{a0}nouvelles") && bell.contains("1\u{a0}nouvelle"),
            "{bell}"
        );
        assert_eq!(
            unread(&world, seat).await,
            5,
            "the bell itself tells of them only"
        );
        // Page, unread afterwards.
        for (part, left) in [
            ("/historique", 5),
            ("/fichiers", 4),
            ("", 3),
            ("/conversation", 2),
            ("/conversation?fil=etat", 1),
        ] {
            let page = world.get(&format!("/projets/{project}{part}"), seat).await;
            assert_eq!(page.status, StatusCode::OK, "{part}");
            assert_eq!(becomes(&world, seat, left).await, left, "{part}");
        }
        // Nobody else's bell has changed.
        assert_eq!(unread(&world, cast.get("lead")).await, 4);
    }
}

#[tokio::test]
async fn a_desk_tells_what_is_new_since_the_last_visit() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let seat = cast.get("seat");
        happens(&world, &cast, project, Fact::MessagePosted, Audience::All).await;
        let first = world.get("/territoire", seat).await.body;
        assert!(first.contains("Depuis hier : 1\u{a0}message."), "{first}");
        let seen = "SELECT COUNT(*) AS n, '' AS kind FROM desk_visit WHERE $1 = $1";
        for _ in 0..100 {
            if world.count(seen, project).await == 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // Three days go by: the message is older than the last visit by an hour.
        let days = 3 * 86_400_000_i64;
        world
            .run(
                "UPDATE desk_visit SET seen_at = seen_at - $1",
                [days.into()],
            )
            .await;
        world
            .run("UPDATE event SET at = at - $1", [(days + 3_600_000).into()])
            .await;
        let then = world.get("/territoire", seat).await.body;
        assert!(
            then.contains("Depuis votre dernière visite, il y a 3\u{a0}jours : rien de nouveau."),
            "{then}"
        );
        world
            .run(
                "UPDATE event SET at = at + $1",
                [(2 * 3_600_000_i64).into()],
            )
            .await;
        let then = world.get("/territoire", seat).await.body;
        assert!(then.contains("jours : 1\u{a0}message."), "{then}");
    }
}

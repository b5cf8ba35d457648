//! What moves is told to the boards that are open: to whom may know of it, while her session lasts.

use crate::world::{Someone, World, worlds};
use axum::body::{Body, BodyDataStream};
use domain::ids::ProjectId;
use domain::project::SeatKind;
use futures::StreamExt;
use http::{Request, StatusCode, header};
use services::Once;
use std::time::Duration;
use tower::ServiceExt;

/// Longer than the moves are looked for.
const SOON: Duration = Duration::from_secs(10);
/// Long enough for a move to have come.
const A_WHILE: Duration = Duration::from_secs(3);

/// Opens a board's stream.
async fn open(world: &World, query: &str, who: &Someone) -> (StatusCode, BodyDataStream) {
    let request = Request::builder()
        .uri(format!("/territoire/tableau/flux{query}"))
        .header(header::COOKIE, format!("session={}", who.cookie()))
        .body(Body::empty())
        .unwrap();
    let answer = world.router.clone().oneshot(request).await.unwrap();
    (answer.status(), answer.into_body().into_data_stream())
}

/// What comes next; none at the end.
async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let part = tokio::time::timeout(SOON, stream.next()).await;
    let part = part.expect("something comes")?.unwrap();
    Some(String::from_utf8(part.to_vec()).unwrap())
}

async fn acknowledge(world: &World, project: ProjectId, who: &Someone) {
    let cx = world.cx(who).await;
    let once = Once::none();
    world
        .services
        .acknowledge(&cx, project, &once)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_colleagues_move_is_told_with_who_made_it() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École").await;
        let (status, mut seen) = open(&world, "?departement=49", cast.get("seat")).await;
        assert_eq!(status, StatusCode::OK);
        let (_, mut own) = open(&world, "", cast.get("prefecture")).await;
        let (_, mut manager) = open(&world, "", cast.get("manager")).await;
        acknowledge(&world, project, cast.get("prefecture")).await;
        let told = next(&mut seen).await.unwrap();
        assert!(told.contains(&project.to_string()), "{told}");
        let words = "« École » est passé de « Déposé » à « Pris en charge », par ";
        assert!(told.contains(words), "{told}");
        let told = next(&mut own).await.unwrap();
        assert!(told.contains("\"phrase\":\"\""), "her own move: {told}");
        assert!(next(&mut manager).await.unwrap().contains("École"));
    }
}

#[tokio::test]
async fn a_neighbour_hears_nothing_and_a_lost_role_ends_it() {
    for world in worlds().await {
        let cast = world.cast().await;
        let first = world.project(&cast, "submitted", "École").await;
        let second = world.project(&cast, "submitted", "Halle").await;
        let neighbour = world.person("Voisine").await;
        world.grant(&neighbour, "agent", "44").await;
        let seat = cast.get("seat");
        let (status, _) = open(&world, "?departement=49", &neighbour).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, mut theirs) = open(&world, "", &neighbour).await;
        assert_eq!(status, StatusCode::OK);
        let of_both = world.person("Lison").await;
        world.grant(&of_both, "agent", "44").await;
        world.grant(&of_both, "agent", "49").await;
        let (_, mut other_board) = open(&world, "?departement=44", &of_both).await;
        let agent = cast.get("agent");
        let (_, mut ends) = open(&world, "?departement=49", agent).await;

        acknowledge(&world, first, seat).await;
        assert!(next(&mut ends).await.unwrap().contains("École"));
        let nothing = tokio::time::timeout(A_WHILE, theirs.next()).await;
        assert!(nothing.is_err(), "a project of another département");
        let nothing = tokio::time::timeout(A_WHILE, other_board.next()).await;
        assert!(nothing.is_err(), "hers, but of another board");

        let ended = "UPDATE role_grant SET ended_at = $2 WHERE person_id = $1";
        let now = world.now() - 1;
        world.run(ended, [agent.id.0.into(), now.into()]).await;
        acknowledge(&world, second, seat).await;
        assert_eq!(next(&mut ends).await, None, "her role ended");
    }
}

#[tokio::test]
async fn a_session_that_ends_ends_its_boards() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École").await;
        let seat = cast.get("seat");
        let (_, mut board) = open(&world, "", seat).await;
        let gone = "DELETE FROM session WHERE person_id = $1";
        world.run(gone, [seat.id.0.into()]).await;
        acknowledge(&world, project, cast.get("prefecture")).await;
        assert_eq!(next(&mut board).await, None);
    }
}

#[tokio::test]
async fn six_boards_are_open_at_most_and_all_end_with_the_process() {
    let world = worlds().await.remove(0);
    let seat = world.person("Claire").await;
    world.sit(&seat, SeatKind::Ddt, "holder").await;
    let mut boards = Vec::new();
    for _ in 0..6 {
        let (status, board) = open(&world, "", &seat).await;
        assert_eq!(status, StatusCode::OK);
        boards.push(board);
    }
    let (status, _) = open(&world, "", &seat).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    boards.pop();
    let (status, board) = open(&world, "", &seat).await;
    assert_eq!(status, StatusCode::OK, "a closed one makes room");
    boards.push(board);
    world.services.live.close();
    for mut board in boards {
        assert_eq!(next(&mut board).await, None);
    }
}

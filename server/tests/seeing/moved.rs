//! What was just moved on the board is told there, and taken back for a while.

use super::between;
use crate::world::answer::Answer;
use crate::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

const BOARD: &str = "/territoire/tableau?q=ecole";

/// Redirects a project, as the form that the board leads to does.
async fn redirected(world: &World, project: ProjectId, who: &Someone) -> Answer {
    let form = [
        ("vers", "Le syndicat"),
        ("motif", "C'est à lui."),
        ("retour", BOARD),
    ];
    let address = format!("/projets/{project}/reorientation");
    let sent = world.ask("POST", &address, who, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    world.get(sent.location(), who).await
}

/// What the board says of the last move.
fn said(page: &Answer) -> &str {
    between(
        &page.body,
        "class=\"board-said\"",
        "aria-label=\"Colonnes du tableau\"",
    )
}

async fn undo(world: &World, page: &Answer, who: &Someone) -> Answer {
    let form = between(said(page), "<form", "</form>");
    let action = between(form, "action=\"", "\"");
    let value = |name: &str| between(form, &format!("name=\"{name}\" value=\""), "\"");
    let fields = [("cle", value("cle")), ("deplacement", value("deplacement"))];
    let board = format!("http://localhost:3000{BOARD}");
    world.from(&board, action, who, &fields).await
}

async fn ground() -> Vec<(World, Cast, ProjectId)> {
    let mut all = Vec::new();
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École").await;
        all.push((world, cast, project));
    }
    all
}

#[tokio::test]
async fn a_move_is_told_and_taken_back_by_who_made_it() {
    for (world, cast, project) in ground().await {
        let (seat, other) = (cast.get("seat"), cast.get("prefecture"));
        let page = redirected(&world, project, seat).await;
        assert!(page.body.contains("value=\"ecole\""), "the same board");
        assert!(said(&page).contains("est passé de « Déposé » à « Réorienté »."));
        assert_eq!(world.intake(project).await, "redirected");

        let another = undo(&world, &page, other).await;
        assert_eq!(another.status, StatusCode::CONFLICT, "not her move");
        let theirs = format!("{BOARD}&deplace={project}");
        assert!(!world.get(&theirs, other).await.body.contains("est passé"));

        for press in 0..2 {
            let sent = undo(&world, &page, seat).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "press {press}");
            let expected = format!("{BOARD}&fait=deplacement-annule&deplace={project}");
            assert_eq!(sent.location(), expected);
        }
        assert_eq!(world.intake(project).await, "submitted");
        assert_eq!(
            world.facts(project).await,
            2,
            "moved and brought back, once"
        );
        let page = world.get(&format!("{BOARD}&deplace={project}"), seat).await;
        assert!(said(&page).contains("est passé de « Réorienté » à « Déposé »."));
        assert!(!said(&page).contains("<form"), "no way back from there");
    }
}

#[tokio::test]
async fn after_five_minutes_or_another_move_nothing_is_taken_back() {
    for (world, cast, project) in ground().await {
        let seat = cast.get("seat");
        let page = redirected(&world, project, seat).await;
        let older = "UPDATE event SET at = at - 301000";
        world.run(older, []).await;
        let late = undo(&world, &page, seat).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let again = world.get(&format!("{BOARD}&deplace={project}"), seat).await;
        assert!(!again.body.contains("est passé"));
        assert_eq!(world.intake(project).await, "redirected");
    }
}

#[tokio::test]
async fn a_project_that_was_given_on_comes_back_to_who_had_it() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.grant(cast.get("assignee"), "agent", "49").await;
        let project = world.project(&cast, "assigned", "École").await;
        let (seat, had) = (cast.get("seat"), cast.get("assignee"));
        let to = cast.get("agent").id.to_string();
        let form = [
            ("personne", to.as_str()),
            ("phrase", "Elle connaît les écoles."),
            ("retour", BOARD),
        ];
        let address = format!("/projets/{project}/affectation");
        let sent = world.ask("POST", &address, seat, &form).await;
        let page = world.get(sent.location(), seat).await;
        assert!(said(&page).contains("est confié à quelqu'un d'autre."));
        let sent = undo(&world, &page, seat).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let follows = store::project::read::access(world.services.db.read(), project, None);
        let follows = follows.await.unwrap().unwrap();
        assert_eq!(follows.assignee_id, Some(had.id.0));
    }
}

#[tokio::test]
async fn a_form_leads_back_only_to_a_board() {
    for (world, cast, project) in ground().await {
        let seat = cast.get("seat");
        let form = [
            ("vers", "Le syndicat"),
            ("motif", "C'est à lui."),
            ("retour", "//ailleurs.test/territoire/tableau"),
        ];
        let address = format!("/projets/{project}/reorientation");
        let sent = world.ask("POST", &address, seat, &form).await;
        assert_eq!(
            sent.location(),
            format!("/projets/{project}?fait=projet-reoriente")
        );
    }
}

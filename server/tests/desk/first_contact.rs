//! The assignee's first message to the collectivité: the delay stops, the history and the sheet say so.

use super::world::{Cast, World, worlds};
use domain::ids::ProjectId;
use domain::project::Audience;
use services::Once;
use services::blocker::RaiseForm;
use services::conversation::Post;
use services::project::next_step::{Task, next_step};

async fn post(world: &World, cast: &Cast, role: &str, project: ProjectId, audience: Audience) {
    let cx = world.cx(cast.get(role)).await;
    let place = world.services.place(&cx, project, audience).await.unwrap();
    let post = Post {
        typed: "Bonjour, je suis votre interlocutrice.".to_owned(),
        ..Post::default()
    };
    let once = Once::none();
    let posted = world.services.post_message(&cx, &place, post, &once).await;
    posted.unwrap();
}

async fn facts(world: &World, project: ProjectId) -> i64 {
    let query = "SELECT COUNT(*) AS n, '' AS kind FROM event WHERE kind = 'first_contact' AND project_id = $1";
    world.count(query, project).await
}

/// What the lead's sheet waits for.
async fn task(world: &World, cast: &Cast, project: ProjectId) -> (Task, bool) {
    let cx = world.cx(cast.get("lead")).await;
    let head = world.services.sheet_head(&cx, project).await.unwrap();
    let step = next_step(&cx, &head, world.services.clock.now());
    (step.task, step.late)
}

#[tokio::test]
async fn a_message_of_the_assignee_to_everybody_is_the_first_contact() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        // What others write, and what the State writes to itself, is no contact.
        post(&world, &cast, "lead", project, Audience::All).await;
        post(&world, &cast, "seat", project, Audience::All).await;
        post(&world, &cast, "assignee", project, Audience::StateOnly).await;
        assert_eq!(facts(&world, project).await, 0);
        assert_eq!(
            task(&world, &cast, project).await,
            (Task::FirstContact, true)
        );

        post(&world, &cast, "assignee", project, Audience::All).await;
        assert_eq!(facts(&world, project).await, 1);
        assert_eq!(task(&world, &cast, project).await, (Task::GoOn, false));
        let history = world
            .get(&format!("/projets/{project}/historique"), cast.get("lead"))
            .await;
        assert!(history.body.contains("a pris contact avec la collectivité"));

        post(&world, &cast, "assignee", project, Audience::All).await;
        assert_eq!(facts(&world, project).await, 1);
    }
}

#[tokio::test]
async fn a_message_of_the_state_answers_a_blocker() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let lead = world.cx(cast.get("lead")).await;
        let form = RaiseForm {
            kind: "funding".to_owned(),
            sentence: "Il manque un tiers.".to_owned(),
            since: String::new(),
        };
        let services = &world.services;
        services
            .raise_blocker(&lead, project, &form, &Once::none())
            .await
            .unwrap();
        let waits = "SELECT COUNT(*) AS n, '' AS kind FROM blocker WHERE due_at IS NOT NULL AND project_id = $1";
        post(&world, &cast, "lead", project, Audience::All).await;
        post(&world, &cast, "seat", project, Audience::StateOnly).await;
        assert_eq!(world.count(waits, project).await, 1);
        post(&world, &cast, "seat", project, Audience::All).await;
        assert_eq!(world.count(waits, project).await, 0);
    }
}

#[tokio::test]
async fn a_reopened_project_waits_for_a_contact_that_can_be_made() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        post(&world, &cast, "assignee", project, Audience::All).await;
        let assignee = world.cx(cast.get("assignee")).await;
        let seat = world.cx(cast.get("seat")).await;
        let why = || "Parce que.".to_owned();
        let services = &world.services;
        services
            .close(&assignee, project, Some(why()), &Once::none())
            .await
            .unwrap();
        services
            .reopen(&seat, project, why(), &Once::none())
            .await
            .unwrap();
        assert_eq!(task(&world, &cast, project).await.0, Task::FirstContact);
        post(&world, &cast, "assignee", project, Audience::All).await;
        assert_eq!(task(&world, &cast, project).await.0, Task::GoOn);
    }
}

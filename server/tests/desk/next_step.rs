//! The sentence on top of a sheet, read aloud: every state for every role, and what changes it.

use super::world::{Cast, World, worlds};
use super::{ROLES, STATES};
use domain::ids::ProjectId;
use domain::priority::Proposal;
use services::Once;
use services::blocker::RaiseForm;
use services::priority::Step;
use store::sql;

/// The strip of a sheet as it is read, with its button; the day is left out.
async fn read(world: &World, cast: &Cast, role: &str, project: ProjectId) -> String {
    let path = format!("/projets/{project}");
    let page = world.get(&path, cast.get(role)).await;
    assert_eq!(page.status, http::StatusCode::OK, "{role}");
    let at = page.body.find("class=\"next-step ").unwrap();
    let strip = &page.body[at..];
    let strip = &strip[strip.find('>').unwrap() + 1..strip.find("</div>").unwrap()];
    let mut text = String::new();
    for (n, piece) in strip.split('<').enumerate() {
        let piece = if n == 0 {
            piece
        } else {
            if piece.starts_with("a ") {
                text.push_str(" [");
            } else if piece.starts_with("/a>") {
                text.push(']');
            }
            piece.split_once('>').map_or("", |(_, text)| text)
        };
        text.push_str(piece);
    }
    let text = text.replace("&#x27;", "'").replace('\u{a0}', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    without_day(&text)
}

fn without_day(text: &str) -> String {
    for words in ["au plus tard le ", "attendu pour le "] {
        if let Some((before, after)) = text.split_once(words) {
            let rest = after.split_once('.').map_or("", |(_, rest)| rest);
            return format!("{before}{words}JOUR.{rest}");
        }
    }
    text.to_owned()
}

/// The due day of a project: some days from now, or none.
async fn due_in(world: &World, project: ProjectId, days: Option<i64>) {
    let due = days.map(|days| world.services.clock.now().plus_seconds(days * 86_400).0);
    let tx = world.services.db.begin().await.unwrap();
    let text = "UPDATE project SET intake_due_at = $2 WHERE id = $1";
    sql::run(&*tx, text, [project.0.into(), due.into()])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn told(world: &World, cast: &Cast, project: ProjectId, case: &str) -> String {
    let mut text = format!("{case}\n");
    for role in ROLES.iter().filter(|role| **role != "stranger") {
        let strip = read(world, cast, role, project).await;
        text.push_str(&format!("  {role:>8} · {strip}\n"));
    }
    text
}

#[tokio::test]
async fn the_sentence_of_each_state_for_each_role() {
    for world in worlds().await {
        let cast = world.cast().await;
        let mut table = String::new();
        for &state in STATES {
            let project = world.project(&cast, state, "École").await;
            let running = !matches!(state, "closed" | "redirected" | "withdrawn");
            due_in(&world, project, running.then_some(3)).await;
            table.push_str(&told(&world, &cast, project, state).await);
            if running {
                due_in(&world, project, Some(-3)).await;
                let late = format!("{state}, late");
                table.push_str(&told(&world, &cast, project, &late).await);
            }
        }
        insta::assert_snapshot!("next_step_by_state", table);
    }
}

#[tokio::test]
async fn what_happens_on_a_project_changes_the_sentence() {
    for world in worlds().await {
        let cast = world.cast().await;
        let mut table = String::new();

        let signed = world.project(&cast, "acknowledged", "École").await;
        due_in(&world, signed, Some(3)).await;
        let seat = world.cx(cast.get("seat")).await;
        let step = Step::Propose(Proposal::parse("haute", "La rentrée.").unwrap());
        world
            .services
            .decide_priority(&seat, signed, None, step, &Once::none())
            .await
            .unwrap();
        table.push_str("one seat has signed\n");
        for role in ["lead", "seat", "prefecture", "agent"] {
            let strip = read(&world, &cast, role, signed).await;
            table.push_str(&format!("  {role:>10} · {strip}\n"));
        }

        let followed = world.project(&cast, "assigned", "École").await;
        due_in(&world, followed, None).await;
        table.push_str(&told(&world, &cast, followed, "in contact").await);

        let lead = world.cx(cast.get("lead")).await;
        let form = RaiseForm {
            kind: "funding".to_owned(),
            sentence: "Il manque un tiers.".to_owned(),
            since: String::new(),
        };
        world
            .services
            .raise_blocker(&lead, followed, &form, &Once::none())
            .await
            .unwrap();
        table.push_str(&told(&world, &cast, followed, "blocked, help proposed").await);

        let waits = world.project(&cast, "submitted", "École").await;
        due_in(&world, waits, Some(3)).await;
        world
            .services
            .raise_blocker(&lead, waits, &form, &Once::none())
            .await
            .unwrap();
        table.push_str(&told(&world, &cast, waits, "deposited with a blocker").await);
        insta::assert_snapshot!("next_step_by_event", table);
    }
}

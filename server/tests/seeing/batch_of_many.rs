//! One action on 1,240 projects: three refuse, the others are done by the worker and brought back.

use super::between;
use super::files::fill;
use crate::world::answer::Answer;
use crate::world::{Cast, Someone, World, worlds};
use domain::batch::BatchState;
use domain::ids::{BatchId, ProjectId};
use http::StatusCode;
use store::batch::{self, Outcome};
use uuid::Uuid;

const LIST: &str = "/territoire/lot";
/// More than fifty, more than a page, more than one read of a file.
const MANY: i64 = 1240;
/// What cannot be given to anybody yet.
const EARLY: &str = "number IN (7, 600, 1240)";

async fn ground(world: &World, cast: &Cast) {
    fill(world, 0..MANY).await;
    let followed = "UPDATE project SET intake = 'assigned', assignee_id = $1";
    let by = cast.get("prefecture").id.0;
    world.run(followed, [by.into()]).await;
    let early =
        format!("UPDATE project SET intake = 'acknowledged', assignee_id = NULL WHERE {EARLY}");
    world.run(&early, []).await;
}

/// Confirms an action on all projects of the département; gives the address of what became of it.
async fn act_on_all(
    world: &World,
    seat: &Someone,
    action: &str,
    fields: &[(&str, &str)],
) -> String {
    let page = format!("{LIST}?action={action}&portee=tous");
    let page = world.get(&page, seat).await;
    let (key, count) = (page.hidden("cle"), page.hidden("nombre"));
    let address = page.hidden("adresse").replace("&amp;", "&");
    let mut form = vec![
        ("cle", key.as_str()),
        ("nombre", count.as_str()),
        ("adresse", address.as_str()),
    ];
    form.extend_from_slice(fields);
    let sent = world.ask("POST", LIST, seat, &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

async fn work(world: &World) {
    while world.services.run_due_jobs().await.unwrap() > 0 {}
}

async fn undo(world: &World, seat: &Someone, batch: &str) -> Answer {
    let told = world.get(batch, seat).await;
    let key = told.hidden("cle");
    let path = format!("{batch}/annuler");
    let sent = world
        .ask("POST", &path, seat, &[("cle", key.as_str())])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    work(world).await;
    world.get(batch, seat).await
}

/// Who follows how many projects in which state.
async fn standing(world: &World) -> Vec<(String, String)> {
    let query = "SELECT p.intake || ' ' || COALESCE(w.first_name, '') AS a, CAST(COUNT(*) AS text) AS b \
                 FROM project p LEFT JOIN person w ON w.id = p.assignee_id GROUP BY 1 ORDER BY 1";
    world.pairs(query).await
}

/// How many projects have how many facts.
async fn histories(world: &World) -> Vec<(String, String)> {
    let query = "SELECT CAST(e.n AS text) AS a, CAST(COUNT(*) AS text) AS b FROM \
                 (SELECT p.id, COUNT(e.project_id) AS n FROM project p LEFT JOIN event e ON e.project_id = p.id \
                  GROUP BY p.id) e GROUP BY e.n ORDER BY e.n";
    world.pairs(query).await
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec()
}

#[tokio::test]
async fn many_are_given_to_somebody_three_refuse_and_all_go_back() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        ground(&world, &cast).await;
        let before = standing(&world).await;
        let to = cast.get("agent").id.to_string();
        let fields = [
            ("personne", to.as_str()),
            ("phrase", "Partage de l'automne."),
        ];
        let batch = act_on_all(&world, seat, "confier", &fields).await;
        let waits = world.get(&batch, seat).await;
        assert!(
            waits.body.contains("0 sur 1\u{202f}240\u{a0}projets"),
            "{}",
            waits.body
        );
        work(&world).await;
        assert_eq!(
            standing(&world).await,
            pairs([("acknowledged ", "3"), ("assigned Agent", "1237")])
        );
        assert_eq!(histories(&world).await, pairs([("0", "3"), ("1", "1237")]));
        let told = world.get(&batch, seat).await;
        assert!(
            told.body
                .contains("fait pour <b>1\u{202f}237\u{a0}projets</b>"),
            "{}",
            told.body
        );
        let why = between(&told.body, "Ce qui n", "</section>");
        assert_eq!(why.matches("<a href=\"/projets/").count(), 3, "{why}");
        assert_eq!(why.matches("est pas là").count(), 3, "{why}");
        let told = undo(&world, seat, &batch).await;
        assert!(
            told.body
                .contains("annulé pour <b>1\u{202f}237\u{a0}projets</b>"),
            "{}",
            told.body
        );
        assert_eq!(standing(&world).await, before);
        // Nothing of it is wiped out: both moves are in the history.
        assert_eq!(histories(&world).await, pairs([("0", "3"), ("2", "1237")]));
    }
}

#[tokio::test]
async fn what_is_taken_back_halfway_is_what_it_was() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..60).await;
        let batch = act_on_all(&world, seat, "etiqueter", &[("etiquette", "Automne")]).await;
        assert!(world.services.run_due_jobs().await.unwrap() > 0);
        assert_eq!(histories(&world).await, pairs([("0", "40"), ("1", "20")]));
        let told = undo(&world, seat, &batch).await;
        assert!(told.body.contains("annulé pour <b>20"), "{}", told.body);
        assert!(told.body.contains("été fait pour <b>40"), "{}", told.body);
        assert_eq!(histories(&world).await, pairs([("0", "40"), ("2", "20")]));
        // The action made the tag: nobody finds an empty one.
        let tags = world.pairs("SELECT name AS a, folded AS b FROM tag").await;
        assert_eq!(tags, []);
    }
}

#[tokio::test]
async fn what_was_done_in_the_moment_of_the_undo_is_found_by_it() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        fill(&world, 0..60).await;
        let address = act_on_all(&world, seat, "etiqueter", &[("etiquette", "Automne")]).await;
        let id = BatchId::parse(address.rsplit('/').next().unwrap()).unwrap();
        let db = &world.services.db;
        let waiting = batch::lines(db.read(), id, BatchState::Waiting, 2)
            .await
            .unwrap();
        let tx = db.begin().await.unwrap();
        batch::take_back(&tx, id, world.services.clock.now())
            .await
            .unwrap();
        for (line, to) in waiting.iter().zip([BatchState::Done, BatchState::Refused]) {
            let outcome = Outcome {
                from: BatchState::Waiting,
                to,
                refusal: None,
                before: Some(Uuid::nil()),
            };
            let project = ProjectId(line.project_id);
            batch::settle(&tx, id, project, outcome).await.unwrap();
        }
        tx.commit().await.unwrap();
        let found = batch::to_undo(db.read(), id, 50).await.unwrap();
        assert_eq!(found.len(), 1, "done, and not the one that refused");
        assert_eq!(found[0].project_id, waiting[0].project_id);
    }
}

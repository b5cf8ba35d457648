//! One action on several projects: confirmed, done, told, taken back.

use super::between;
use crate::world::answer::Answer;
use crate::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

const LIST: &str = "/territoire/lot";

struct Ground {
    world: World,
    cast: Cast,
    /// Prioritised, prioritised, taken in charge.
    projects: [ProjectId; 3],
}

async fn grounds() -> Vec<Ground> {
    let mut grounds = Vec::new();
    for world in worlds().await {
        let cast = world.cast().await;
        let mut projects = [ProjectId(uuid::Uuid::nil()); 3];
        for (place, (state, title)) in [
            ("prioritised", "École"),
            ("prioritised", "Halle"),
            ("acknowledged", "Pont"),
        ]
        .into_iter()
        .enumerate()
        {
            projects[place] = world.project(&cast, state, title).await;
        }
        let nobody = "UPDATE project SET assignee_id = NULL";
        world.run(nobody, []).await;
        grounds.push(Ground {
            world,
            cast,
            projects,
        });
    }
    grounds
}

impl Ground {
    /// The page of confirmation of an action on all three.
    fn page(&self, action: &str) -> String {
        let chosen: String = self
            .projects
            .iter()
            .map(|id| format!("&projet={id}"))
            .collect();
        format!("{LIST}?action={action}{chosen}")
    }

    /// Confirms what a page shows, with these fields.
    async fn confirm(&self, page: &Answer, who: &Someone, fields: &[(&str, &str)]) -> Answer {
        let (key, count) = (page.hidden("cle"), page.hidden("nombre"));
        let address = page.hidden("adresse").replace("&amp;", "&");
        let mut all = vec![
            ("cle", key.as_str()),
            ("nombre", count.as_str()),
            ("adresse", address.as_str()),
        ];
        all.extend_from_slice(fields);
        self.world.ask("POST", LIST, who, &all).await
    }

    async fn work(&self) {
        while self.world.services.run_due_jobs().await.unwrap() > 0 {}
    }

    async fn facts(&self) -> [i64; 3] {
        let mut facts = [0; 3];
        for (place, project) in self.projects.iter().enumerate() {
            facts[place] = self.world.facts(*project).await;
        }
        facts
    }
}

#[tokio::test]
async fn projects_are_given_to_somebody_and_those_that_cannot_are_told() {
    for ground in grounds().await {
        let (world, seat) = (&ground.world, ground.cast.get("seat"));
        let list = world.get("/territoire/projets", seat).await;
        assert!(list.body.contains("Les 3 résultats"));
        let page = world.get(&ground.page("confier"), seat).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<b>3\u{a0}projets</b>"), "{}", page.body);
        let refused = ground.confirm(&page, seat, &[("personne", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ground.facts().await, [0, 0, 0]);
        let agent = ground.cast.get("agent").id.to_string();
        let fields = [
            ("personne", agent.as_str()),
            ("phrase", "Elle connaît le canton."),
        ];
        let mut results = Vec::new();
        for _ in 0..2 {
            let sent = ground.confirm(&page, seat, &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            results.push(sent.location().to_owned());
        }
        assert_eq!(results[0], results[1], "two presses do one thing");
        assert_eq!(ground.facts().await, [1, 1, 0], "one fact each");
        assert_eq!(world.intake(ground.projects[0]).await, "assigned");
        assert_eq!(world.intake(ground.projects[2]).await, "acknowledged");
        let told = world.get(&results[0], seat).await;
        assert!(
            told.body.contains("C'est fait pour <b>2")
                || told.body.contains("C&#x27;est fait pour <b>2"),
            "{}",
            told.body
        );
        let why = between(&told.body, "Ce qui n", "</section>");
        assert!(why.contains(&ground.projects[2].to_string()));
        assert!(why.contains("Pont") && !why.contains("Halle"));
        for role in ["prefecture", "agent", "lead", "admin"] {
            let hidden = world.get(&results[0], ground.cast.get(role)).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{role}");
        }
        // The worker that looks later finds nothing left to do.
        ground.work().await;
        assert_eq!(ground.facts().await, [1, 1, 0]);
    }
}

#[tokio::test]
async fn what_was_given_goes_back_to_who_had_it_for_five_minutes() {
    for ground in grounds().await {
        let (world, seat) = (&ground.world, ground.cast.get("seat"));
        let give = async |role: &str| {
            let page = world.get(&ground.page("confier"), seat).await;
            let to = ground.cast.get(role).id.to_string();
            let fields = [("personne", to.as_str()), ("phrase", "Partage du travail.")];
            let sent = ground.confirm(&page, seat, &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
            sent.location().to_owned()
        };
        let first = give("agent").await;
        let told = world.get(&first, seat).await;
        assert!(!told.body.contains("/annuler"), "nobody had them before");
        let second = give("prefecture").await;
        let told = world.get(&second, seat).await;
        let undo = format!("{second}/annuler");
        assert!(told.body.contains(&undo));
        let stolen = world
            .ask("POST", &undo, ground.cast.get("prefecture"), &[])
            .await;
        assert_eq!(stolen.status, StatusCode::NOT_FOUND);
        let key = told.hidden("cle");
        for _ in 0..2 {
            let sent = world
                .ask("POST", &undo, seat, &[("cle", key.as_str())])
                .await;
            assert_eq!(sent.location(), format!("{second}?fait=action-annulee"));
        }
        let who = "SELECT CASE WHEN assignee_id = $2 THEN 'yes' ELSE 'no' END AS kind, CAST(0 AS bigint) AS n FROM project WHERE id = $1";
        let agent = ground.cast.get("agent").id.0;
        for project in &ground.projects[..2] {
            let row: Option<store::desk::counts::Happened> = store::sql::one(
                world.services.db.read(),
                who,
                [project.0.into(), agent.into()],
            )
            .await
            .unwrap();
            assert_eq!(row.unwrap().kind, "yes");
        }
        assert_eq!(ground.facts().await, [3, 3, 0]);
        let third = give("prefecture").await;
        let late = "UPDATE batch SET created_at = created_at - 301000";
        world.run(late, []).await;
        let told = world.get(&third, seat).await;
        assert!(!told.body.contains("/annuler"));
        let sent = world
            .ask("POST", &format!("{third}/annuler"), seat, &[])
            .await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_other_actions_ask_the_policy_of_each_project() {
    for ground in grounds().await {
        let world = &ground.world;
        let (seat, agent) = (ground.cast.get("seat"), ground.cast.get("agent"));
        for (action, fields, done) in [
            // Two of them are decided already.
            (
                "priorite",
                vec![("niveau", "haute"), ("motif", "Attendu.")],
                [0, 0, 1],
            ),
            (
                "inviter",
                vec![("email", "elue@exemple.fr"), ("role", "reader")],
                [1, 1, 1],
            ),
            ("ecrire", vec![("message", "Où en êtes-vous ?")], [1, 1, 1]),
        ] {
            // Somebody who works for the département without following these projects.
            let page = world.get(&ground.page(action), agent).await;
            let before = ground.facts().await;
            let sent = ground.confirm(&page, agent, &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{action}");
            let told = world.get(sent.location(), agent).await;
            assert!(told.body.contains("pas possible pour <b>3"), "{action}");
            assert_eq!(ground.facts().await, before, "{action}");
            let page = world.get(&ground.page(action), seat).await;
            let sent = ground.confirm(&page, seat, &fields).await;
            let told = world.get(sent.location(), seat).await;
            let count: i64 = done.iter().sum();
            let said = format!("fait pour <b>{count}");
            assert!(told.body.contains(&said), "{action}: {}", told.body);
            let mut after = ground.facts().await;
            for (now, before) in after.iter_mut().zip(before) {
                *now -= before;
            }
            assert_eq!(after, done, "{action}: one fact each");
        }
        // The seat of another département finds none of them.
        let elsewhere = world
            .get(&ground.page("confier"), ground.cast.get("stranger"))
            .await;
        assert!(
            elsewhere.body.contains("Aucun projet n'est choisi")
                || elsewhere.body.contains("Aucun projet n&#x27;est choisi")
        );
        assert!(!elsewhere.body.contains("Halle"));
        for role in ["lead", "manager", "admin"] {
            let page = world
                .get(&ground.page("confier"), ground.cast.get(role))
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role}");
        }
    }
}

/// Which of the three projects bear a tag.
async fn bearing(ground: &Ground) -> [bool; 3] {
    let mut bearing = [false; 3];
    for (place, project) in ground.projects.iter().enumerate() {
        let db = ground.world.services.db.read();
        let tags = store::tag::of_project(db, *project, "49").await.unwrap();
        bearing[place] = !tags.is_empty();
    }
    bearing
}

#[tokio::test]
async fn projects_are_tagged_and_untagged_at_once_and_back() {
    for ground in grounds().await {
        let (world, seat) = (&ground.world, ground.cast.get("seat"));
        let act = async |action: &str, name: &str, who: &str| {
            let who = ground.cast.get(who);
            let page = world.get(&ground.page(action), who).await;
            let sent = ground.confirm(&page, who, &[("etiquette", name)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
            sent.location().to_owned()
        };
        let undo = async |batch: &str| {
            let told = world.get(batch, seat).await;
            let key = told.hidden("cle");
            let fields = [("cle", key.as_str())];
            let undo = format!("{batch}/annuler");
            world.ask("POST", &undo, seat, &fields).await.status
        };
        let path = format!("/projets/{}/etiquettes", ground.projects[2]);
        world
            .ask("POST", &path, seat, &[("etiquette", "Visite")])
            .await;
        // Somebody who follows none of them tags none of them.
        let told = world
            .get(
                &act("etiqueter", "Visite", "agent").await,
                ground.cast.get("agent"),
            )
            .await;
        assert!(
            told.body.contains("pas possible pour <b>3"),
            "{}",
            told.body
        );
        let put = act("etiqueter", "VISITE", "seat").await;
        let told = world.get(&put, seat).await;
        assert!(told.body.contains("fait pour <b>2"), "{}", told.body);
        let why = between(&told.body, "Ce qui n", "</section>");
        assert!(
            why.contains("Pont") && !why.contains("Halle"),
            "it bore it before"
        );
        assert_eq!(ground.facts().await, [1, 1, 1], "one fact each");
        assert_eq!(undo(&put).await, StatusCode::SEE_OTHER);
        // What bore it before still does.
        assert_eq!(bearing(&ground).await, [false, false, true]);
        assert_eq!(ground.facts().await, [2, 2, 1]);
        let page = world.get(&ground.page("retirer-etiquette"), seat).await;
        assert!(page.body.contains("<option value=\"Visite\""));
        let taken = act("retirer-etiquette", "Visite", "seat").await;
        let told = world.get(&taken, seat).await;
        assert!(
            told.body.contains("fait pour <b>1") && told.body.contains("pas possible pour <b>2")
        );
        assert_eq!(bearing(&ground).await, [false, false, false]);
        assert_eq!(undo(&taken).await, StatusCode::SEE_OTHER);
        assert_eq!(bearing(&ground).await, [false, false, true]);
        let late = act("etiqueter", "Visite", "seat").await;
        world
            .run("UPDATE batch SET created_at = created_at - 301000", [])
            .await;
        assert!(!world.get(&late, seat).await.body.contains("/annuler"));
        assert_eq!(bearing(&ground).await, [true, true, true]);
    }
}

#[tokio::test]
async fn a_large_action_is_done_by_the_worker_with_the_rights_of_the_moment() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        for n in 0..60 {
            world
                .project(&cast, "assigned", &format!("Projet {n}"))
                .await;
        }
        let foreign = world.project(&cast, "assigned", "Voisin").await;
        world
            .run(
                "UPDATE project SET departement_code = '44' WHERE id = $1",
                [foreign.0.into()],
            )
            .await;
        let page = world
            .get(&format!("{LIST}?action=ecrire&portee=tous"), seat)
            .await;
        let key = page.hidden("cle");
        let address = page.hidden("adresse").replace("&amp;", "&");
        let mut form = vec![
            ("cle", key.as_str()),
            ("adresse", address.as_str()),
            ("message", "Bonne année."),
            ("nombre", "61"),
        ];
        let changed = world.ask("POST", LIST, seat, &form).await;
        assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(changed.body.contains("le nombre de projets a changé"));
        form[3].1 = "60";
        let sent = world.ask("POST", LIST, seat, &form).await;
        let told = world.get(sent.location(), seat).await;
        assert!(
            told.body.contains("<progress") && told.body.contains("0 sur 60"),
            "{}",
            told.body
        );
        assert!(world.services.run_due_jobs().await.unwrap() > 0);
        let told = world.get(sent.location(), seat).await;
        assert!(told.body.contains("20 sur 60"));
        // She leaves while it goes on: the rest is not done in her name.
        world
            .run(
                "UPDATE seat_person SET ended_at = 1 WHERE person_id = $1",
                [seat.id.0.into()],
            )
            .await;
        while world.services.run_due_jobs().await.unwrap() > 0 {}
        let counts = world
            .pairs("SELECT state AS a, CAST(COUNT(*) AS text) AS b FROM batch_project GROUP BY state ORDER BY state")
            .await;
        let expected =
            [("done", "20"), ("refused", "40")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(counts, expected);
        assert_eq!(world.facts(foreign).await, 0);
    }
}

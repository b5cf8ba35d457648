//! The pair's priority in full: gaps explained, decisions opened again, handed to the referent, weights tried and saved.

use super::world::answer::Answer;
use super::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

const SAME: [&str; 6] = ["1", "1", "1", "1", "1", "1"];
const URGENT: [&str; 6] = ["1", "1", "3", "1", "1", "1"];

async fn scored(world: &World, project: ProjectId, who: &Someone, scores: [&str; 6]) {
    let names = [
        "maturity",
        "impact",
        "urgency",
        "territorial_need",
        "feasibility",
        "strategy_fit",
    ];
    let form: Vec<(&str, &str)> = names.into_iter().zip(scores).collect();
    let page = format!("/projets/{project}/cotation");
    let done = world.ask("POST", &page, who, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

async fn proposed(world: &World, project: ProjectId, who: &Someone, level: &str) -> Answer {
    let path = format!("/projets/{project}/priorite");
    let form = [("niveau", level), ("motif", "MOTIF-DE-LA-DECISION")];
    world.ask("POST", &path, who, &form).await
}

async fn priority_of(world: &World, project: ProjectId) -> String {
    let select = format!(
        "SELECT COALESCE(priority, '') AS a, intake AS b FROM project WHERE title = '{project}'"
    );
    world
        .pairs(&select)
        .await
        .into_iter()
        .map(|(priority, intake)| format!("{priority} {intake}"))
        .collect()
}

/// A project titled with its own id, so that a row can be found without binding an id.
async fn project(world: &World, cast: &Cast, state: &str) -> ProjectId {
    let project = world.project(cast, state, "École").await;
    world
        .run(
            "UPDATE project SET title = $2 WHERE id = $1",
            [project.0.into(), project.to_string().into()],
        )
        .await;
    project
}

/// Moves every open proposal, and the states of the projects, into the past.
async fn days_pass(world: &World, days: i64) {
    world
        .run(
            "UPDATE project SET intake_since = intake_since - $1",
            [(days * 86_400_000).into()],
        )
        .await;
    world
        .run(
            "UPDATE priority_decision SET proposed_at = proposed_at - $1 WHERE decided_at IS NULL",
            [(days * 86_400_000).into()],
        )
        .await;
}

async fn name_referent(world: &World, cast: &Cast, email: &str) -> Answer {
    let form = [("departement", "49"), ("email-referent", email)];
    world
        .ask(
            "POST",
            "/territoire/binome/referent",
            cast.get("seat"),
            &form,
        )
        .await
}

#[tokio::test]
async fn a_gap_is_explained_before_the_second_signature() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = project(&world, &cast, "acknowledged").await;
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let page = format!("/projets/{project}/cotation");
        let gaps = format!("{page}/ecarts");
        scored(&world, project, ddt, SAME).await;
        // There is no gap to explain while one seat is blind.
        let early = world
            .ask("POST", &gaps, ddt, &[("ecart-urgency", "RAISON")])
            .await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        scored(&world, project, prefecture, URGENT).await;
        assert_eq!(
            proposed(&world, project, ddt, "haute").await.status,
            StatusCode::SEE_OTHER
        );
        let refused = proposed(&world, project, prefecture, "haute").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("expliquez d'abord chaque écart")
                || refused.body.contains("expliquez d&#x27;abord"),
            "{}",
            refused.body
        );
        let missing = world
            .ask("POST", &gaps, ddt, &[("ecart-urgency", "")])
            .await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = world
            .ask(
                "POST",
                &gaps,
                ddt,
                &[("ecart-urgency", "RAISON-DE-L-ECART")],
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(
            world
                .get(&page, prefecture)
                .await
                .body
                .contains("RAISON-DE-L-ECART")
        );
        assert_eq!(
            proposed(&world, project, prefecture, "haute").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(priority_of(&world, project).await, "haute prioritised");
        for part in ["", "/historique"] {
            let seen = world
                .get(&format!("/projets/{project}{part}"), cast.get("lead"))
                .await;
            assert!(seen.body.contains("MOTIF-DE-LA-DECISION"), "{part}");
            assert!(
                !seen.body.contains("RAISON-DE-L-ECART") && !seen.body.contains("écart"),
                "{part}"
            );
        }
    }
}

#[tokio::test]
async fn a_decision_is_opened_again_with_a_reason_and_stands_until_the_next() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = project(&world, &cast, "acknowledged").await;
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let path = format!("/projets/{project}/priorite/reprise");
        let early = world
            .ask("POST", &path, ddt, &[("motif", "Trop tôt.")])
            .await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        for seat in [ddt, prefecture] {
            scored(&world, project, seat, SAME).await;
        }
        for seat in [ddt, prefecture] {
            proposed(&world, project, seat, "basse").await;
        }
        let silent = world.ask("POST", &path, ddt, &[("motif", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let opened = world
            .ask("POST", &path, ddt, &[("motif", "RAISON-DE-LA-REPRISE")])
            .await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        assert_eq!(priority_of(&world, project).await, "basse prioritised");
        let history = world
            .get(&format!("/projets/{project}/historique"), cast.get("lead"))
            .await;
        assert!(history.body.contains("RAISON-DE-LA-REPRISE"));
        // Blind again: the scores of the first round are not those of this one.
        let blind = world
            .get(&format!("/projets/{project}/cotation"), prefecture)
            .await;
        assert!(
            !blind.body.contains("Les deux cotations, de 0"),
            "{}",
            blind.body
        );
        for seat in [ddt, prefecture] {
            scored(&world, project, seat, URGENT).await;
        }
        for seat in [ddt, prefecture] {
            assert_eq!(
                proposed(&world, project, seat, "haute").await.status,
                StatusCode::SEE_OTHER
            );
        }
        assert_eq!(priority_of(&world, project).await, "haute prioritised");
        let closed = proposed(&world, project, ddt, "basse").await;
        assert_eq!(closed.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn what_waits_five_working_days_goes_to_the_referent() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = project(&world, &cast, "acknowledged").await;
        let referent = world.person("Renee").await;
        let sheet = format!("/projets/{project}");
        assert_eq!(
            world.get(&sheet, &referent).await.status,
            StatusCode::NOT_FOUND
        );
        let named = name_referent(&world, &cast, "personne@exemple.fr").await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        let email = world
            .pairs("SELECT email AS a, first_name AS b FROM person")
            .await;
        let email = &email.iter().find(|(_, name)| name == "Renee").unwrap().0;
        assert_eq!(
            name_referent(&world, &cast, email).await.status,
            StatusCode::SEE_OTHER
        );

        proposed(&world, project, cast.get("seat"), "haute").await;
        days_pass(&world, 4).await;
        assert_eq!(world.services.escalate_waiting().await.unwrap(), 0);
        let settle = format!("{sheet}/priorite/arbitrage");
        let decision = [("niveau", "moyenne"), ("motif", "MOTIF-DU-REFERENT")];
        let early = world.ask("POST", &settle, &referent, &decision).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        // Another proposal starts no new delay.
        days_pass(&world, 12).await;
        proposed(&world, project, cast.get("prefecture"), "basse").await;
        assert_eq!(world.services.escalate_waiting().await.unwrap(), 1);
        assert_eq!(world.services.escalate_waiting().await.unwrap(), 0);
        while world.services.run_due_jobs().await.unwrap() > 0 {}

        let told = world.get("/notifications", &referent).await;
        assert!(told.body.contains(&project.to_string()), "{}", told.body);
        let bell = world.get("/notifications", cast.get("lead")).await;
        assert!(!bell.body.contains("référent"), "{}", bell.body);
        assert!(
            world
                .get(&sheet, &referent)
                .await
                .body
                .contains("La décision vous revient")
        );
        for role in ["seat", "agent", "lead", "admin"] {
            let refused = world.ask("POST", &settle, cast.get(role), &decision).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
        }
        let settled = world.ask("POST", &settle, &referent, &decision).await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.body);
        assert_eq!(priority_of(&world, project).await, "moyenne prioritised");
        let seen = world.get(&sheet, cast.get("lead")).await;
        assert!(
            seen.body.contains("MOTIF-DU-REFERENT") && seen.body.contains("Décision du référent")
        );
    }
}

#[tokio::test]
async fn a_decision_is_handed_on_once_there_is_a_referent_and_never_while_parked() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = project(&world, &cast, "acknowledged").await;
        let referent = world.person("Renee").await;
        proposed(&world, project, cast.get("seat"), "haute").await;
        days_pass(&world, 16).await;
        assert_eq!(world.services.escalate_waiting().await.unwrap(), 0);
        world.refer(&referent).await;
        assert_eq!(world.services.escalate_waiting().await.unwrap(), 1);
        let sheet = format!("/projets/{project}");
        let withdraw = format!("{sheet}/retrait");
        let done = world
            .ask(
                "POST",
                &withdraw,
                cast.get("lead"),
                &[("motif", "Abandon.")],
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let settle = format!("{sheet}/priorite/arbitrage");
        let decision = [("niveau", "moyenne"), ("motif", "MOTIF-DU-REFERENT")];
        let late = world.ask("POST", &settle, &referent, &decision).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(priority_of(&world, project).await, " withdrawn");
    }
}

#[tokio::test]
async fn who_sits_at_a_seat_is_not_the_referent() {
    for world in worlds().await {
        let cast = world.cast().await;
        let people = world
            .pairs("SELECT email AS a, first_name AS b FROM person")
            .await;
        let of = |name: &str| {
            people
                .iter()
                .find(|(_, first)| first == name)
                .unwrap()
                .0
                .clone()
        };
        let refused = name_referent(&world, &cast, &of("Prefecture")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("siège déjà au binôme"));
        assert_eq!(
            name_referent(&world, &cast, &of("Agent")).await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get("/territoire/binome", cast.get("seat")).await;
        assert!(page.body.contains("référent du département") && page.body.contains(&of("Agent")));
        assert_eq!(
            name_referent(&world, &cast, "").await.status,
            StatusCode::SEE_OTHER
        );
        let page = world.get("/territoire/binome", cast.get("seat")).await;
        assert!(page.body.contains("a mis fin au rôle de référent"));
    }
}

#[tokio::test]
async fn weights_are_tried_on_real_projects_before_they_are_saved() {
    for world in worlds().await {
        let cast = world.cast().await;
        let path = "/territoire/binome/ponderation";
        let (mature, urgent) = (
            project(&world, &cast, "acknowledged").await,
            project(&world, &cast, "acknowledged").await,
        );
        for seat in ["seat", "prefecture"] {
            scored(
                &world,
                mature,
                cast.get(seat),
                ["3", "2", "0", "0", "0", "0"],
            )
            .await;
            scored(
                &world,
                urgent,
                cast.get(seat),
                ["0", "0", "3", "0", "0", "0"],
            )
            .await;
        }
        let tried = "maturity=0&impact=0&urgency=5&territorial_need=1&feasibility=1&strategy_fit=1";
        let page = world
            .get(&format!("{path}?departement=49&{tried}"), cast.get("seat"))
            .await;
        assert!(
            page.body.contains("sur 2 changent de place"),
            "{}",
            page.body
        );
        let places: Vec<usize> = [mature, urgent]
            .iter()
            .map(|project| page.body.find(&format!("/projets/{project}")).unwrap())
            .collect();
        assert!(places[1] < places[0]);
        let mut form: Vec<(&str, &str)> = tried
            .split('&')
            .filter_map(|one| one.split_once('='))
            .collect();
        form.extend([("departement", "49"), ("avant", "111111")]);
        // A weight of its own would tell each score: the agents read the weights alone.
        let read = world
            .get(&format!("{path}?departement=49&{tried}"), cast.get("agent"))
            .await;
        assert_eq!(read.status, StatusCode::OK);
        assert!(!read.body.contains(&mature.to_string()) && !read.body.contains("Total avec"));
        let agent = world.ask("POST", path, cast.get("agent"), &form).await;
        assert_eq!(agent.status, StatusCode::FORBIDDEN);
        let neighbour = world.ask("POST", path, cast.get("stranger"), &form).await;
        assert_eq!(neighbour.status, StatusCode::NOT_FOUND);
        let nothing = world.get(&format!("{path}?maturity=0&impact=0&urgency=0&territorial_need=0&feasibility=0&strategy_fit=0"), cast.get("seat")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let saved = world.ask("POST", path, cast.get("seat"), &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        // The other seat had the old page open.
        let late = world.ask("POST", path, cast.get("prefecture"), &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let history = world
            .get("/territoire/binome", cast.get("prefecture"))
            .await;
        assert!(
            history.body.contains("a changé les poids"),
            "{}",
            history.body
        );
    }
}

//! Step 2 through the whole router and the use cases: the desk, the intake by role, the pair's signatures,
//! blind scores, two people on one sheet. On SQLite, and on PostgreSQL when `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "desk/arrondissement.rs"]
mod arrondissement;
#[path = "desk/bell.rs"]
mod bell;
#[path = "desk/first_contact.rs"]
mod first_contact;
#[path = "desk/late.rs"]
mod late;
#[path = "desk/next_step.rs"]
mod next_step;
#[path = "desk/priority.rs"]
mod priority;
#[path = "desk/shared_work.rs"]
mod shared_work;
#[path = "desk/tags.rs"]
mod tags;
#[path = "support/world.rs"]
mod world;

use domain::decision::{AssignTo, Redirection};
use domain::intake::Intake;
use domain::priority::Proposal;
use domain::project::{Priority, SeatKind};
use http::StatusCode;
use services::priority::{Outcome, Step};
use services::{Error, Once};
use world::{World, worlds};

const STATES: &[&str] = &[
    "submitted",
    "acknowledged",
    "prioritised",
    "assigned",
    "closed",
    "redirected",
    "withdrawn",
];
const ROLES: &[&str] = &[
    "lead", "editor", "reader", "expert", "seat", "assignee", "agent", "manager", "admin",
    "stranger",
];

/// The intake table of the product document, by hand: from, move, who.
const ALLOWED: &[(&str, &str, &[&str])] = &[
    ("submitted", "acknowledge", &["seat"]),
    ("submitted", "redirect", &["seat"]),
    ("acknowledged", "redirect", &["seat"]),
    ("acknowledged", "prioritise", &["seat"]),
    ("prioritised", "assign", &["seat"]),
    ("assigned", "assign", &["seat", "assignee"]),
    ("assigned", "close", &["lead", "assignee"]),
    ("submitted", "withdraw", &["lead"]),
    ("acknowledged", "withdraw", &["lead"]),
    ("prioritised", "withdraw", &["lead"]),
    ("assigned", "withdraw", &["lead"]),
    ("closed", "withdraw", &["lead"]),
    ("redirected", "withdraw", &["lead"]),
    ("withdrawn", "reopen", &["lead", "seat"]),
    ("closed", "reopen", &["seat"]),
    ("redirected", "reopen", &["seat"]),
];

const MOVES: &[&str] = &[
    "acknowledge",
    "redirect",
    "prioritise",
    "assign",
    "close",
    "withdraw",
    "reopen",
];

#[tokio::test]
async fn the_intake_table_holds_for_every_role() {
    for world in worlds().await {
        let cast = world.cast().await;
        for &state in STATES {
            for &movement in MOVES {
                let who = ALLOWED
                    .iter()
                    .find(|(from, m, _)| *from == state && *m == movement)
                    .map_or(&[][..], |(_, _, who)| *who);
                for &role in ROLES {
                    let project = world.project(&cast, state, "École").await;
                    let done = attempt(&world, &cast, role, movement, project).await;
                    let expected = who.contains(&role);
                    assert_eq!(
                        done.is_ok(),
                        expected,
                        "{role} {movement} from {state}: {done:?}"
                    );
                    if role == "stranger" {
                        assert!(
                            matches!(done, Err(Error::NotFound)),
                            "{movement} from {state}: {done:?}"
                        );
                    }
                    let now = world.intake(project).await;
                    let stays = !expected
                        || matches!(movement, "prioritise")
                        || (state, movement) == ("assigned", "assign");
                    assert_eq!(
                        now == state,
                        stays,
                        "{role} {movement} from {state} leads to {now}"
                    );
                }
            }
        }
    }
}

async fn attempt(
    world: &World,
    cast: &world::Cast,
    role: &str,
    movement: &str,
    project: domain::ids::ProjectId,
) -> services::Result<()> {
    let services = &world.services;
    let cx = world.cx(cast.get(role)).await;
    let (cx, once) = (&cx, Once::none());
    let reason = || "Parce que.".to_owned();
    match movement {
        "acknowledge" => services.acknowledge(cx, project, &once).await,
        "redirect" => {
            let to = Redirection::parse("La région", "Hors du champ de l'État.").unwrap();
            services.redirect(cx, project, &to, &once).await
        }
        "prioritise" => {
            let step = Step::Propose(Proposal::parse("haute", "La rentrée.").unwrap());
            services
                .decide_priority(cx, project, None, step, &once)
                .await
                .map(|_| ())
        }
        "assign" => {
            let to = AssignTo::parse(&cast.get("agent").id.to_string(), "Elle connaît le site.")
                .unwrap();
            services.assign(cx, project, &to, &once).await
        }
        "close" => services.close(cx, project, Some(reason()), &once).await,
        "withdraw" => services.withdraw(cx, project, reason(), &once).await,
        _ => services.reopen(cx, project, reason(), &once).await,
    }
}

#[tokio::test]
async fn a_priority_stands_when_two_persons_of_two_seats_signed_it() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "acknowledged", "École").await;
        // Somebody who sits at both seats still signs for one only.
        let both = world.person("Berthe").await;
        world.sit(&both, SeatKind::Ddt, "deputy").await;
        world.sit(&both, SeatKind::Prefecture, "deputy").await;
        let cx = world.cx(&both).await;
        let propose =
            |level: &str| Step::Propose(Proposal::parse(level, "La rentrée approche.").unwrap());
        let decide = |cx, seat, step| {
            let services = world.services.clone();
            async move {
                services
                    .decide_priority(&cx, project, seat, step, &Once::none())
                    .await
            }
        };
        let first = decide(cx.clone(), Some(SeatKind::Ddt), propose("haute")).await;
        assert_eq!(first.unwrap(), Outcome::Proposed);
        let again = decide(cx, Some(SeatKind::Prefecture), propose("haute")).await;
        assert!(matches!(again, Err(Error::Forbidden)), "{again:?}");
        let prefecture = world.cx(cast.get("prefecture")).await;
        let other = decide(prefecture.clone(), None, propose("moyenne")).await;
        assert_eq!(other.unwrap(), Outcome::Proposed);
        let seat = world.cx(cast.get("seat")).await;
        let decided = decide(seat, None, propose("moyenne")).await;
        assert_eq!(decided.unwrap(), Outcome::Decided(Priority::Moyenne));
        assert_eq!(world.intake(project).await, Intake::Prioritised.code());
        let late = decide(prefecture, None, propose("basse")).await;
        assert!(matches!(late, Err(Error::ImpossibleMove)), "{late:?}");
    }
}

#[tokio::test]
async fn two_signatures_at_the_same_time_make_one_decision() {
    for world in worlds().await {
        let cast = world.cast().await;
        let deputy = world.person("Denis").await;
        world.sit(&deputy, SeatKind::Prefecture, "deputy").await;
        for _ in 0..5 {
            let project = world.project(&cast, "acknowledged", "École").await;
            let step = Step::Propose(Proposal::parse("haute", "La rentrée.").unwrap());
            let seat = world.cx(cast.get("seat")).await;
            let proposed = world
                .services
                .decide_priority(&seat, project, None, step.clone(), &Once::none())
                .await;
            assert_eq!(proposed.unwrap(), Outcome::Proposed);
            let mut tasks = Vec::new();
            for person in [cast.get("prefecture"), &deputy] {
                let (services, cx, step) =
                    (world.services.clone(), world.cx(person).await, step.clone());
                tasks.push(tokio::spawn(async move {
                    services
                        .decide_priority(&cx, project, None, step, &Once::none())
                        .await
                }));
            }
            let mut won = 0;
            for task in tasks {
                match task.await.unwrap() {
                    Ok(outcome) => {
                        assert_eq!(outcome, Outcome::Decided(Priority::Haute));
                        won += 1;
                    }
                    Err(Error::Conflict | Error::ImpossibleMove) => {}
                    Err(other) => panic!("{other:?}"),
                }
            }
            assert_eq!(won, 1);
            let facts = world.count("SELECT COUNT(*) AS n, '' AS kind FROM event WHERE kind = 'prioritised' AND project_id = $1", project).await;
            assert_eq!(facts, 1);
        }
    }
}

#[tokio::test]
async fn scores_notes_and_proposals_stay_with_the_pair() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "acknowledged", "École").await;
        let page = format!("/projets/{project}/cotation");
        let scores = |note: &'static str, urgency: &'static str| {
            vec![
                ("maturity", "1"),
                ("impact", "1"),
                ("urgency", urgency),
                ("territorial_need", "1"),
                ("feasibility", "1"),
                ("strategy_fit", "1"),
                ("note", note),
            ]
        };
        let ddt = cast.get("seat");
        let prefecture = cast.get("prefecture");
        let done = world
            .ask("POST", &page, ddt, &scores("NOTE-DU-DDT", "3"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        // Blind: the other seat knows that it is done, not what it says.
        let blind = world.get(&page, prefecture).await;
        assert_eq!(blind.status, StatusCode::OK);
        assert!(!blind.body.contains("NOTE-DU-DDT"));
        let missing = world
            .ask("POST", &page, prefecture, &[("note", "NOTE-GARDEE")])
            .await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("NOTE-GARDEE") && !missing.body.contains("NOTE-DU-DDT"));
        let done = world
            .ask("POST", &page, prefecture, &scores("NOTE-DE-LA-PREF", "1"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let open = world.get(&page, prefecture).await;
        assert!(open.body.contains("NOTE-DU-DDT") && open.body.contains("Expliquer les écarts"));
        let closed = world
            .ask("POST", &page, ddt, &scores("NOTE-CHANGEE", "0"))
            .await;
        assert_eq!(closed.status, StatusCode::CONFLICT);

        let propose = [("niveau", "haute"), ("motif", "MOTIF-DE-LA-DECISION")];
        let path = format!("/projets/{project}/priorite");
        assert_eq!(
            world.ask("POST", &path, ddt, &propose).await.status,
            StatusCode::SEE_OTHER
        );
        for hidden in [
            "NOTE-DU-DDT",
            "NOTE-DE-LA-PREF",
            "MOTIF-DE-LA-DECISION",
            "cotation",
            "Cotation",
        ] {
            for role in ["lead", "editor", "reader", "expert"] {
                for part in ["", "/historique"] {
                    let seen = world
                        .get(&format!("/projets/{project}{part}"), cast.get(role))
                        .await;
                    assert_eq!(seen.status, StatusCode::OK);
                    assert!(
                        !seen.body.contains(hidden),
                        "{role} reads {hidden} in {part}"
                    );
                }
            }
        }
        for role in ["lead", "editor", "reader", "expert", "assignee", "agent"] {
            assert_eq!(
                world.get(&page, cast.get(role)).await.status,
                StatusCode::FORBIDDEN,
                "{role}"
            );
        }
        assert_eq!(
            world.get(&page, cast.get("stranger")).await.status,
            StatusCode::NOT_FOUND
        );

        // A gap of two points is explained before the second signature.
        let gaps = format!("{page}/ecarts");
        let explained = world
            .ask(
                "POST",
                &gaps,
                ddt,
                &[("ecart-urgency", "RAISON-DE-L-ECART")],
            )
            .await;
        assert_eq!(explained.status, StatusCode::SEE_OTHER);

        // Both have signed: the collectivité reads the decision, its reason and who signed; no score.
        assert_eq!(
            world.ask("POST", &path, prefecture, &propose).await.status,
            StatusCode::SEE_OTHER
        );
        let seen = world
            .get(&format!("/projets/{project}"), cast.get("lead"))
            .await;
        assert!(seen.body.contains("MOTIF-DE-LA-DECISION") && seen.body.contains("Priorité haute"));
        assert!(!seen.body.contains("NOTE-DU-DDT"));
    }
}

#[tokio::test]
async fn another_departement_sees_and_finds_nothing() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École introuvable").await;
        let stranger = cast.get("stranger");
        for path in ["", "/modifier", "/priorite", "/cotation", "/historique"] {
            let seen = world
                .get(&format!("/projets/{project}{path}"), stranger)
                .await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["prise-en-charge", "retrait", "modifier"] {
            let done = world
                .ask(
                    "POST",
                    &format!("/projets/{project}/{path}"),
                    stranger,
                    &[("motif", "x")],
                )
                .await;
            assert_eq!(done.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [
            "/territoire",
            "/territoire/projets",
            "/territoire/projets?q=introuvable",
        ] {
            let seen = world.get(path, stranger).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(!seen.body.contains("École introuvable"), "{path}");
        }
        for path in [
            "/territoire?departement=49",
            "/territoire/projets?departement=49",
            "/territoire/binome?departement=49",
            "/crte/crte-49",
            "/crte/crte-49/projets",
        ] {
            assert_eq!(
                world.get(path, stranger).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        for path in ["/territoire", "/territoire/projets", "/territoire/binome"] {
            assert_eq!(
                world.get(path, cast.get("lead")).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let own = world
            .get("/territoire/projets?q=introuvables", cast.get("agent"))
            .await;
        assert!(own.body.contains("École introuvable"));
        let contract = world
            .get("/crte/crte-49/projets", cast.get("manager"))
            .await;
        assert!(contract.body.contains("École introuvable"));
    }
}

#[tokio::test]
async fn many_deputies_hide_no_other_seat_and_are_said_to_be_more() {
    for world in worlds().await {
        let cast = world.cast().await;
        let page = world.get("/territoire/binome", cast.get("seat")).await.body;
        assert!(page.contains("<h1>Le binôme de Maine-et-Loire (49)</h1>"));
        assert!(!page.contains("D'autres suppléants"));
        for number in 0..101 {
            let deputy = world.person(&format!("suppleant-{number:03}")).await;
            world.sit(&deputy, SeatKind::Ddt, "deputy").await;
        }
        let page = world.get("/territoire/binome", cast.get("seat")).await.body;
        assert_eq!(page.matches("D'autres suppléants").count(), 1);
        assert!(page.contains("suppleant-050@"));
        assert_eq!(page.matches(">Titulaire").count(), 2);
    }
}

#[tokio::test]
async fn the_desk_costs_the_same_whatever_waits() {
    for world in worlds().await {
        let cast = world.cast().await;
        for n in 0..300 {
            let state = ["submitted", "acknowledged", "prioritised", "assigned"][n % 4];
            world.project(&cast, state, &format!("Projet {n}")).await;
        }
        let desk = world.get("/territoire", cast.get("seat")).await;
        assert_eq!(desk.status, StatusCode::OK);
        assert!(desk.queries <= 8, "{} queries", desk.queries);
        assert!(desk.body.contains("Bonjour Seat"), "{}", desk.body);
        assert!(desk.body.contains("En retard"));
        let mut path = "/territoire".to_owned();
        let mut lines = 0;
        loop {
            let page = world.get(&path, cast.get("seat")).await;
            assert!(page.queries <= 8, "{} queries", page.queries);
            lines += page.body.matches("<th scope=\"row\"").count();
            match page.body.find("href=\"/territoire?apres=") {
                Some(at) => {
                    let rest = &page.body[at + 6..];
                    path = rest[..rest.find('"').unwrap()].replace("&amp;", "&");
                }
                None => break,
            }
        }
        // What another person follows is hers: the assigned ones are on the assignee's desk.
        assert_eq!(lines, 225);
        let table = world
            .get("/territoire/projets?q=projet", cast.get("seat"))
            .await;
        assert!(table.queries <= 6, "{} queries", table.queries);
        let again = world
            .get("/territoire/projets?q=projet&tri=-cout", cast.get("seat"))
            .await;
        assert!(
            again.queries <= 4,
            "counts are kept: {} queries",
            again.queries
        );
        assert!(table.body.contains("300\u{a0}projets"));
        let sheet = world.project(&cast, "prioritised", "École").await;
        let sheet = world
            .get(&format!("/projets/{sheet}"), cast.get("seat"))
            .await;
        assert!(sheet.queries <= 9, "{} queries", sheet.queries);
    }
}

#[tokio::test]
async fn the_same_form_twice_is_one_and_a_late_one_is_told() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "submitted", "École").await;
        let path = format!("/projets/{project}/prise-en-charge");
        let seat = cast.get("seat");
        let key = [("cle", "0198c0de-0000-7000-8000-000000000001")];
        assert_eq!(
            world.ask("POST", &path, seat, &key).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            world.ask("POST", &path, seat, &key).await.status,
            StatusCode::SEE_OTHER
        );
        let other = [("cle", "0198c0de-0000-7000-8000-000000000002")];
        assert_eq!(
            world
                .ask("POST", &path, cast.get("prefecture"), &other)
                .await
                .status,
            StatusCode::CONFLICT
        );
        let facts = world.count("SELECT COUNT(*) AS n, '' AS kind FROM event WHERE kind = 'acknowledged' AND project_id = $1", project).await;
        assert_eq!(facts, 1);
        let closed = world
            .get(&format!("/projets/{project}/affectation"), seat)
            .await;
        assert_eq!(closed.status, StatusCode::CONFLICT);
    }
}

//! The figures of a département, for those who work there.

use crate::world::{World, worlds};
use crate::{DAY, deposited, fact, set, value};
use http::StatusCode;

const FILE: &str = "/territoire/chiffres.csv";
const ALL: &str = "Tous les projets";

async fn blocked(world: &World, project: domain::ids::ProjectId, by: uuid::Uuid, solved: bool) {
    let raised = world.now() - 10 * DAY;
    let solved = solved.then(|| raised + 5 * DAY);
    world
        .run(
            "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, solved_at) \
             VALUES ($1, $2, 'land', 'Le terrain.', '2026-01-05', $3, $4, $5)",
            [
                world.services.ids.uuid().into(),
                project.0.into(),
                by.into(),
                raised.into(),
                solved.into(),
            ],
        )
        .await;
}

async fn recommended(
    world: &World,
    project: domain::ids::ProjectId,
    state: &str,
    taken: Option<i64>,
) {
    let at = world.now() - 40 * DAY;
    world
        .run(
            "INSERT INTO recommendation (id, project_id, title, reasons, state, created_at, taken_at) \
             VALUES ($1, $2, 'Une aide', '[]', $3, $4, $5)",
            [
                world.services.ids.uuid().into(),
                project.0.into(),
                state.into(),
                at.into(),
                taken.map(|days| at + days * DAY).into(),
            ],
        )
        .await;
}

#[tokio::test]
async fn the_figures_are_those_of_the_departement_and_of_the_period() {
    for world in worlds().await {
        let cast = world.cast().await;
        let lead = cast.get("lead").id.0;
        let quick = deposited(&world, &cast, "eau", 20, Some(0)).await;
        let slow = deposited(&world, &cast, "eau", 60, Some(30)).await;
        deposited(&world, &cast, "sport", 40, None).await;
        let neighbour = deposited(&world, &cast, "eau", 5, Some(0)).await;
        set(&world, neighbour, "departement_code", "44").await;
        let old = deposited(&world, &cast, "eau", 800, Some(1)).await;
        let closed = deposited(&world, &cast, "eau", 900, Some(1)).await;
        set(&world, closed, "intake", "closed").await;
        let given_up = deposited(&world, &cast, "eau", 900, Some(1)).await;
        set(&world, given_up, "intake", "closed").await;
        set(&world, given_up, "phase_status", "abandonne").await;
        let draft = deposited(&world, &cast, "eau", 5, None).await;
        set(&world, draft, "intake", "draft").await;
        let imported = deposited(&world, &cast, "voirie", 30, None).await;
        set(&world, imported, "origin", "import").await;
        // Seven weeks after it was acknowledged: later than ten working days.
        fact(&world, slow, 2, "prioritised", world.now() - 10 * DAY).await;
        blocked(&world, quick, lead, true).await;
        blocked(&world, old, lead, false).await;
        recommended(&world, quick, "accepted", Some(1)).await;
        recommended(&world, quick, "refused", Some(1)).await;
        recommended(&world, old, "done", Some(30)).await;

        let answer = world.get(FILE, cast.get("seat")).await;
        assert_eq!(answer.status, StatusCode::OK);
        let at = |section: &str, detail: &str, name: &str| {
            value(&answer.body, section, detail, name).unwrap_or_default()
        };
        assert_eq!(at(ALL, "", "dépôts"), "4");
        assert_eq!(
            at(ALL, "", "première réponse : projets"),
            "3",
            "not the imported one"
        );
        assert_eq!(at(ALL, "", "première réponse : dans les temps"), "1");
        assert_eq!(
            at(ALL, "", "première réponse : médiane en jours ouvrés"),
            "0"
        );
        assert_eq!(at(ALL, "", "menés à terme"), "1", "not the one given up");
        assert_eq!(
            at("Par thème principal", "Eau et assainissement", "dépôts"),
            "2"
        );
        assert_eq!(at("Blocages", "", "signalés"), "2");
        assert_eq!(at("Blocages", "", "levés"), "1");
        assert_eq!(at("Blocages", "", "médiane pour les lever, en jours"), "5");
        assert_eq!(at("Recommandations", "", "faites"), "3");
        assert_eq!(
            at("Recommandations", "", "suivies dans les 3 jours ouvrés"),
            "1"
        );
        assert_eq!(at(ALL, "", "priorité : projets"), "2");
        assert_eq!(at(ALL, "", "priorité : dans les temps"), "0");

        let page = world.get("/territoire/chiffres", cast.get("agent")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Chiffres de Maine-et-Loire (49)"));
        assert!(page.body.contains("33\u{a0}%"), "one of three in time");
        assert!(page.queries <= 6, "{} queries", page.queries);
        assert!(
            !page.body.contains("masqué"),
            "nothing is hidden from the State"
        );
    }
}

#[tokio::test]
async fn a_period_and_a_departement_that_are_not_there_are_not_found() {
    let world = worlds().await.remove(0);
    let cast = world.cast().await;
    for query in [
        "periode=1999",
        "periode=abc",
        "departement=44",
        "departement=zz",
    ] {
        let path = format!("/territoire/chiffres?{query}");
        let answer = world.get(&path, cast.get("seat")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
    }
    for role in ["lead", "manager"] {
        let answer = world.get("/territoire/chiffres", cast.get(role)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
    }
    let nation = world.get("/territoire/chiffres", cast.get("admin")).await;
    assert!(nation.body.contains("Pas encore de chiffres"));
    world.services.refresh_figures().await.unwrap();
    let nation = world.get("/territoire/chiffres", cast.get("admin")).await;
    assert!(nation.body.contains("Délais de réponse"));
}

#[tokio::test]
async fn what_is_done_later_was_taken_up_on_the_day_of_the_first_yes() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = deposited(&world, &cast, "eau", 20, Some(0)).await;
        recommended(&world, project, "accepted", Some(1)).await;
        let first = "SELECT '' AS kind, taken_at AS n FROM recommendation WHERE project_id = $1";
        let before = world.count(first, project).await;
        let ids = world
            .pairs("SELECT CAST(state AS text) AS a, title AS b FROM recommendation")
            .await;
        assert_eq!(ids.len(), 1);
        let page = format!("/projets/{}/recommandations", project.0);
        let shown = world.get(&page, cast.get("lead")).await;
        let at = shown.body.find(&format!("{page}/")).unwrap() + page.len() + 1;
        let id = &shown.body[at..at + 36];
        let done = [
            ("etat", "accepted"),
            ("reponse", "done"),
            ("cle", "une-cle"),
        ];
        let path = format!("{page}/{id}");
        let answer = world.ask("POST", &path, cast.get("lead"), &done).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(world.count(first, project).await, before);
    }
}

//! The portrait of a contract, of a programme, of a département. On SQLite, and on PostgreSQL when
//! `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/explaining.rs"]
mod explaining;
#[path = "support/pdf.rs"]
mod pdf;
#[path = "support/world.rs"]
mod world;

use domain::filter::{Filter, Programme};
use domain::ids::{PersonId, ProjectId};
use domain::timestamp::Timestamp;
use explaining::{Explaining, walks_over_the_nation};
use http::StatusCode;
use sea_orm::Value;
use std::sync::Mutex;
use store::desk::table::{Asked, Ground, portrait};
use world::{World, worlds};

const DAY: i64 = 86_400_000;

async fn set(world: &World, project: ProjectId, column: &str, value: impl Into<Value>) {
    let statement = format!("UPDATE project SET {column} = $2 WHERE id = $1");
    world
        .run(&statement, [project.0.into(), value.into()])
        .await;
}

async fn funded(world: &World, project: ProjectId, source: &str, state: &str, cents: i64) {
    world
        .run(
            "INSERT INTO funding_line (id, project_id, source, scheme, amount_cents, state, created_at) \
             VALUES ($1, $2, $3, 'DETR', $4, $5, $6)",
            [
                world.services.ids.uuid().into(),
                project.0.into(),
                source.into(),
                cents.into(),
                state.into(),
                world.now().into(),
            ],
        )
        .await;
}

/// Angers Loire Métropole signed; so did Angers, alone; the EPCI signed another contract too.
async fn signed(world: &World) {
    for statement in [
        "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
         SELECT 'crte-49-2', 'CRTE des Mauges', grouping_kind, spans_regions, spans_departements, 'import', 0 \
         FROM contract WHERE code = 'crte-49'",
        "INSERT INTO contract_departement (contract_code, departement_code) VALUES ('crte-49-2', '49')",
        "INSERT INTO contract_member (contract_code, siren, name, kind) \
         VALUES ('crte-49', '244900015', 'Angers Loire Métropole', 'CU')",
        "INSERT INTO contract_member (contract_code, siren, name, kind) \
         VALUES ('crte-49-2', '244900015', 'Angers Loire Métropole', 'CU')",
        "INSERT INTO contract_member (contract_code, siren, name, kind, commune_code) \
         VALUES ('crte-49', '214900078', 'Angers', 'COM', '49007')",
    ] {
        world.run(statement, []).await;
    }
}

#[tokio::test]
async fn a_contract_shows_its_ground_its_money_and_what_is_silent() {
    for world in worlds().await {
        let cast = world.cast().await;
        signed(&world).await;
        let school = world.project(&cast, "assigned", "Rénover l'école").await;
        set(&world, school, "contract_orientation", "Sobriété").await;
        set(&world, school, "contract_year", 2024_i64).await;
        funded(&world, school, "État", "granted", 25_000_000).await;
        let silent = world.project(&cast, "assigned", "Halle oubliée").await;
        set(&world, silent, "last_activity_at", world.now() - 90 * DAY).await;
        funded(&world, silent, "Région", "asked", 5_000_000).await;
        let elsewhere = world.project(&cast, "assigned", "Projet d'ailleurs").await;
        set(&world, elsewhere, "contract_code", "crte-49-2").await;
        let next_door = world.project(&cast, "assigned", "Projet du 44").await;
        set(&world, next_door, "departement_code", "44").await;
        world
            .run(
                "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, '49007', 0)",
                [school.0.into()],
            )
            .await;
        world.services.refresh_figures().await.unwrap();

        let page = world.get("/crte/crte-49", cast.get("manager")).await;
        assert!(
            page.body.contains(
                "<a href=\"/crte/crte-49/projets?commune=49007\" aria-label=\"Angers, 1\u{a0}projet\">"
            ),
            "the contract's communes lead to their projects"
        );
        assert!(page.body.contains("<title>Trélazé, aucun projet</title>"));
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.queries <= 11, "{} queries", page.queries);
        let text = page.body.replace("<!---->", "");
        for words in [
            "CRTE du Val",
            "commune qui a signé seule",
            "a signé aussi",
            "CRTE des Mauges",
            "Sobriété",
            "2024",
            "250\u{202f}000\u{a0}€",
            "50\u{202f}000\u{a0}€",
            "Ce qui est silencieux (1)",
            "Halle oubliée",
            "Projet du 44",
            "Maine-et-Loire (49)",
            "France entière",
        ] {
            assert!(text.contains(words), "{words}");
        }
        assert!(!text.contains("Projet d'ailleurs"));

        let seat = world.get("/crte/crte-49", cast.get("seat")).await;
        assert!(seat.body.contains("Halle oubliée") && !seat.body.contains("Projet du 44"));
        let file = world
            .get("/crte/crte-49/projets.csv", cast.get("manager"))
            .await;
        assert!(file.body.contains("Halle oubliée") && !file.body.contains("ailleurs"));
        assert_eq!(file.body.lines().count(), 4);
        let seat = world
            .get("/crte/crte-49/projets.csv", cast.get("seat"))
            .await;
        assert_eq!(seat.body.lines().count(), 3, "those of her département");
    }
}

#[tokio::test]
async fn a_portrait_is_a_file_for_the_committee() {
    for world in worlds().await {
        let cast = world.cast().await;
        signed(&world).await;
        let hostile = "Rénover #panic() $l$ *école* @x [y] <z>";
        let school = world.project(&cast, "assigned", hostile).await;
        set(&world, school, "contract_orientation", "Sobriété *forte*").await;
        set(&world, school, "contract_year", 2024_i64).await;
        funded(&world, school, "État #1", "granted", 25_000_000).await;
        let silent = world.project(&cast, "assigned", "Halle oubliée").await;
        set(&world, silent, "last_activity_at", world.now() - 90 * DAY).await;
        let next_door = world.project(&cast, "assigned", "Projet du 44").await;
        set(&world, next_door, "departement_code", "44").await;
        world.services.refresh_figures().await.unwrap();

        let manager = cast.get("manager");
        let page = world.get("/crte/crte-49", manager).await;
        assert!(page.body.contains("href=\"/crte/crte-49/bilan.pdf\""));
        let answer = world.get("/crte/crte-49/bilan.pdf", manager).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.kind(), "application/pdf");
        assert_eq!(answer.headers["cache-control"], "private, no-store");
        assert_eq!(
            answer.headers["content-disposition"],
            "attachment; filename=\"bilan-crte-49.pdf\""
        );
        let words = pdf::words(&world.bytes("/crte/crte-49/bilan.pdf", manager).await);
        for wanted in [
            "CRTE du Val",
            "projets déposés",
            "commune qui a signé seule",
            "a signé aussi CRTE des Mauges",
            "Sobriété *forte*",
            "2024",
            "Étude, ",
            "État #1",
            "250 000 €",
            "Aucun blocage signalé.",
            hostile,
            "Ce qui est silencieux (1)",
            "Halle oubliée",
            "Projet du 44",
            "Maine-et-Loire (49)",
            "France entière",
            "Projets pour 10 000 habitants",
        ] {
            assert!(
                words.contains(&pdf::squeezed(wanted)),
                "{wanted} in {words}"
            );
        }
        let seat = world
            .bytes("/crte/crte-49/bilan.pdf", cast.get("seat"))
            .await;
        let seat = pdf::words(&seat);
        assert!(seat.contains("Halleoubliée") && !seat.contains("Projetdu44"));
        let stranger = world
            .get("/crte/crte-49/bilan.pdf", cast.get("stranger"))
            .await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_workbook_for_finance_has_the_money_line_by_line() {
    use calamine::{Data, Reader, Xlsx};
    let world = worlds().await.remove(0);
    let cast = world.cast().await;
    let school = world.project(&cast, "assigned", "Rénover l'école").await;
    funded(&world, school, "=État", "granted", 25_000_050).await;
    let bytes = world
        .bytes("/crte/crte-49/projets.xlsx", cast.get("manager"))
        .await;
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Projets", "Financements"]);
    let sheet = book.worksheet_range("Financements").unwrap();
    let line: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert_eq!(line[1].to_string(), "Rénover l'école");
    assert_eq!(
        line[2],
        &Data::String("=État".to_owned()),
        "never a formula"
    );
    assert_eq!(line[4], &Data::Float(250_000.5));
    assert_eq!(line[5], &Data::String("Accordé".to_owned()));
}

#[tokio::test]
async fn a_programme_counts_the_projects_of_its_communes() {
    for world in worlds().await {
        let cast = world.cast().await;
        let inside = world
            .project(&cast, "assigned", "Épicerie du village")
            .await;
        world.project(&cast, "assigned", "Hors du programme").await;
        for statement in [
            "INSERT INTO programme_territory (id, programme, name, imported_at) VALUES ('va-1', 'va', 'Segré', 0)",
            "INSERT INTO programme_commune (territory_id, commune_code) VALUES ('va-1', '49331')",
        ] {
            world.run(statement, []).await;
        }
        world
            .run(
                "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, '49331', 0)",
                [inside.0.into()],
            )
            .await;
        let agent = cast.get("agent");
        let page = world.get("/territoire/bilan?programme=va", agent).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Épicerie du village"));
        assert!(!page.body.contains("Hors du programme"));
        let text = page.body.replace("<!---->", "");
        assert!(text.contains("Les projets concernent 1\u{a0}commune"));
        let whole = world.get("/territoire/bilan", agent).await;
        assert!(whole.body.contains("Hors du programme"));
        let unknown = world.get("/territoire/bilan?programme=xyz", agent).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let link = "href=\"/territoire/bilan.pdf?departement=49&amp;programme=va\"";
        assert!(page.body.contains(link));
        let paper = "/territoire/bilan.pdf?departement=49&programme=va";
        let words = pdf::words(&world.bytes(paper, agent).await);
        assert!(words.contains("Épicerieduvillage") && !words.contains("Horsduprogramme"));
        let words = pdf::words(&world.bytes("/territoire/bilan.pdf", agent).await);
        assert!(words.contains("Horsduprogramme"));
        for path in [
            "/territoire/bilan.pdf?programme=xyz",
            "/territoire/bilan.pdf?departement=44",
        ] {
            let hidden = world.get(path, agent).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path}");
        }
        let manager = world.get("/territoire/bilan", cast.get("manager")).await;
        assert_eq!(manager.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_portrait_is_read_through_an_index() {
    let world = worlds().await.remove(0);
    let programmes = Filter {
        programmes: vec![Programme::Va],
        ..Filter::default()
    };
    let grounds = [
        (Ground::Departement("49".to_owned()), &programmes),
        (
            Ground::Contracts(vec!["crte-49".to_owned()]),
            &Filter::default(),
        ),
    ];
    let db = Explaining {
        db: world.services.db.read(),
        steps: Mutex::default(),
    };
    for (ground, filter) in &grounds {
        let asked = Asked {
            ground,
            filter,
            words: &[],
            number: None,
            reader: PersonId(uuid::Uuid::nil()),
            now: Timestamp(0),
            blocked_until: None,
            deposited_from: None,
            deposited_before: None,
        };
        portrait::lines(&db, &asked).await.unwrap();
        portrait::money(&db, &asked).await.unwrap();
        portrait::blockers(&db, &asked).await.unwrap();
        portrait::communes(&db, &asked).await.unwrap();
    }
    portrait::sums(&db, "49", Timestamp(0)).await.unwrap();
    store::contract::signatories(&db, "crte-49").await.unwrap();
    for (step, sql) in db.steps.into_inner().unwrap() {
        let whole = ["SCAN k", "SCAN m", "SCAN o"];
        let scans = whole.iter().any(|scan| step.starts_with(scan));
        assert!(!scans && !walks_over_the_nation(&step), "{step}\n{sql}");
    }
}

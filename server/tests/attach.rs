//! Attaching projects to a contract, many at once. On SQLite, and on PostgreSQL when `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/world.rs"]
mod world;

use domain::ids::ProjectId;
use http::StatusCode;
use world::{Cast, World, worlds};

const PATH: &str = "/crte/crte-49/rattacher";
const EPCI: &str = "244900015";
const OTHER: &str = "200060010";

/// A project without a contract, of an EPCI.
async fn free(world: &World, cast: &Cast, title: &str, epci: &str) -> ProjectId {
    let project = world.project(cast, "assigned", title).await;
    world
        .run(
            "UPDATE project SET contract_code = NULL, epci_siren = $2 WHERE id = $1",
            [project.0.into(), epci.into()],
        )
        .await;
    project
}

/// One EPCI signed the contract, another one signed it and a second one; a commune signed alone.
async fn signed(world: &World) {
    for statement in [
        "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
         SELECT 'crte-49-2', 'CRTE des Mauges', grouping_kind, spans_regions, spans_departements, 'import', 0 \
         FROM contract WHERE code = 'crte-49'",
        "INSERT INTO contract_departement (contract_code, departement_code) VALUES ('crte-49-2', '49')",
        "INSERT INTO contract_member (contract_code, siren, name, kind) VALUES ('crte-49', '244900015', 'ALM', 'CU')",
        "INSERT INTO contract_member (contract_code, siren, name, kind) VALUES ('crte-49', '200060010', 'Mauges', 'CA')",
        "INSERT INTO contract_member (contract_code, siren, name, kind) VALUES ('crte-49-2', '200060010', 'Mauges', 'CA')",
        "INSERT INTO contract_member (contract_code, siren, name, kind, commune_code) \
         VALUES ('crte-49', '214903313', 'Segré', 'COM', '49331')",
    ] {
        world.run(statement, []).await;
    }
}

async fn contract_of(world: &World, project: ProjectId) -> String {
    let facts = store::project::read::access(world.services.db.read(), project, None)
        .await
        .unwrap()
        .unwrap();
    facts.contract_code.unwrap_or_default()
}

#[tokio::test]
async fn chosen_projects_are_attached_and_the_others_are_told() {
    for world in worlds().await {
        let cast = world.cast().await;
        signed(&world).await;
        let seat = cast.get("seat");
        let school = free(&world, &cast, "Rénover l'école", EPCI).await;
        let alone = free(&world, &cast, "Épicerie de Segré", "249999999").await;
        world
            .run(
                "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, '49331', 0)",
                [alone.0.into()],
            )
            .await;
        let doubtful = free(&world, &cast, "Deux contrats possibles", OTHER).await;
        let far = free(&world, &cast, "Hors du contrat", "248000000").await;
        let taken = world.project(&cast, "assigned", "Déjà rattaché").await;
        let next_door = free(&world, &cast, "Projet du 44", EPCI).await;
        world
            .run(
                "UPDATE project SET departement_code = '44' WHERE id = $1",
                [next_door.0.into()],
            )
            .await;

        let page = world.get(PATH, seat).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.queries <= 5, "{} queries", page.queries);
        for title in ["Rénover l", "Épicerie de Segré", "Deux contrats possibles"] {
            assert!(page.body.contains(title), "{title}");
        }
        for title in ["Hors du contrat", "Déjà rattaché", "Projet du 44"] {
            assert!(!page.body.contains(title), "{title}");
        }
        let select = format!("name=\"choix-{}\"", doubtful.0);
        assert!(page.body.contains(&select), "the person chooses");
        assert!(
            !page
                .body
                .contains(&format!("name=\"projet\" value=\"{}\"", doubtful.0))
        );

        let key = page.hidden("cle");
        let ids = [school, alone, far, taken, next_door].map(|project| project.0.to_string());
        let choice = format!("choix-{}", doubtful.0);
        let mut form: Vec<(&str, &str)> = ids.iter().map(|id| ("projet", id.as_str())).collect();
        form.push((&choice, "crte-49-2"));
        form.push(("cle", &key));
        let told = world.ask("POST", PATH, seat, &form).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = told.body.replace("<!---->", "");
        for words in [
            "3\u{a0}projets rattachés",
            "Le territoire de « Hors du contrat » n'a pas signé ce contrat.",
            "« Déjà rattaché » a déjà un contrat.",
            "Un projet que vous ne pouvez pas modifier.",
        ] {
            assert!(text.replace("&#x27;", "'").contains(words), "{words}");
        }
        assert!(!text.contains("Projet du 44"), "nor its name");
        assert_eq!(contract_of(&world, school).await, "crte-49");
        assert_eq!(contract_of(&world, alone).await, "crte-49");
        assert_eq!(contract_of(&world, doubtful).await, "crte-49-2");
        assert_eq!(contract_of(&world, far).await, "");
        assert_eq!(contract_of(&world, next_door).await, "");
        let history = format!("/projets/{}/historique", school.0);
        let history = world.get(&history, cast.get("lead")).await;
        assert!(
            history
                .body
                .contains("a rattaché le projet au contrat « CRTE du Val »")
        );

        let again = world.ask("POST", PATH, seat, &form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form is one");
        let nothing = world.ask("POST", PATH, seat, &[("cle", "autre")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_page_holds_fifty_and_leads_to_the_next() {
    let world = worlds().await.remove(0);
    let cast = world.cast().await;
    signed(&world).await;
    for number in 0..53 {
        free(&world, &cast, &format!("Projet {number}"), EPCI).await;
    }
    let page = world.get(PATH, cast.get("seat")).await;
    assert_eq!(page.body.matches("name=\"projet\"").count(), 50);
    let at = page.body.find(&format!("{PATH}?apres=")).unwrap();
    let link = &page.body[at..];
    let next = world
        .get(&link[..link.find('"').unwrap()], cast.get("seat"))
        .await;
    assert_eq!(next.body.matches("name=\"projet\"").count(), 3);
}

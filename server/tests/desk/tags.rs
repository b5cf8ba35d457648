//! The State's tags: put on a sheet, kept in a list, and never known to anybody else.

use super::world::answer::Answer;
use super::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use http::StatusCode;

const LIST: &str = "/territoire/etiquettes";
/// A word that stands nowhere else.
const WORD: &str = "Zibeline";

async fn put(world: &World, project: ProjectId, who: &Someone, name: &str) -> Answer {
    let path = format!("/projets/{project}/etiquettes");
    world.ask("POST", &path, who, &[("etiquette", name)]).await
}

async fn tag_named(world: &World, name: &str) -> String {
    let tags = store::tag::names(world.services.db.read(), "49")
        .await
        .unwrap();
    let found = tags.iter().find(|tag| tag.name == name);
    found.unwrap().id.to_string()
}

async fn on(world: &World, project: ProjectId) -> Vec<String> {
    let db = world.services.db.read();
    let tags = store::tag::of_project(db, project, "49").await.unwrap();
    tags.into_iter().map(|tag| tag.name).collect()
}

async fn work(world: &World) {
    while world.services.run_due_jobs().await.unwrap() > 0 {}
}

#[tokio::test]
async fn a_tag_is_put_and_taken_off_on_the_sheet() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let (seat, assignee) = (cast.get("seat"), cast.get("assignee"));
        let sheet = format!("/projets/{project}");
        for (who, name) in [(seat, " À  revoir "), (assignee, "Visite")] {
            let sent = put(&world, project, who, name).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        }
        assert_eq!(on(&world, project).await, ["À revoir", "Visite"]);
        // Another spelling is the same tag, and it is there already.
        let again = put(&world, project, seat, "a REVOIR").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("a REVOIR"), "what was typed is kept");
        let long = put(&world, project, seat, &"x".repeat(41)).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.facts(project).await, 2, "one fact each");
        let page = world.get(&sheet, seat).await;
        assert!(page.body.contains("Retirer<span"), "{}", page.body);
        // An agent who follows nothing here reads them and changes nothing.
        let agent = world.get(&sheet, cast.get("agent")).await;
        assert!(agent.body.contains("Visite") && !agent.body.contains("Retirer<span"));
        assert_eq!(
            put(&world, project, cast.get("agent"), "Autre")
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        let id = tag_named(&world, "À revoir").await;
        let off = format!("{sheet}/etiquettes/{id}/retirer");
        for _ in 0..2 {
            let taken = world.ask("POST", &off, assignee, &[]).await;
            assert_eq!(taken.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(on(&world, project).await, ["Visite"]);
        assert_eq!(world.facts(project).await, 3);
        let page = world.get(&sheet, seat).await;
        assert!(page.body.contains("<option value=\"À revoir\""));
        let told = world.get(&format!("{sheet}/historique"), seat).await;
        assert!(
            told.body.contains("a mis l&#x27;étiquette « Visite »")
                || told.body.contains("a mis l'étiquette « Visite »"),
            "{}",
            told.body
        );
        for n in 0..9 {
            put(&world, project, seat, &format!("Numéro {n}")).await;
        }
        let full = put(&world, project, seat, "Une de trop").await;
        assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(full.body.contains("déjà 10 étiquettes"));
        assert_eq!(on(&world, project).await.len(), 10);
    }
}

/// Every page that names a project, of whoever may open it.
fn pages(project: ProjectId) -> Vec<String> {
    let sheet = format!("/projets/{project}");
    let parts = [
        "",
        "/historique",
        "/conversation",
        "/fichiers",
        "/blocages",
        "/recommandations",
        "/financement",
        "/membres",
        "/impact",
        "/etat-des-lieux",
    ];
    let others = [
        "/projets",
        "/notifications",
        "/compte/donnees",
        "/territoire/projets",
        "/territoire/projets?colonne=etiquettes",
        "/territoire/projets.csv?colonne=etiquettes",
        "/territoire/tableau",
        "/territoire/carte",
        "/territoire/vues?q=x",
        "/crte/crte-49",
        "/crte/crte-49/projets?colonne=etiquettes",
        "/crte/crte-49/projets.csv?colonne=etiquettes",
        "/stats",
        "/",
    ];
    let of_sheet = parts.iter().map(|part| format!("{sheet}{part}"));
    of_sheet.chain(others.map(str::to_owned)).collect()
}

async fn tells(world: &World, cast: &Cast, role: &str, project: ProjectId) -> Vec<String> {
    let mut telling = Vec::new();
    for path in pages(project) {
        let page = world.get(&path, cast.get(role)).await;
        assert!(!page.status.is_server_error(), "{path}");
        let body = page.body.to_lowercase();
        // Who works for another département has tags of her own.
        let own = role == "stranger";
        if body.contains("zibeline") || (!own && body.contains("tiquette")) {
            telling.push(path);
        }
    }
    telling
}

#[tokio::test]
async fn nobody_but_the_state_learns_that_there_are_tags() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let active = "SELECT '' AS kind, last_activity_at AS n FROM project WHERE id = $1";
        let before = world.count(active, project).await;
        put(&world, project, cast.get("seat"), WORD).await;
        let id = tag_named(&world, WORD).await;
        put(&world, project, cast.get("seat"), "Autre").await;
        let other = tag_named(&world, "Autre").await;
        let off = format!("/projets/{project}/etiquettes/{other}/retirer");
        world.ask("POST", &off, cast.get("seat"), &[]).await;
        work(&world).await;
        assert_eq!(world.facts(project).await, 3);
        // The project seems as silent as it was, and nobody is told.
        assert_eq!(world.count(active, project).await, before);
        let bell = "SELECT '' AS kind, COUNT(*) AS n FROM notification WHERE project_id = $1";
        assert_eq!(world.count(bell, project).await, 0);
        assert!(!tells(&world, &cast, "seat", project).await.is_empty());
        for role in ["lead", "editor", "reader", "expert", "manager", "stranger"] {
            let telling = tells(&world, &cast, role, project).await;
            assert!(telling.is_empty(), "{role}: {telling:?}");
            let who = cast.get(role);
            let found = world.get("/territoire/projets?q=zibeline", who).await;
            assert!(!found.body.contains(&project.to_string()), "{role}");
            for path in [
                format!("/projets/{project}/etiquettes"),
                format!("/projets/{project}/etiquettes/{id}/retirer"),
                LIST.to_owned(),
                format!("{LIST}/{id}/modifier"),
                format!("{LIST}/{id}/supprimer"),
            ] {
                let fields = [("etiquette", WORD), ("departement", "49")];
                let sent = world.ask("POST", &path, who, &fields).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{role} {path}");
            }
        }
        assert_eq!(on(&world, project).await, [WORD]);
    }
}

#[tokio::test]
async fn the_tags_of_a_departement_are_kept_by_its_seats() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let projects = [
            world.project(&cast, "assigned", "École").await,
            world.project(&cast, "assigned", "Halle").await,
        ];
        for project in projects {
            put(&world, project, seat, "Visite").await;
        }
        let add = |name: &'static str| [("departement", "49"), ("etiquette", name)];
        let added = world.ask("POST", LIST, seat, &add("Contrat 2027")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
        for name in ["VISITE", "", "contrat  2027"] {
            let refused = world.ask("POST", LIST, seat, &add(name)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        let list = world.get(LIST, cast.get("agent")).await;
        assert!(list.body.contains("Visite") && list.body.contains("Contrat 2027"));
        assert!(!list.body.contains("Renommer"), "an agent reads");
        let id = tag_named(&world, "Visite").await;
        let rename = format!("{LIST}/{id}/modifier");
        let refused = world
            .ask("POST", &rename, seat, &[("etiquette", "CONTRAT 2027")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let renamed = world
            .ask("POST", &rename, seat, &[("etiquette", "visité")])
            .await;
        assert_eq!(renamed.status, StatusCode::SEE_OTHER);
        assert_eq!(on(&world, projects[0]).await, ["visité"]);
        let delete = format!("{LIST}/{id}/supprimer");
        let asked = world.get(&delete, seat).await;
        assert!(asked.body.contains("2\u{a0}projets"), "{}", asked.body);
        let fields = [("cle", "suppression-1"), ("departement", "49")];
        for _ in 0..2 {
            let deleted = world.ask("POST", &delete, seat, &fields).await;
            assert_eq!(deleted.status, StatusCode::SEE_OTHER);
        }
        assert!(on(&world, projects[1]).await.is_empty());
        let told = world.get("/territoire/binome", seat).await;
        assert!(told.body.contains("« visité » (2\u{a0}projets)"));
        for n in 0..59 {
            let name = format!("Numéro {n}");
            let fields = [("departement", "49"), ("etiquette", name.as_str())];
            world.ask("POST", LIST, seat, &fields).await;
        }
        let full = world.ask("POST", LIST, seat, &add("Une de trop")).await;
        assert!(full.body.contains("déjà 60 étiquettes"), "{}", full.body);
    }
}

#[tokio::test]
async fn each_departement_has_its_own() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        put(&world, project, cast.get("seat"), WORD).await;
        // Somebody of another département who is a member of the project reads it, without its tags.
        let neighbour = world.person("Nadia").await;
        world.grant(&neighbour, "agent", "72").await;
        world
            .run(
                "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'lead', 1)",
                [project.0.into(), neighbour.id.0.into()],
            )
            .await;
        let page = world.get(&format!("/projets/{project}"), &neighbour).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(WORD));
        assert_eq!(
            put(&world, project, &neighbour, WORD).await.status,
            StatusCode::NOT_FOUND
        );
        let list = world.get(LIST, &neighbour).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(!list.body.contains(WORD));
        let theirs = world
            .get(&format!("{LIST}?departement=49"), &neighbour)
            .await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    }
}

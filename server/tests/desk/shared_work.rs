//! Two people on one sheet, and the people of a seat.

use super::world::worlds;
use super::*;

#[tokio::test]
async fn two_texts_of_one_sheet_are_both_kept() {
    for world in worlds().await {
        let cast = world.cast().await;
        let project = world.project(&cast, "assigned", "École").await;
        let path = format!("/projets/{project}/modifier");
        let form = world.get(&path, cast.get("lead")).await;
        let version = form.hidden("version");
        let fields = |title: &'static str, version: &str| {
            vec![
                ("titre".to_owned(), title.to_owned()),
                ("resume".to_owned(), "Deux classes.".to_owned()),
                ("theme".to_owned(), "ecole_enfance".to_owned()),
                ("phase".to_owned(), "etude".to_owned()),
                ("avancement".to_owned(), "en_cours".to_owned()),
                ("cout".to_owned(), "1,2 M€".to_owned()),
                ("version".to_owned(), version.to_owned()),
            ]
        };
        let send = |who: &'static str, title: &'static str, version: String| {
            let (world, cast, path) = (&world, &cast, &path);
            async move {
                let fields = fields(title, &version);
                let fields: Vec<(&str, &str)> = fields
                    .iter()
                    .map(|(a, b)| (a.as_str(), b.as_str()))
                    .collect();
                world.ask("POST", path, cast.get(who), &fields).await
            }
        };
        assert_eq!(
            send("lead", "TITRE-DU-MAIRE", version.clone()).await.status,
            StatusCode::SEE_OTHER
        );
        let both = send("assignee", "TITRE-DE-L-AGENT", version).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.body.contains("TITRE-DU-MAIRE") && both.body.contains("TITRE-DE-L-AGENT"));
        let again = send("assignee", "TITRE-DE-L-AGENT", both.hidden("version")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let sheet = world
            .get(&format!("/projets/{project}"), cast.get("lead"))
            .await;
        assert!(sheet.body.contains("TITRE-DE-L-AGENT"));
        let found = world
            .get("/territoire/projets?q=titre", cast.get("seat"))
            .await;
        assert!(found.body.contains("TITRE-DE-L-AGENT"));
        let reader = send("reader", "TITRE", "1".to_owned()).await;
        assert_eq!(reader.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_holder_names_deputies_and_says_when_she_is_away() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, deputy) = (cast.get("seat"), world.person("Denis").await);
        let add = |email: &'static str| {
            [
                ("departement", "49"),
                ("siege", "ddt"),
                ("email-ddt", email),
            ]
        };
        let path = "/territoire/binome/suppleant";
        let unknown = world
            .ask("POST", path, seat, &add("personne@exemple.fr"))
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            world
                .ask("POST", path, seat, &add("denis@exemple.fr"))
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let other = world
            .ask(
                "POST",
                path,
                cast.get("prefecture"),
                &add("denis@exemple.fr"),
            )
            .await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let told = world.services.told("49", None).await.unwrap();
        assert!(told.contains(&seat.id) && !told.contains(&deputy.id));
        let away = [
            ("departement", "49"),
            ("du", "01/01/2020"),
            ("au", "31/12/2199"),
        ];
        assert_eq!(
            world
                .ask("POST", "/territoire/binome/absence", seat, &away)
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        let told = world.services.told("49", None).await.unwrap();
        assert!(told.contains(&seat.id) && told.contains(&deputy.id));
        let page = world.get("/territoire/binome", seat).await;
        assert!(
            page.body
                .contains("Direction départementale des territoires de Maine-et-Loire")
        );
        assert!(page.body.contains("denis@exemple.fr") && page.body.contains("Absence du"));
    }
}

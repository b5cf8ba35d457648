//! A sous-préfecture answers for its arrondissement: it is told, its desk has the work, and nothing beyond.

use super::world::{Cast, Someone, World, worlds};
use domain::ids::ProjectId;
use domain::project::Audience;
use http::StatusCode;
use services::journal::{Details, Fact};

const PATH: &str = "/territoire/binome/arrondissement";

async fn in_arrondissement(world: &World, cast: &Cast, code: &str, title: &str) -> ProjectId {
    let project = world.project(cast, "submitted", title).await;
    world
        .run(
            "UPDATE project SET arrondissement_code = $2 WHERE id = $1",
            [project.0.into(), code.into()],
        )
        .await;
    project
}

async fn name(
    world: &World,
    by: &Someone,
    code: &str,
    email: &str,
) -> crate::world::answer::Answer {
    let fields = [
        ("departement", "49"),
        ("siege", "ddt"),
        ("arrondissement-ddt", code),
        ("email-arrondissement-ddt", email),
    ];
    world.ask("POST", PATH, by, &fields).await
}

async fn unread(world: &World, who: &Someone) -> i64 {
    world.cx(who).await.person().unwrap().unread
}

async fn happens(world: &World, cast: &Cast, project: ProjectId, fact: Fact) {
    let cx = world.cx(cast.get("lead")).await;
    let tx = world.services.db.begin().await.unwrap();
    world
        .services
        .record(&tx, &cx, project, fact, Audience::All, Details::new())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    while world.services.run_due_jobs().await.unwrap() > 0 {}
}

#[tokio::test]
async fn the_holder_of_the_departement_gives_an_arrondissement_and_nobody_else() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.person("Sylvie").await;
        let seat = cast.get("seat");
        for (code, email, problem) in [
            ("441", "sylvie@exemple.fr", "arrondissement-ddt"),
            ("", "sylvie@exemple.fr", "arrondissement-ddt"),
            ("492", "inconnue@exemple.fr", "email-arrondissement-ddt"),
            ("492", "", "email-arrondissement-ddt"),
        ] {
            let refused = name(&world, seat, code, email).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{code} {email}"
            );
            assert!(
                refused.body.contains(&format!("href=\"#champ-{problem}\"")),
                "{code} {email}"
            );
            assert!(refused.body.contains(email), "what was typed is kept");
        }
        for role in ["prefecture", "agent", "assignee"] {
            let refused = name(&world, cast.get(role), "492", "sylvie@exemple.fr").await;
            let known = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
            assert!(known.contains(&refused.status), "{role} {}", refused.status);
        }
        let other = name(&world, cast.get("stranger"), "492", "sylvie@exemple.fr").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let given = name(&world, seat, "492", "sylvie@exemple.fr").await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let twice = name(&world, seat, "492", "sylvie@exemple.fr").await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = world.get("/territoire/binome", seat).await.body;
        assert!(
            page.contains("arrondissement de Cholet") && page.contains("Sylvie Test"),
            "{page}"
        );
        let mails = world
            .pairs("SELECT CAST(payload AS text) AS a, kind AS b FROM outbox WHERE kind = 'mail'")
            .await;
        let hers = mails
            .iter()
            .filter(|(mail, _)| mail.contains("sylvie@exemple.fr"));
        assert_eq!(hers.count(), 1);
    }
}

#[tokio::test]
async fn its_projects_wait_for_the_arrondissement_and_for_nobody_else() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, sylvie) = (cast.get("seat"), world.person("Sylvie").await);
        let given = name(&world, seat, "492", "sylvie@exemple.fr").await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let cholet = in_arrondissement(&world, &cast, "492", "HALLE-DE-CHOLET").await;
        let angers = in_arrondissement(&world, &cast, "491", "ECOLE-D-ANGERS").await;
        for (who, here, elsewhere) in [
            (&sylvie, "HALLE-DE-CHOLET", "ECOLE-D-ANGERS"),
            (seat, "ECOLE-D-ANGERS", "HALLE-DE-CHOLET"),
        ] {
            let desk = world.get("/territoire", who).await.body;
            assert!(desk.contains(here) && !desk.contains(elsewhere), "{desk}");
            assert!(desk.contains("À faire (1)"), "{desk}");
        }
        let desk = world.get("/territoire", seat).await.body;
        assert!(
            desk.contains("répond pour l'arrondissement de Cholet"),
            "{desk}"
        );
        // The other seat has nobody there: it keeps both.
        let other = world.get("/territoire", cast.get("prefecture")).await.body;
        assert!(other.contains("À faire (2)"), "{other}");

        happens(&world, &cast, cholet, Fact::Submitted).await;
        happens(&world, &cast, angers, Fact::Submitted).await;
        assert_eq!(
            (unread(&world, &sylvie).await, unread(&world, seat).await),
            (1, 1)
        );
        assert_eq!(unread(&world, cast.get("prefecture")).await, 2);

        // She reads the département as an agent does, and acts in her arrondissement only.
        let sheet = |project| format!("/projets/{project}");
        assert_eq!(
            world.get(&sheet(angers), &sylvie).await.status,
            StatusCode::OK
        );
        let refused = world
            .ask(
                "POST",
                &format!("{}/prise-en-charge", sheet(angers)),
                &sylvie,
                &[],
            )
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let taken = world
            .ask(
                "POST",
                &format!("{}/prise-en-charge", sheet(cholet)),
                &sylvie,
                &[],
            )
            .await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        assert_eq!(world.intake(cholet).await, "acknowledged");
        // What belongs to the whole département is not hers.
        for path in [
            "/territoire/regles/nouvelle",
            "/territoire/import?departement=49",
        ] {
            let shut = world.get(path, &sylvie).await.status;
            assert!(
                [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&shut),
                "{path} {shut}"
            );
        }
        // Nor anything of a neighbour's.
        let stranger = world.get(&sheet(cholet), cast.get("stranger")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn whoever_is_away_or_gone_leaves_nothing_waiting() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, sylvie) = (cast.get("seat"), world.person("Sylvie").await);
        name(&world, seat, "492", "sylvie@exemple.fr").await;
        let cholet = in_arrondissement(&world, &cast, "492", "HALLE-DE-CHOLET").await;
        let today = services::working_days::day_in_paris(world.services.clock.now()).to_string();
        let away = [
            ("departement", "49"),
            ("du", today.as_str()),
            ("au", today.as_str()),
        ];
        let noted = world
            .ask("POST", "/territoire/binome/absence", &sylvie, &away)
            .await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER);
        happens(&world, &cast, cholet, Fact::Edited).await;
        assert_eq!(unread(&world, seat).await, 1, "the département helps");
        assert!(
            world
                .get("/territoire", seat)
                .await
                .body
                .contains("HALLE-DE-CHOLET")
        );

        let back = [("departement", "49"), ("du", ""), ("au", "")];
        world
            .ask("POST", "/territoire/binome/absence", &sylvie, &back)
            .await;
        happens(&world, &cast, cholet, Fact::Edited).await;
        assert_eq!(unread(&world, seat).await, 1, "she is back");

        let page = world.get("/territoire/binome", seat).await;
        let id = page.hidden("place");
        let end = [("departement", "49"), ("place", id.as_str())];
        let not_hers = world
            .ask("POST", "/territoire/binome/suppleant/fin", &sylvie, &end)
            .await;
        assert_eq!(not_hers.status, StatusCode::FORBIDDEN);
        let ended = world
            .ask("POST", "/territoire/binome/suppleant/fin", seat, &end)
            .await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);
        assert!(
            world
                .get("/territoire", seat)
                .await
                .body
                .contains("HALLE-DE-CHOLET")
        );
        let gone = world.get(&format!("/projets/{cholet}"), &sylvie).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_deposit_with_communes_elsewhere_tells_the_other_arrondissements() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let (cholet, saumur) = (world.person("Sylvie").await, world.person("Simon").await);
        name(&world, seat, "492", "sylvie@exemple.fr").await;
        name(&world, seat, "493", "simon@exemple.fr").await;
        let project = in_arrondissement(&world, &cast, "492", "VOIE-VERTE").await;
        // Cholet, the bearer's; Saumur; and Nantes, of another département.
        for (position, commune) in ["49099", "49328", "44109"].into_iter().enumerate() {
            world
                .run(
                    "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, $2, $3)",
                    [project.0.into(), commune.into(), (position as i64).into()],
                )
                .await;
        }
        happens(&world, &cast, project, Fact::Submitted).await;
        let told = (unread(&world, &cholet).await, unread(&world, &saumur).await);
        assert_eq!(told, (1, 1));
        assert_eq!(unread(&world, seat).await, 0);
        assert_eq!(
            unread(&world, cast.get("stranger")).await,
            0,
            "of the neighbour"
        );
        // What follows is for those who answer.
        happens(&world, &cast, project, Fact::Edited).await;
        assert_eq!(unread(&world, &saumur).await, 1);
        assert_eq!(unread(&world, &cholet).await, 2);
    }
}

#[tokio::test]
async fn what_is_late_names_who_answers() {
    for world in worlds().await {
        let cast = world.cast().await;
        let (seat, sylvie) = (cast.get("seat"), world.person("Sylvie").await);
        in_arrondissement(&world, &cast, "492", "HALLE-DE-CHOLET").await;
        in_arrondissement(&world, &cast, "491", "ECOLE-D-ANGERS").await;
        let page = async || {
            let page = world.get("/territoire/retards", seat).await.body;
            page.replace("&#x27;", "'").replace("<!>", "")
        };
        let who = |page: &str, title: &str| {
            let row = &page[page.find(title).unwrap()..];
            let cell = &row[row.find("data-label=\"Qui\"").unwrap()..];
            cell[cell.find('>').unwrap() + 1..cell.find("</td>").unwrap()].to_owned()
        };
        assert_eq!(
            who(&page().await, "HALLE-DE-CHOLET"),
            "L'un ou l'autre siège"
        );
        name(&world, seat, "492", "sylvie@exemple.fr").await;
        let late = page().await;
        let cholet = who(&late, "HALLE-DE-CHOLET");
        assert!(
            cholet.contains("arrondissement de Cholet ou ") && cholet.ends_with("réfecture"),
            "{cholet}"
        );
        assert_eq!(who(&late, "ECOLE-D-ANGERS"), "L'un ou l'autre siège");
        // While nobody is there, the département answers again.
        world
            .run(
                "UPDATE seat_person SET absent_from = '2020-01-01', absent_until = '2999-01-01' WHERE person_id = $1",
                [sylvie.id.0.into()],
            )
            .await;
        assert_eq!(
            who(&page().await, "HALLE-DE-CHOLET"),
            "L'un ou l'autre siège"
        );
    }
}

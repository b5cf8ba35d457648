//! The rules of a département through the router: who reads, who writes, what a refused form keeps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/world.rs"]
mod world;

use http::StatusCode;
use world::answer::Answer;
use world::{Cast, Someone, World, worlds};

const RULES: &str = "/territoire/regles";

/// The form of a rule for the agent of the cast.
fn form<'a>(name: &'a str, theme: &'a str, target: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("departement", "49"),
        ("nom", name),
        ("themes", theme),
        ("territoire", "departement"),
        ("cible", target),
    ]
}

async fn add(world: &World, cast: &Cast, name: &str, theme: &str) -> String {
    let target = format!("personne:{}", cast.get("agent").id);
    let path = format!("{RULES}/nouvelle");
    let fields = form(name, theme, &target);
    let done = world.ask("POST", &path, cast.get("seat"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let (to, rule) = done.location().split_once("#regle-").unwrap();
    assert_eq!(to, "/territoire/regles?departement=49&fait=regle-ajoutee");
    rule.to_owned()
}

async fn press(world: &World, who: &Someone, rule: &str, path: &str) -> Answer {
    let path = format!("{RULES}/{rule}/{path}");
    let fields = [("departement", "49"), ("active", "non")];
    world.ask("POST", &path, who, &fields).await
}

/// The names of the rules, in the order of the page.
fn order(page: &Answer) -> Vec<String> {
    page.body
        .split("<h3 class=\"card-title\">")
        .skip(1)
        .map(|part| part.split("</h3>").next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_seat_writes_moves_switches_and_deletes() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let empty = world.get(RULES, seat).await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(
            empty.body.contains("Aucune règle pour l'instant")
                || empty.body.contains("Aucune règle pour l&#39;instant")
        );
        let water = add(&world, &cast, "Eau", "eau").await;
        let school = add(&world, &cast, "École", "ecole_enfance").await;
        assert_eq!(order(&world.get(RULES, seat).await), ["1. Eau", "2. École"]);
        let page = world.get(RULES, seat).await;
        assert!(page.queries <= 8, "{} queries", page.queries);
        assert!(
            page.body
                .contains("Projets sur le thème « Eau et assainissement » → Agent Test"),
            "{}",
            page.body
        );
        assert_eq!(
            press(&world, seat, &school, "monter").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(order(&world.get(RULES, seat).await), ["1. École", "2. Eau"]);
        assert_eq!(
            press(&world, seat, &water, "etat").await.status,
            StatusCode::SEE_OTHER
        );
        assert!(world.get(RULES, seat).await.body.contains("Désactivée"));
        let confirm = world.get(&format!("{RULES}/{water}/supprimer"), seat).await;
        assert!(confirm.body.contains("Supprimer la règle"));
        assert_eq!(
            press(&world, seat, &water, "supprimer").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(order(&world.get(RULES, seat).await), ["1. École"]);
        let gone = world.get(&format!("{RULES}/{water}/modifier"), seat).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn agents_read_and_nobody_else_knows() {
    for world in worlds().await {
        let cast = world.cast().await;
        let rule = add(&world, &cast, "Eau-secrète", "eau").await;
        let agent = cast.get("agent");
        let read = world.get(RULES, agent).await;
        assert!(read.body.contains("Eau-secrète") && !read.body.contains("Monter"));
        assert!(!read.body.contains("Ajouter une règle"));
        let tried = world.get(&format!("{RULES}?essai={rule}"), agent).await;
        assert_eq!(tried.status, StatusCode::OK);
        for path in [
            "nouvelle",
            &format!("{rule}/modifier"),
            &format!("{rule}/supprimer"),
        ] {
            let seen = world.get(&format!("{RULES}/{path}"), agent).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in ["monter", "descendre", "etat", "supprimer", "modifier"] {
            assert_eq!(
                press(&world, agent, &rule, path).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        for role in ["stranger", "lead", "manager", "admin"] {
            let who = cast.get(role);
            for path in [
                "?departement=49",
                &format!("/{rule}/modifier"),
                "/nouvelle?departement=49",
            ] {
                let seen = world.get(&format!("{RULES}{path}"), who).await;
                assert_eq!(seen.status, StatusCode::NOT_FOUND, "{role} {path}");
                assert!(!seen.body.contains("Eau-secrète"));
            }
            for path in ["monter", "etat", "supprimer", "modifier"] {
                let done = press(&world, who, &rule, path).await;
                assert_eq!(done.status, StatusCode::NOT_FOUND, "{role} {path}");
            }
        }
        for path in ["", "/nouvelle"] {
            let seen = world.get(&format!("{RULES}{path}"), cast.get("lead")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(
            order(&world.get(RULES, cast.get("seat")).await),
            ["1. Eau-secrète"]
        );
    }
}

#[tokio::test]
async fn a_refused_form_and_a_dry_run_keep_what_was_typed() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let target = format!("personne:{}", cast.get("agent").id);
        let refused = [
            ("departement", "49"),
            ("nom", ""),
            ("themes", "eau"),
            ("territoire", "commune"),
            ("communes", "Nulle-Part <b>"),
            ("cible", target.as_str()),
        ];
        let page = world
            .ask("POST", &format!("{RULES}/nouvelle"), seat, &refused)
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Nom de la règle : Remplissez ce champ."));
        assert!(
            page.body.contains("Nulle-Part &lt;b&gt;") && !page.body.contains("Nulle-Part <b>")
        );
        assert!(page.body.contains("value=\"eau\" checked"), "{}", page.body);
        assert!(page.body.contains(&format!("value=\"{target}\" checked")));
        world.project(&cast, "submitted", "École Prévert").await;
        let typed = [
            ("departement", "49"),
            ("nom", "École"),
            ("themes", "ecole_enfance"),
            ("territoire", "departement"),
            ("cible", target.as_str()),
        ];
        let tried = world
            .ask("POST", &format!("{RULES}/essai"), seat, &typed)
            .await;
        assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
        assert!(
            tried
                .body
                .contains("Cette règle aurait retenu 1\u{a0}projet."),
            "{}",
            tried.body
        );
        assert!(tried.body.contains("École Prévert") && tried.body.contains("value=\"École\""));
        let list = world.get(RULES, seat).await;
        assert!(order(&list).is_empty(), "a dry run saved something");
    }
}

#[tokio::test]
async fn two_who_write_the_same_rule_lose_nothing() {
    for world in worlds().await {
        let cast = world.cast().await;
        let rule = add(&world, &cast, "Eau", "eau").await;
        let target = format!("personne:{}", cast.get("agent").id);
        let path = format!("{RULES}/{rule}/modifier");
        let change = |name: &'static str| {
            let mut fields = form(name, "eau", &target);
            fields.push(("version", "1"));
            fields
        };
        let first = world
            .ask("POST", &path, cast.get("seat"), &change("Eau potable"))
            .await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = world
            .ask(
                "POST",
                &path,
                cast.get("prefecture"),
                &change("Assainissement"),
            )
            .await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(
            second.body.contains("Eau potable") && second.body.contains("value=\"Assainissement\"")
        );
        assert!(second.body.contains("name=\"version\" value=\"2\""));
        assert_eq!(
            order(&world.get(RULES, cast.get("seat")).await),
            ["1. Eau potable"]
        );
    }
}

#[tokio::test]
async fn a_signed_project_is_followed_and_the_sheet_says_by_which_rule() {
    for world in worlds().await {
        let cast = world.cast().await;
        add(&world, &cast, "Écoles <i>", "ecole_enfance").await;
        // Nobody follows it yet.
        let project = world.project(&cast, "acknowledged", "École Prévert").await;
        world
            .run(
                "UPDATE project SET assignee_id = NULL WHERE id = $1",
                [project.0.into()],
            )
            .await;
        let path = format!("/projets/{project}/priorite");
        let propose = [("niveau", "haute"), ("motif", "Utile.")];
        for role in ["seat", "prefecture"] {
            let done = world.ask("POST", &path, cast.get(role), &propose).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
        assert_eq!(world.intake(project).await, "assigned");
        for role in ["lead", "seat"] {
            let sheet = world
                .get(&format!("/projets/{project}"), cast.get(role))
                .await;
            assert!(sheet.body.contains("agent@exemple.fr"), "{role}");
            assert!(
                sheet
                    .body
                    .contains("Projet confié par la règle « Écoles &lt;i&gt; »"),
                "{}",
                sheet.body
            );
            let history = world
                .get(&format!("/projets/{project}/historique"), cast.get(role))
                .await;
            assert!(
                history
                    .body
                    .contains("La règle « Écoles &lt;i&gt; » a confié le projet à Agent Test."),
                "{}",
                history.body
            );
        }
        // No rule: it waits, and the desk and the sheet say why.
        let project = world
            .project(&cast, "acknowledged", "Voirie du bourg")
            .await;
        world
            .run(
                "UPDATE project SET assignee_id = NULL, main_theme = 'voirie' WHERE id = $1",
                [project.0.into()],
            )
            .await;
        let path = format!("/projets/{project}/priorite");
        for role in ["seat", "prefecture"] {
            world.ask("POST", &path, cast.get(role), &propose).await;
        }
        let desk = world
            .get("/territoire?groupe=assign", cast.get("seat"))
            .await;
        assert!(
            desk.body
                .contains("À affecter à la main : aucune règle ne s"),
            "{}",
            desk.body
        );
        let sheet = world
            .get(&format!("/projets/{project}"), cast.get("seat"))
            .await;
        assert!(sheet.queries <= 9, "{} queries", sheet.queries);
        assert!(sheet.body.contains("Ce projet attend d"), "{}", sheet.body);
        let rules = world.get(RULES, cast.get("seat")).await;
        assert!(
            rules
                .body
                .contains("1\u{a0}projet priorisé attend une affectation"),
            "{}",
            rules.body
        );
        assert!(rules.body.contains("Voirie du bourg"));
        add(&world, &cast, "Voirie", "voirie").await;
        let apply = format!("{RULES}/appliquer");
        let fields = [("departement", "49")];
        let done = world.ask("POST", &apply, cast.get("seat"), &fields).await;
        assert!(done.location().contains("fait=regles-appliquees"));
        assert_eq!(world.intake(project).await, "assigned");
    }
}

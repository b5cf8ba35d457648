//! Roles given and ended by national administration, through the whole router, on each engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/world.rs"]
mod world;

use domain::project::SeatKind;
use http::StatusCode;
use services::Once;
use uuid::Uuid;
use world::answer::Answer;
use world::{Cast, Someone, World, worlds};

const LIST: &str = "/administration/personnes";
const GIVE: &str = "/administration/personnes/nommer";

/// Only the administrator is here: seats are empty.
async fn admin(world: &World) -> Someone {
    let admin = world.person("Admin").await;
    world.grant(&admin, "national_admin", "").await;
    admin
}

async fn give(world: &World, who: &Someone, email: &str, rest: &[(&str, &str)]) -> Answer {
    let mut form = vec![("email", email)];
    form.extend_from_slice(rest);
    world.ask("POST", GIVE, who, &form).await
}

/// Role and scope of everybody's roles that are held, by address.
async fn held(world: &World) -> Vec<(String, String)> {
    world
        .pairs(
            "SELECT a, b FROM ( \
                SELECT p.email AS a, g.kind || ' ' || g.scope AS b FROM role_grant g JOIN person p ON p.id = g.person_id \
                WHERE g.ended_at IS NULL \
                UNION ALL \
                SELECT p.email, seat.kind || ' ' || sp.position || ' ' || pair.departement_code FROM seat_person sp \
                JOIN person p ON p.id = sp.person_id JOIN seat ON seat.id = sp.seat_id JOIN pair ON pair.id = seat.pair_id \
                WHERE sp.ended_at IS NULL) held ORDER BY a, b",
        )
        .await
}

fn two(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

/// To whom and what the mails say.
async fn mails(world: &World) -> Vec<String> {
    let rows = world
        .pairs("SELECT payload AS a, kind AS b FROM outbox WHERE kind = 'mail' ORDER BY id")
        .await;
    rows.into_iter().map(|(payload, _)| payload).collect()
}

/// The place or grant of somebody, as addresses write it.
async fn role_of(world: &World, who: &Someone, email: &str) -> String {
    let admin = world.cx(who).await;
    let roles = world.services.roles(&admin, None, None).await.unwrap();
    let line = roles.lines.iter().find(|line| line.email == email);
    line.unwrap().id.to_string()
}

#[tokio::test]
async fn the_first_holder_of_a_departement_without_pair() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let empty = world.get(&format!("{LIST}?departement=2A"), &admin).await;
        assert!(empty.body.contains("Personne ne tient de rôle ici"));
        let seat = [("role", "seat:prefecture"), ("departement", "2A")];
        let answer = give(&world, &admin, "Neuve@Exemple.fr", &seat).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.location(), format!("{LIST}?fait=role-donne"));
        assert_eq!(
            held(&world).await,
            [
                two("admin@exemple.fr", "national_admin "),
                two("neuve@exemple.fr", "prefecture holder 2A")
            ]
        );
        let page = world.get(&format!("{LIST}?departement=2A"), &admin).await;
        for word in [
            "neuve@exemple.fr",
            "Préfecture de la Corse-du-Sud",
            "titulaire",
        ] {
            assert!(page.body.contains(word), "{word} in {}", page.body);
        }
        let elsewhere = world.get(&format!("{LIST}?departement=49"), &admin).await;
        assert!(!elsewhere.body.contains("neuve@exemple.fr"));
        let mails = mails(&world).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("neuve@exemple.fr") && mails[0].contains("/territoire"));
        let again = give(&world, &admin, "neuve@exemple.fr", &seat).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("déjà fait"));
    }
}

#[tokio::test]
async fn a_holder_gives_way_only_when_it_is_said() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let former = world.person("Ancienne").await;
        world.sit(&former, SeatKind::Ddt, "holder").await;
        let deputy = world.person("Suivante").await;
        world.sit(&deputy, SeatKind::Ddt, "deputy").await;
        let seat = [("role", "seat:ddt"), ("departement", "49")];
        let asked = give(&world, &admin, "suivante@exemple.fr", &seat).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("Mettre fin au mandat de Ancienne Test"));
        assert!(
            held(&world)
                .await
                .contains(&two("ancienne@exemple.fr", "ddt holder 49"))
        );
        let place = role_of(&world, &admin, "ancienne@exemple.fr").await;
        let agreed = [seat[0], seat[1], ("remplacer", place.as_str())];
        // Agreed to for one département, the other one's holder stays.
        let neighbour = world.person("Voisine").await;
        world
            .sit_in("44", &neighbour, SeatKind::Ddt, "holder")
            .await;
        let other = [seat[0], ("departement", "44"), agreed[2]];
        let refused = give(&world, &admin, "suivante@exemple.fr", &other).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = give(&world, &admin, "suivante@exemple.fr", &agreed).await;
        assert_eq!(answer.location(), format!("{LIST}?fait=titulaire-remplace"));
        assert_eq!(
            held(&world).await,
            [
                two("admin@exemple.fr", "national_admin "),
                two("suivante@exemple.fr", "ddt holder 49"),
                two("voisine@exemple.fr", "ddt holder 44"),
            ]
        );
        let mails = mails(&world).await;
        assert_eq!(mails.len(), 2, "{mails:?}");
        let told = |mail: &str, to: &str, word: &str| mail.contains(to) && mail.contains(word);
        assert!(
            mails
                .iter()
                .any(|m| told(m, "ancienne@exemple.fr", "plus titulaire"))
        );
        assert!(
            mails
                .iter()
                .any(|m| told(m, "suivante@exemple.fr", "un rôle : titulaire"))
        );
    }
}

#[tokio::test]
async fn agents_and_managers_see_their_ground_at_once() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let (agent, manager) = (world.person("Agent").await, world.person("Cheffe").await);
        assert_eq!(
            world.get("/territoire", &agent).await.status,
            StatusCode::NOT_FOUND
        );
        let fields = [
            ("role", "agent"),
            ("departement", "49"),
            ("themes", "eau"),
            ("themes", "voirie"),
            ("service", "Bureau de l'eau"),
        ];
        let answer = give(&world, &admin, "agent@exemple.fr", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let contract = |code| [("role", "contract_manager"), ("contrat", code)];
        let unknown = give(&world, &admin, "cheffe@exemple.fr", &contract("crte-99-9")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknown.body.contains("Aucun contrat n'a ce code"),
            "{}",
            unknown.body
        );
        let known = give(&world, &admin, "cheffe@exemple.fr", &contract("CRTE-49")).await;
        assert_eq!(known.status, StatusCode::SEE_OTHER, "{}", known.body);
        assert_eq!(
            world.get("/territoire", &agent).await.status,
            StatusCode::OK
        );
        assert_eq!(
            world.get("/crte/crte-49", &manager).await.status,
            StatusCode::OK
        );
        let page = world
            .get(&format!("{LIST}?departement=49"), &admin)
            .await
            .body;
        for word in [
            "Eau et assainissement, Voirie",
            "Bureau de l&#39;eau",
            "CRTE du Val",
        ] {
            let plain = word.replace("&#39;", "'");
            assert!(
                page.contains(word) || page.contains(&plain),
                "{word} in {page}"
            );
        }
        let end = format!(
            "{LIST}/{}/fin",
            role_of(&world, &admin, "agent@exemple.fr").await
        );
        let asked = world.get(&end, &admin).await;
        assert!(asked.body.contains("Mettre fin à ce rôle"));
        let ended = world.ask("POST", &end, &admin, &[]).await;
        assert_eq!(ended.location(), format!("{LIST}?fait=role-termine"));
        assert_eq!(
            world.get("/territoire", &agent).await.status,
            StatusCode::NOT_FOUND
        );
        let gone = world.ask("POST", &end, &admin, &[]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(mails(&world).await[2].contains("plus agent de l'État"));
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let own = format!(
            "{LIST}/{}/fin",
            role_of(&world, &admin, "admin@exemple.fr").await
        );
        let refused = world.ask("POST", &own, &admin, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused
                .body
                .contains("dernière personne de l'administration nationale")
        );
        // Somebody who may not sign in does not count.
        let closed = world.person("Close").await;
        world.grant(&closed, "national_admin", "").await;
        let close = "UPDATE person SET disabled_at = 1 WHERE email = 'close@exemple.fr'";
        world.run(close, []).await;
        let refused = world.ask("POST", &own, &admin, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let given = give(
            &world,
            &admin,
            "deux@exemple.fr",
            &[("role", "national_admin")],
        )
        .await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
        let key = [("cle", "la-cle-du-formulaire")];
        let left = world.ask("POST", &own, &admin, &key).await;
        assert_eq!(left.location(), "/projets?fait=role-termine");
        assert_eq!(world.get(LIST, &admin).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn two_administrators_do_not_take_leave_of_each_other() {
    for world in worlds().await {
        let one = admin(&world).await;
        let two = world.person("Deux").await;
        world.grant(&two, "national_admin", "").await;
        let of = |email| role_of(&world, &one, email);
        let ids = [of("admin@exemple.fr").await, of("deux@exemple.fr").await];
        let ids = ids.map(|id| Uuid::try_parse(&id).unwrap());
        // Both were administrators when their requests came in.
        let (cx_one, cx_two) = (world.cx(&one).await, world.cx(&two).await);
        let once = Once::none();
        let (a, b) = tokio::join!(
            world.services.end_role(&cx_one, ids[1], &once),
            world.services.end_role(&cx_two, ids[0], &once)
        );
        assert_ne!(a.is_ok(), b.is_ok(), "{a:?} {b:?}");
        assert_eq!(held(&world).await.len(), 1);
    }
}

#[tokio::test]
async fn a_seat_named_twice_at_once_has_one_holder() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let seat = [("role", "seat:ddt"), ("departement", "49")];
        let (a, b) = tokio::join!(
            give(&world, &admin, "une@exemple.fr", &seat),
            give(&world, &admin, "autre@exemple.fr", &seat)
        );
        let done = [&a, &b].map(|answer| answer.status == StatusCode::SEE_OTHER);
        assert_ne!(done[0], done[1], "{} {}", a.status, b.status);
        assert_eq!(held(&world).await.len(), 2);
    }
}

#[tokio::test]
async fn the_same_form_twice_is_one_role_and_one_mail() {
    for world in worlds().await {
        let admin = admin(&world).await;
        let form = [
            ("role", "agent"),
            ("departement", "49"),
            ("cle", "la-cle-du-formulaire"),
        ];
        for _ in 0..2 {
            let answer = give(&world, &admin, "agent@exemple.fr", &form).await;
            assert_eq!(answer.location(), format!("{LIST}?fait=role-donne"));
        }
        assert_eq!(held(&world).await.len(), 2);
        assert_eq!(mails(&world).await.len(), 1);
    }
}

#[tokio::test]
async fn a_refused_form_makes_nobody_and_keeps_what_was_typed() {
    for world in worlds().await {
        let admin = admin(&world).await;
        for (fields, sentence) in [
            (
                &[("role", "seat:ddt"), ("departement", "20")][..],
                "Choisissez",
            ),
            (&[("role", "contract_manager")][..], "contrat"),
            (&[][..], "Choisissez"),
        ] {
            let answer = give(&world, &admin, "personne@exemple.fr", fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("personne@exemple.fr"));
            assert!(answer.body.contains(sentence));
        }
        let made = world
            .pairs("SELECT email AS a, email AS b FROM person WHERE email = 'personne@exemple.fr'");
        assert!(made.await.is_empty());
    }
}

#[tokio::test]
async fn a_long_list_has_pages() {
    for world in worlds().await {
        let admin = admin(&world).await;
        for number in 0..60 {
            let who = world.person(&format!("agent-{number}")).await;
            world.grant(&who, "agent", "49").await;
        }
        let lines = |answer: &Answer| answer.body.matches("data-label=\"Depuis\"").count();
        let first = world.get(LIST, &admin).await;
        assert_eq!(lines(&first), 50);
        let (_, next) = first
            .body
            .split_once("href=\"/administration/personnes?apres=")
            .unwrap();
        let (next, _) = next.split_once('"').unwrap();
        let second = world.get(&format!("{LIST}?apres={next}"), &admin).await;
        assert_eq!(lines(&second), 11);
        assert!(!second.body.contains("rôles suivants"));
    }
}

#[tokio::test]
async fn nobody_else_may_know_of_it() {
    for world in worlds().await {
        let cast: Cast = world.cast().await;
        let before = held(&world).await;
        for role in ["seat", "agent", "manager", "lead", "stranger"] {
            let who = cast.get(role);
            assert_eq!(
                world.get(LIST, who).await.status,
                StatusCode::NOT_FOUND,
                "{role}"
            );
            let answer = give(&world, who, "moi@exemple.fr", &[("role", "national_admin")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
        }
        assert_eq!(held(&world).await, before);
    }
}

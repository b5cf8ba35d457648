//! A meeting of a pair through the whole router: opened on a list, decided by two persons on one screen, its minute.
//! On SQLite, and on PostgreSQL when `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/pdf.rs"]
mod pdf;
#[path = "support/world.rs"]
mod world;

use domain::project::SeatKind;
use http::StatusCode;
use world::{Cast, Someone, World, worlds};

const OPEN: [(&str, &str); 2] = [("nom", "Réunion de mars"), ("adresse", "tri=projet")];

/// The address of a meeting that the DDT opens on everything there is, by title.
async fn opened(world: &World, cast: &Cast) -> String {
    let done = world
        .ask("POST", "/territoire/seance", cast.get("seat"), &OPEN)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let to = done.location().to_owned();
    to.split('?').next().unwrap().to_owned()
}

async fn decided(world: &World, who: &Someone, turn: &str, level: &str) -> StatusCode {
    let form = [("niveau", level), ("motif", "MOTIF-EN-SEANCE")];
    let path = format!("{turn}/priorite");
    world.ask("POST", &path, who, &form).await.status
}

/// Without the spaces that do not break.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

async fn states(world: &World) -> Vec<(String, String)> {
    world
        .pairs("SELECT title AS a, COALESCE(priority, '') || ' ' || intake AS b FROM project ORDER BY title")
        .await
}

fn state(title: &str, words: &str) -> (String, String) {
    (title.to_owned(), words.to_owned())
}

#[tokio::test]
async fn two_persons_on_one_screen_decide_one_after_the_other() {
    for world in worlds().await {
        let cast = world.cast().await;
        for title in ["A", "B", "C"] {
            world.project(&cast, "acknowledged", title).await;
        }
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let meeting = opened(&world, &cast).await;
        // Alone, a decision is a proposal.
        let to = decided(&world, ddt, &format!("{meeting}/1"), "haute").await;
        assert_eq!(to, StatusCode::SEE_OTHER);
        assert_eq!(states(&world).await[0], state("A", " acknowledged"));
        // The other seat lends its signature from its own session.
        let join = format!("{meeting}/signature");
        let joined = world.ask("POST", &join, prefecture, &[]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
        assert_eq!(
            decided(&world, ddt, &format!("{meeting}/1"), "haute").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            decided(&world, ddt, &format!("{meeting}/2"), "basse").await,
            StatusCode::SEE_OTHER
        );
        let now = states(&world).await;
        assert_eq!(now[0], state("A", "haute prioritised"));
        assert_eq!(now[1], state("B", "basse prioritised"));
        // Both signed, each by her own name.
        let signed = world
            .pairs(
                "SELECT a.email AS a, b.email AS b FROM priority_decision d JOIN person a ON a.id = d.ddt_signed_by \
                 JOIN person b ON b.id = d.prefecture_signed_by WHERE d.decided_at IS NOT NULL",
            )
            .await;
        assert_eq!(signed.len(), 2);
        assert!(signed.iter().all(|(one, other)| one != other));
        // Taken back, the third waits.
        let leave = format!("{meeting}/signature/retrait");
        assert_eq!(
            world.ask("POST", &leave, prefecture, &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            decided(&world, ddt, &format!("{meeting}/3"), "haute").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(states(&world).await[2], state("C", " acknowledged"));
        let minute = world.get(&format!("{meeting}/compte-rendu"), ddt).await;
        assert!(
            plain(&minute.body).contains("2 décidés, 1 proposé, à signer"),
            "{}",
            minute.body
        );
        assert!(minute.body.contains("MOTIF-EN-SEANCE"));
    }
}

/// What typst would read as code, maths, emphasis, a reference, a comment.
const HOSTILE: &str = "#panic(1) $x$ *gras* _a_ @ref [b] <c> // d \\e";

#[tokio::test]
async fn the_minute_is_a_file_that_says_who_when_what_and_why() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "acknowledged", HOSTILE).await;
        world.project(&cast, "acknowledged", "École de Segré").await;
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let form = [("nom", "Réunion #1 $de$ *mars*"), ("adresse", "tri=projet")];
        let done = world.ask("POST", "/territoire/seance", ddt, &form).await;
        let meeting = done.location().split('?').next().unwrap().to_owned();
        let path = format!("{meeting}/compte-rendu.pdf");
        let draft = pdf::words(&world.bytes(&path, ddt).await);
        assert!(draft.contains("Compterenduprovisoire"), "{draft}");
        let join = format!("{meeting}/signature");
        world.ask("POST", &join, prefecture, &[]).await;
        let why = format!("{HOSTILE} : le devis est là");
        let form = [("niveau", "haute"), ("motif", why.as_str())];
        let decide = format!("{meeting}/1/priorite");
        let done = world.ask("POST", &decide, ddt, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let form = [("suite", "postponed"), ("note", "Devis attendu\nen avril")];
        world
            .ask("POST", &format!("{meeting}/2/note"), ddt, &form)
            .await;
        world.ask("POST", &format!("{meeting}/fin"), ddt, &[]).await;

        let page = world.get(&format!("{meeting}/compte-rendu"), ddt).await;
        assert!(page.body.contains(&format!("href=\"{path}\"")));
        let answer = world.get(&path, ddt).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.kind(), "application/pdf");
        assert_eq!(answer.headers["cache-control"], "private, no-store");
        let name = answer.headers["content-disposition"].to_str().unwrap();
        assert!(
            name.starts_with("attachment; filename=\"compte-rendu-20"),
            "{name}"
        );
        let words = pdf::words(&world.bytes(&path, ddt).await);
        for wanted in [
            "Compte rendu : Réunion #1 $de$ *mars*",
            "Séance du binôme de Maine-et-Loire",
            "Seat Test (Direction départementale des territoires)",
            "Prefecture Test (Préfecture), à partir de",
            "1 décidé, 1 reporté",
            HOSTILE,
            why.as_str(),
            "Décidé : priorité haute à",
            "École de Segré",
            "Devis attendu en avril",
            "Fin",
        ] {
            assert!(
                words.contains(&pdf::squeezed(wanted)),
                "{wanted} in {words}"
            );
        }
        assert!(!words.contains("provisoire"));
    }
}

#[tokio::test]
async fn a_signature_is_lent_by_the_other_seat_alone_and_not_for_ever() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "acknowledged", "A").await;
        let (ddt, prefecture) = (cast.get("seat"), cast.get("prefecture"));
        let meeting = opened(&world, &cast).await;
        let join = format!("{meeting}/signature");
        for (role, status) in [
            ("seat", StatusCode::FORBIDDEN),
            ("agent", StatusCode::FORBIDDEN),
            ("lead", StatusCode::NOT_FOUND),
        ] {
            let answer = world.ask("POST", &join, cast.get(role), &[]).await;
            assert_eq!(answer.status, status, "{role}");
        }
        let joined = world.ask("POST", &join, prefecture, &[]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
        // Thirteen hours later it counts no more.
        world
            .run(
                "UPDATE meeting SET partner_joined_at = partner_joined_at - $1",
                [(13 * 3_600_000_i64).into()],
            )
            .await;
        decided(&world, ddt, &format!("{meeting}/1"), "haute").await;
        assert_eq!(states(&world).await[0], state("A", " acknowledged"));
        // A deputy of her seat comes in her place.
        let deputy = world.person("Deputy").await;
        world.sit(&deputy, SeatKind::Prefecture, "deputy").await;
        let joined = world.ask("POST", &join, &deputy, &[]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
        let leave = format!("{meeting}/signature/retrait");
        world.ask("POST", &leave, &deputy, &[]).await;
        // Lent anew, but she sits there no more.
        world.ask("POST", &join, prefecture, &[]).await;
        world
            .run(
                "UPDATE seat_person SET ended_at = $2 WHERE person_id = $1",
                [prefecture.id.0.into(), world.now().into()],
            )
            .await;
        decided(&world, ddt, &format!("{meeting}/1"), "haute").await;
        assert_eq!(states(&world).await[0], state("A", " acknowledged"));
    }
}

#[tokio::test]
async fn what_is_put_off_says_why_and_a_closed_meeting_does_not_change() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "assigned", "A").await;
        world.project(&cast, "submitted", "B").await;
        let ddt = cast.get("seat");
        let meeting = opened(&world, &cast).await;
        let note = format!("{meeting}/1/note");
        let refused = world
            .ask("POST", &note, ddt, &[("suite", "postponed"), ("note", "")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("suite", "postponed"), ("note", "DEVIS-ATTENDU")];
        let done = world.ask("POST", &note, ddt, &form).await;
        assert_eq!(done.location(), format!("{meeting}/2?fait=seance-notee"));
        // What waits to be acknowledged is not decided, and a decided project is not decided twice.
        for turn in ["1", "2"] {
            let status = decided(&world, ddt, &format!("{meeting}/{turn}"), "haute").await;
            assert_eq!(status, StatusCode::CONFLICT, "{turn}");
        }
        let end = world.ask("POST", &format!("{meeting}/fin"), ddt, &[]).await;
        assert_eq!(end.status, StatusCode::SEE_OTHER);
        let late = world.ask("POST", &note, ddt, &form).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let minute = world.get(&format!("{meeting}/compte-rendu"), ddt).await;
        assert!(minute.body.contains("DEVIS-ATTENDU"));
        assert!(
            plain(&minute.body).contains("1 reporté, 1 pas vu"),
            "{}",
            minute.body
        );
    }
}

#[tokio::test]
async fn a_meeting_is_not_the_collectivites_nor_the_neighbours() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "acknowledged", "A").await;
        let meeting = opened(&world, &cast).await;
        let paths = ["", "/1", "/compte-rendu", "/compte-rendu.pdf", "/fin"];
        for role in ["lead", "editor", "manager", "admin", "stranger"] {
            for path in paths {
                let page = world.get(&format!("{meeting}{path}"), cast.get(role)).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{role} {path}");
            }
        }
        // An agent reads along.
        let page = world.get(&format!("{meeting}/1"), cast.get("agent")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("name=\"niveau\""));
    }
}

#[tokio::test]
async fn a_meeting_on_nothing_is_refused_and_keeps_what_was_typed() {
    for world in worlds().await {
        let cast = world.cast().await;
        world.project(&cast, "acknowledged", "A").await;
        let ddt = cast.get("seat");
        let form = [("nom", ""), ("adresse", "q=ecole")];
        let refused = world.ask("POST", "/territoire/seance", ddt, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("nom", "NOM-TAPE"), ("adresse", "q=introuvable")];
        let refused = world.ask("POST", "/territoire/seance", ddt, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("Aucun projet ne correspond"),
            "{}",
            refused.body
        );
    }
}

//! A list of projects that a seat brings in, through the whole router: the file, its columns, the check, the writing,
//! the report. On SQLite, and on PostgreSQL when `MEC_TEST_POSTGRES_URL` is set.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/world.rs"]
mod world;

use http::StatusCode;
use world::answer::Answer;
use world::{Cast, Someone, World, worlds};

const PATH: &str = "/territoire/import";

/// One new project of Angers, one of Nantes (in another département), one without a title, a formula.
const LIST: &str = "Référence;Intitulé;Commune;Coût total;DETR demandée\r\n\
    A1;Rénover l'école;Angers;120 000;5 000\r\n\
    A2;Halle couverte;Nantes;1;\r\n\
    A3;;Angers;;\r\n\
    A4;=HYPERLINK(1);Saumur;=1+1;\r\n";

fn multipart(key: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "--fin\r\nContent-Disposition: form-data; name=\"cle\"\r\n\r\n{key}\r\n--fin\r\n\
         Content-Disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n--fin--\r\n"].concat()
}

async fn send(world: &World, who: &Someone, name: &str, content: &[u8]) -> Answer {
    let key = world.services.ids.uuid().to_string();
    let kind = "multipart/form-data; boundary=fin";
    let body = multipart(&key, name, content);
    world.send("POST", PATH, who, kind, body).await
}

/// Sends a list that is taken; gives its address.
async fn sent(world: &World, who: &Someone, name: &str, content: &[u8]) -> String {
    let answer = send(world, who, name, content).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

async fn work(world: &World) {
    while world.services.run_due_jobs().await.unwrap() > 0 {}
}

/// What the columns of [`LIST`] are.
const COLUMNS: [(&str, &str); 7] = [
    ("colonne-0", "reference"),
    ("colonne-1", "title"),
    ("colonne-2", "commune"),
    ("colonne-3", "cost"),
    ("colonne-4", "somme-asked"),
    ("donneur-4", "État"),
    ("etat", "submitted"),
];

async fn check(world: &World, who: &Someone, import: &str, form: &[(&str, &str)]) -> Answer {
    let path = format!("{import}/verifier");
    world.ask("POST", &path, who, form).await
}

/// Checks a list and gives the page that tells what it would change.
async fn checked(world: &World, who: &Someone, import: &str) -> Answer {
    let answer = check(world, who, import, &COLUMNS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let waits = world.get(import, who).await;
    assert!(waits.body.contains("le travail continue"), "{}", waits.body);
    work(world).await;
    world.get(import, who).await
}

async fn confirm(world: &World, who: &Someone, page: &Answer, import: &str) {
    let key = page.hidden("cle");
    let path = format!("{import}/importer");
    for _ in 0..2 {
        let answer = world.ask("POST", &path, who, &[("cle", &key)]).await;
        assert_eq!(answer.location(), import);
    }
    work(world).await;
}

/// The text of a page without its tags and with plain spaces and apostrophes.
fn words(page: &Answer) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in page.body.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            '\u{a0}' | '\u{202f}' if !inside => text.push(' '),
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.replace("&#x27;", "'").replace("&#39;", "'")
}

async fn projects(world: &World) -> Vec<(String, String)> {
    let query =
        "SELECT title AS a, departement_code || ' ' || intake AS b FROM project ORDER BY title";
    world.pairs(query).await
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0_u32..).zip(LIST.lines()) {
        for (column, cell) in (0_u16..).zip(line.trim().split(';')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_list_is_looked_at_checked_written_and_changes_nothing_a_second_time() {
    let files = [
        ("liste.csv", LIST.as_bytes().to_vec()),
        ("Liste.XLSX", workbook()),
    ];
    for (name, content) in files {
        for world in worlds().await {
            let cast = world.cast().await;
            let seat = cast.get("seat");
            let first = world.get(PATH, seat).await;
            assert!(first.body.contains("Aucun import"), "{}", first.body);
            let import = sent(&world, seat, name, &content).await;
            let page = world.get(&import, seat).await;
            assert!(
                words(&page).contains("Par exemple : Rénover l'école"),
                "{}",
                words(&page)
            );
            let page = checked(&world, seat, &import).await;
            let told = words(&page);
            assert!(told.contains("Importer 2 projets"), "{told}");
            assert!(
                told.contains("ce projet est dans un autre département (1)"),
                "{told}"
            );
            assert!(told.contains("Ligne 3, « Halle couverte »"), "{told}");
            assert!(told.contains("il n'y a pas d'intitulé (1)"), "{told}");
            assert_eq!(projects(&world).await, [], "nothing is written yet");
            confirm(&world, seat, &page, &import).await;
            let done = words(&world.get(&import, seat).await);
            assert!(done.contains("Projets ajoutés2"), "{done}");
            let there = [
                pair("=HYPERLINK(1)", "49 submitted"),
                pair("Rénover l'école", "49 submitted"),
            ];
            assert_eq!(projects(&world).await, there);
            let who = "SELECT p.first_name AS a, f.source || ' ' || f.scheme AS b FROM event e \
                 JOIN person p ON p.id = e.actor_id JOIN funding_line f ON f.project_id = e.project_id \
                 WHERE e.kind = 'imported'";
            assert_eq!(world.pairs(who).await, [pair("Seat", "État DETR")]);
            let again = sent(&world, seat, name, &content).await;
            let page = words(&checked(&world, seat, &again).await);
            assert!(page.contains("rien à importer"), "{page}");
            assert!(page.contains("Projets inchangés2"), "{page}");
            let list = words(&world.get(PATH, seat).await);
            assert!(
                list.contains("Importée") && list.contains("Vérifiée"),
                "{list}"
            );
        }
    }
}

#[tokio::test]
async fn the_report_tells_every_line_and_holds_no_formula() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let import = sent(&world, seat, "liste.csv", LIST.as_bytes()).await;
        let path = format!("{import}/rapport.csv");
        let before = world.get(&path, seat).await;
        assert_eq!(before.status, StatusCode::NOT_FOUND, "there is none yet");
        checked(&world, seat, &import).await;
        let report = world.get(&path, seat).await;
        assert_eq!(report.kind(), "text/csv");
        let lines: Vec<&str> = report.body.lines().collect();
        assert!(lines[0].ends_with("\"Explication\""), "{}", lines[0]);
        let has = |start: &str, end: &str| {
            let found = |line: &str| line.starts_with(start) && line.ends_with(end);
            assert!(
                lines.iter().any(|line| found(line)),
                "{start}: {}",
                report.body
            );
        };
        has(
            "3;\"refusé\";\"other_departement\"",
            "\"ce projet est dans un autre département\"",
        );
        has("4;\"refusé\";\"no_title\"", "\"il n'y a pas d'intitulé\"");
        has(
            "5;\"attention\";\"bad_amount\";\"Coût total\";\"'=1+1\"",
            "laissé vide\"",
        );
    }
}

#[tokio::test]
async fn a_reference_of_another_departement_is_neither_changed_nor_shown() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let project = world.project(&cast, "assigned", "Secret de Nantes").await;
        world
            .run(
                "UPDATE project SET departement_code = '44' WHERE id = $1",
                [project.0.into()],
            )
            .await;
        world
            .run(
                "INSERT INTO external_reference (id, project_id, system, identifier) VALUES ($1, $2, 'liste-49', 'A1')",
                [world.services.ids.uuid().into(), project.0.into()],
            )
            .await;
        let import = sent(&world, seat, "liste.csv", LIST.as_bytes()).await;
        let page = checked(&world, seat, &import).await;
        let told = words(&page);
        assert!(told.contains("autre département (2)"), "{told}");
        assert!(!told.contains("Nantes"), "{told}");
        confirm(&world, seat, &page, &import).await;
        let there = [
            pair("=HYPERLINK(1)", "49 submitted"),
            pair("Secret de Nantes", "44 assigned"),
        ];
        assert_eq!(projects(&world).await, there);
    }
}

#[tokio::test]
async fn a_seat_that_ended_imports_nothing_and_others_know_of_nothing() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let import = sent(&world, seat, "liste.csv", LIST.as_bytes()).await;
        let page = checked(&world, seat, &import).await;
        hidden(&world, &cast, &import).await;
        let key = page.hidden("cle");
        let path = format!("{import}/importer");
        world.ask("POST", &path, seat, &[("cle", &key)]).await;
        world
            .run(
                "DELETE FROM seat_person WHERE person_id = $1",
                [seat.id.0.into()],
            )
            .await;
        work(&world).await;
        assert_eq!(projects(&world).await, []);
        let gone = world.get(&import, seat).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        // The other seat of the pair takes over.
        let other = cast.get("prefecture");
        let told = words(&world.get(&import, other).await);
        assert!(told.contains("avait plus de siège"), "{told}");
        let page = checked(&world, other, &import).await;
        confirm(&world, other, &page, &import).await;
        assert_eq!(projects(&world).await.len(), 2);
    }
}

async fn hidden(world: &World, cast: &Cast, import: &str) {
    for role in ["lead", "agent", "assignee", "manager", "admin", "stranger"] {
        let who = cast.get(role);
        for path in [import, &format!("{import}/rapport.csv")] {
            let answer = world.get(path, who).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} as {role}");
        }
        // The stranger has a seat elsewhere, and imports of its own there.
        if role != "stranger" {
            let answer = world.get(PATH, who).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
            let answer = send(world, who, "liste.csv", LIST.as_bytes()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
        }
        let answer = check(world, who, import, &COLUMNS).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
    }
}

#[tokio::test]
async fn what_is_no_list_is_refused_with_a_sentence() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let large = vec![b'a'; 20_000_001];
        let cases: [(&str, &[u8], &str); 6] = [
            ("liste.csv", b"", "Ce fichier est vide"),
            (
                "liste.pdf",
                b"%PDF-1.7",
                "ne pouvons pas lire ce fichier comme une liste",
            ),
            (
                "liste.xlsx",
                b"PK\x03\x04 rien",
                "ne pouvons pas lire ce fichier comme une liste",
            ),
            (
                "liste.csv",
                b"Intitul\xc3\xa9;Commune\n",
                "ne pouvons pas lire ce fichier comme une liste",
            ),
            ("liste.csv", &large, "Ce fichier est trop lourd"),
            ("", b"", "Choisissez au moins un fichier"),
        ];
        for (name, content, sentence) in cases {
            let answer = send(&world, seat, name, content).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{sentence}"
            );
            assert!(words(&answer).contains(sentence), "{}", words(&answer));
        }
        let kept = world
            .pairs("SELECT name AS a, state AS b FROM list_import")
            .await;
        assert_eq!(kept, []);
    }
}

#[tokio::test]
async fn columns_said_wrong_are_refused_and_kept_as_they_were_said() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let hostile =
            "<script>alert(1)</script>;\u{202e}Intitulé;Commune\r\n<b>x</b>;Pont;Angers\r\n";
        let import = sent(&world, seat, "<b>.csv", hostile.as_bytes()).await;
        let page = world.get(&import, seat).await;
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<b>x"));
        let twice = [
            ("colonne-0", "commune"),
            ("colonne-2", "commune"),
            ("annee", "12"),
        ];
        let answer = check(&world, seat, &import, &twice).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = words(&answer);
        for sentence in [
            "Dites quelle colonne donne l'intitulé",
            "Une autre colonne donne déjà cela",
            "Écrivez un nombre entre",
            "Choisissez une réponse",
        ] {
            assert!(told.contains(sentence), "{told}");
        }
        assert!(
            answer.body.contains("value=\"12\""),
            "what was typed is kept"
        );
        let right = [
            ("colonne-1", "title"),
            ("colonne-2", "commune"),
            ("etat", "acknowledged"),
        ];
        let answer = check(&world, seat, &import, &right).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", words(&answer));
        work(&world).await;
        let page = world.get(&import, seat).await;
        assert!(
            words(&page).contains("Importer 1 projet"),
            "{}",
            words(&page)
        );
        confirm(&world, seat, &page, &import).await;
        assert_eq!(projects(&world).await, [pair("Pont", "49 acknowledged")]);
    }
}

#[tokio::test]
async fn imports_of_a_month_ago_are_forgotten_with_their_files() {
    for world in worlds().await {
        let cast = world.cast().await;
        let seat = cast.get("seat");
        let import = sent(&world, seat, "liste.csv", LIST.as_bytes()).await;
        checked(&world, seat, &import).await;
        world.services.sweep().await.unwrap();
        assert_eq!(world.get(&import, seat).await.status, StatusCode::OK);
        let keys = world
            .pairs("SELECT file_key AS a, report_key AS b FROM list_import")
            .await
            .remove(0);
        let old = world.now() - 31 * 86_400_000;
        world
            .run("UPDATE list_import SET created_at = $1", [old.into()])
            .await;
        world.services.sweep().await.unwrap();
        assert_eq!(world.get(&import, seat).await.status, StatusCode::NOT_FOUND);
        for key in [keys.0, keys.1] {
            assert!(world.services.files.open(&key).await.is_err());
        }
    }
}

//! Step 1 through the whole router, as a browser without scripts does it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "deposit/refused.rs"]
mod refused;
#[path = "deposit/theme.rs"]
mod theme;

use app::http::AppState;
use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use server::config::Config;
use services::{Services, secret};
use store::{Db, sql};
use tower::ServiceExt;

const HOSTILE: &str = "</textarea><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>";

struct Site {
    router: Router,
    services: Services,
    _folder: tempfile::TempDir,
}

/// What came back.
struct Answer {
    status: StatusCode,
    location: String,
    cookie: Option<String>,
    body: String,
}

async fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let vars = [("MEC_DATABASE_URL".to_owned(), url)].into();
    let config = Config::from_vars(&vars).unwrap();
    let services = server::start::services(&config).await.unwrap();
    let leptos = LeptosOptions::builder().output_name("mec").build();
    let state = AppState {
        services: services.clone(),
        leptos,
    };
    Site {
        router: server::router::build(state, &config),
        services,
        _folder: folder,
    }
}

impl Site {
    async fn ask(&self, method: &str, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name: header::HeaderName| {
            let value = response.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let (location, cookie) = (
            text(header::LOCATION).unwrap_or_default(),
            text(header::SET_COOKIE),
        );
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer {
            status,
            location,
            cookie,
            body,
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.ask("GET", path, cookie, &[]).await
    }

    /// Begins a deposit: the draft's address and the browser's cookie.
    async fn begin(&self, cookie: &str) -> (String, String) {
        let begun = self.ask("POST", "/projets/nouveau", cookie, &[]).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        let cookie = begun.cookie.unwrap().split(';').next().unwrap().to_owned();
        let draft = begun.location.strip_suffix("/quoi").unwrap().to_owned();
        (draft, cookie)
    }

    /// Fills the screens in, each "Continuer" leading to the next one.
    async fn fill(&self, draft: &str, cookie: &str) {
        type Fields = [(&'static str, &'static str)];
        let screens: [(&str, &str, &Fields); 5] = [
            (
                "quoi",
                "ou",
                &[
                    ("titre", "Rénover l'école Jean-Moulin"),
                    ("resume", "Isoler les murs."),
                    ("theme_principal", "ecole_enfance"),
                    ("themes", "energie"),
                ],
            ),
            // As somebody types it who chooses nothing in a list.
            (
                "ou",
                "qui",
                &[("commune_cherchee", "49007"), ("adresse", "3 rue du Stade")],
            ),
            (
                "qui",
                "avancement",
                &[
                    ("porteur", "commune:49007"),
                    ("contact_prenom", "Claire"),
                    ("contact_nom", "Martin"),
                    ("contact_telephone", "02 41 00 00 00"),
                    ("courriel", "mairie@exemple.fr"),
                ],
            ),
            (
                "avancement",
                "besoins",
                &[
                    ("phase", "etude"),
                    ("etat", "en_cours"),
                    ("cout", "1,2 M€"),
                    ("debut", "01/09/2026"),
                    ("aide_source_1", "DETR"),
                    ("aide_montant_1", "350 k€"),
                    ("aide_etat_1", "asked"),
                ],
            ),
            (
                "besoins",
                "relire",
                &[("besoins", "Il manque 80 000 €"), ("blocages", "funding")],
            ),
        ];
        for (step, next, fields) in screens {
            let answer = self
                .ask("POST", &format!("{draft}/{step}"), cookie, fields)
                .await;
            assert_eq!(
                (answer.status, answer.location),
                (StatusCode::SEE_OTHER, format!("{draft}/{next}")),
                "{step}"
            );
        }
    }

    async fn sign_in(&self, email: &str) -> String {
        let (person, session) = (self.services.ids.uuid(), self.services.ids.uuid());
        let token = secret::token(self.services.ids.secret());
        let now = self.services.clock.now().0;
        let tx = self.services.db.begin().await.unwrap();
        let sql = "INSERT INTO person (id, email, created_at) VALUES ($1, $2, $3)";
        sql::run(&*tx, sql, [person.into(), email.into(), now.into()])
            .await
            .unwrap();
        let sql = "INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) \
                   VALUES ($1, $2, $3, $4, $4, $5)";
        let hash = secret::hash(&token);
        let values = [
            session.into(),
            person.into(),
            hash.into(),
            now.into(),
            (now + 1_000_000).into(),
        ];
        sql::run(&*tx, sql, values).await.unwrap();
        tx.commit().await.unwrap();
        format!("session={token}")
    }

    async fn count(&self, table: &str) -> u64 {
        count(&self.services.db, table).await
    }
}

/// The rows of a table: those that an update, never committed, touches.
async fn count(db: &Db, table: &str) -> u64 {
    let column = if table == "project" {
        "id"
    } else {
        "project_id"
    };
    let tx = db.begin().await.unwrap();
    sql::run(&*tx, &format!("UPDATE {table} SET {column} = {column}"), [])
        .await
        .unwrap()
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[tokio::test]
async fn a_deposit_goes_from_the_first_screen_to_the_sheet() {
    let site = site().await;
    assert!(
        site.get("/projets/nouveau", "")
            .await
            .body
            .contains("Commencer")
    );
    let (draft, browser) = site.begin("").await;
    site.fill(&draft, &browser).await;
    let review = site.get(&format!("{draft}/relire"), &browser).await;
    assert_eq!(review.status, StatusCode::OK);
    for words in [
        "Rénover l&#x27;école",
        "Angers",
        "1\u{202f}200\u{202f}000",
        "DETR",
        "1er septembre 2026",
    ] {
        assert!(
            review.body.contains(words) || review.body.contains(&words.replace("&#x27;", "'")),
            "{words}"
        );
    }
    // Nobody is signed in: the address is confirmed first, and nothing is deposited.
    let asked = site
        .ask("POST", &format!("{draft}/envoyer"), &browser, &[])
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert!(
        asked.location.starts_with("/connexion"),
        "{}",
        asked.location
    );
    assert_eq!(site.count("project").await, 0);
    // Signed in, the same browser: a look deposits nothing, a press does.
    let cookies = format!("{browser}; {}", site.sign_in("mairie@exemple.fr").await);
    let look = site.get(&format!("{draft}/envoyer"), &cookies).await;
    assert!(look.body.contains("Votre adresse est vérifiée"));
    assert_eq!(site.count("project").await, 0);
    let sent = site
        .ask("POST", &format!("{draft}/envoyer"), &cookies, &[])
        .await;
    assert!(sent.location.ends_with("?fait=depose"), "{}", sent.location);
    let sheet = site.get(&sent.location, &cookies).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.body.contains("Qui a été prévenu") && sheet.body.contains("Préfecture"));
    for (table, rows) in [
        ("project", 1),
        ("project_theme", 2),
        ("funding_line", 1),
        ("blocker", 1),
        ("member", 1),
        ("event", 2),
    ] {
        assert_eq!(site.count(table).await, rows, "{table}");
    }
    // Pressed again: the same project.
    let again = site
        .ask("POST", &format!("{draft}/envoyer"), &cookies, &[])
        .await;
    assert_eq!(again.location, sent.location);
    assert_eq!(site.count("project").await, 1);
    let list = site.get("/projets", &cookies).await;
    assert!(
        list.body.contains("Attend d"),
        "the list says what the project waits for"
    );
}

#[tokio::test]
async fn a_draft_is_for_its_browser_only() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    for cookie in ["", "depot=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let other = site.get(&format!("{draft}/quoi"), cookie).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let write = site
            .ask(
                "POST",
                &format!("{draft}/quoi"),
                cookie,
                &[("titre", "À moi")],
            )
            .await;
        assert_eq!(write.status, StatusCode::NOT_FOUND);
    }
    let signed_in = site.sign_in("autre@exemple.fr").await;
    assert_eq!(
        site.get(&format!("{draft}/quoi"), &signed_in).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.get(&format!("{draft}/quoi"), &browser).await.status,
        StatusCode::OK
    );
    assert_eq!(
        site.get(&format!("{draft}/licorne"), &browser).await.status,
        StatusCode::NOT_FOUND
    );
    // Once it is a person's, it asks to sign in again; what was being typed is kept all the same.
    let mine = format!("{browser}; {}", site.sign_in("mairie@exemple.fr").await);
    assert_eq!(
        site.get(&format!("{draft}/quoi"), &mine).await.status,
        StatusCode::OK
    );
    assert_eq!(
        site.get(&format!("{draft}/quoi"), &browser).await.status,
        StatusCode::SEE_OTHER
    );
    let late = [
        ("titre", "Écrit après la fin de la session"),
        ("action", "plus_tard"),
    ];
    assert_eq!(
        site.ask("POST", &format!("{draft}/quoi"), &browser, &late)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(
        site.get(&format!("{draft}/quoi"), &mine)
            .await
            .body
            .contains("Écrit après la fin de la session")
    );
}

#[tokio::test]
async fn hostile_text_is_text() {
    let site = site().await;
    let (draft, browser) = site.begin("").await;
    site.fill(&draft, &browser).await;
    let steps = domain::deposit::Step::ALL
        .iter()
        .filter(|step| !step.fields().is_empty());
    for step in steps.clone() {
        let fields: Vec<(&str, &str)> = step.fields().iter().map(|name| (*name, HOSTILE)).collect();
        let answer = site
            .ask("POST", &format!("{draft}/{step}"), &browser, &fields)
            .await;
        assert_sound(&answer, step.code());
    }
    for page in ["quoi", "ou", "qui", "avancement", "besoins", "relire"] {
        assert_sound(&site.get(&format!("{draft}/{page}"), &browser).await, page);
    }
    // Deposited, as far as the fields take it.
    site.fill(&draft, &browser).await;
    let texts = [
        ("titre", HOSTILE),
        ("resume", HOSTILE),
        ("theme_principal", "eau"),
    ];
    site.ask("POST", &format!("{draft}/quoi"), &browser, &texts)
        .await;
    let cookies = format!("{browser}; {}", site.sign_in("mairie@exemple.fr").await);
    let sent = site
        .ask("POST", &format!("{draft}/envoyer"), &cookies, &[])
        .await;
    assert!(sent.location.ends_with("?fait=depose"), "{}", sent.location);
    for page in [sent.location.as_str(), "/projets", "/", "/stats"] {
        assert_sound(&site.get(page, &cookies).await, page);
    }
}

fn assert_sound(answer: &Answer, place: &str) {
    assert!(
        answer.status != StatusCode::INTERNAL_SERVER_ERROR,
        "{place}"
    );
    assert!(!answer.body.contains("<script>alert(1)"), "{place}");
    assert!(!answer.body.contains("<img src=x"), "{place}");
}

#[tokio::test]
async fn the_search_answers_scripts() {
    let site = site().await;
    let found = site.get("/api/interne/communes?q=angers", "").await;
    assert!(
        found.body.starts_with('[') && found.body.contains("49007"),
        "{}",
        found.body
    );
    assert_eq!(site.get("/api/interne/communes", "").await.body, "[]");
}

#[tokio::test]
async fn public_pages_answer() {
    let site = site().await;
    for page in [
        "/",
        "/stats",
        "/accessibilite",
        "/mentions-legales",
        "/donnees-personnelles",
    ] {
        let answer = site.get(page, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert_eq!(answer.body.matches("<h1").count(), 1, "{page}");
    }
    assert!(
        site.get("/.well-known/security.txt", "")
            .await
            .body
            .starts_with("Contact: ")
    );
}

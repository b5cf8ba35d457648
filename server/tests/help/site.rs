//! A whole site on a fresh database of each engine, with one project and people around it.

use app::http::AppState;
use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use server::config::Config;
use services::{Actor, Cx, Services, secret};
use store::{Db, sql};
use tower::ServiceExt;
use uuid::Uuid;

/// Words that would act if they were not escaped.
pub const HOSTILE: &str =
    "</textarea><script>alert(1)</script>\"'&<img src=x onerror=alert(2)> ${7*7} «é»";

/// A site, a project on it, and the cookies of people around it.
pub struct Site {
    router: Router,
    /// The use cases, for what is no page.
    pub services: Services,
    /// Address of the project's sheet.
    pub sheet: String,
    /// Cookie of the project's lead.
    pub lead: String,
    /// Cookie of a reader.
    pub reader: String,
    /// Cookie of an expert.
    pub expert: String,
    /// Cookie of somebody who is not on the project.
    pub stranger: String,
    _folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it sends to; empty otherwise.
    pub location: String,
    /// Statements it cost.
    pub queries: u32,
    body: String,
}

impl Answer {
    /// Whether the page holds these words, as HTML.
    pub fn has(&self, words: &str) -> bool {
        self.body.contains(words) || self.body.contains(&words.replace("&#x27;", "'"))
    }

    /// The hostile words are there, and only as text.
    pub fn holds_hostile_text_as_text(&self) {
        assert!(
            !self.body.contains("<script>alert(1)"),
            "a script of others"
        );
        assert!(!self.body.contains("<img src=x"), "an element of others");
        assert!(
            self.body.contains("&lt;script&gt;alert(1)"),
            "the words are shown"
        );
    }
}

/// One site an engine: SQLite always, PostgreSQL when `MEC_TEST_POSTGRES_URL` names a server where databases
/// may be made.
pub async fn sites() -> Vec<Site> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let mut sites = vec![site(url, folder).await];
    if let Ok(server) = std::env::var("MEC_TEST_POSTGRES_URL") {
        let name = format!("mec_help_{}", Uuid::now_v7().simple());
        let db = Db::connect(&server).await.unwrap();
        sql::run(db.read(), &format!("CREATE DATABASE {name}"), [])
            .await
            .unwrap();
        let (base, query) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(b, q)| {
                (b, format!("?{q}"))
            });
        let (host, _) = base.rsplit_once('/').unwrap();
        let url = format!("{host}/{name}{query}");
        Db::connect(&url).await.unwrap().migrate().await.unwrap();
        sites.push(site(url, tempfile::tempdir().unwrap()).await);
    }
    sites
}

async fn site(url: String, folder: tempfile::TempDir) -> Site {
    let files = format!("file://{}", folder.path().join("files").display());
    let vars = [
        ("MEC_DATABASE_URL".to_owned(), url),
        ("MEC_FILES_URL".to_owned(), files),
    ]
    .into();
    let config = Config::from_vars(&vars).unwrap();
    let services = server::start::services(&config).await.unwrap();
    let leptos = LeptosOptions::builder().output_name("mec").build();
    let state = AppState {
        services: services.clone(),
        leptos,
    };
    let mut site = Site {
        router: server::router::build(state, &config),
        services,
        sheet: String::new(),
        lead: String::new(),
        reader: String::new(),
        expert: String::new(),
        stranger: String::new(),
        _folder: folder,
    };
    let project = site.project().await;
    site.sheet = format!("/projets/{project}");
    site.lead = site.member(project, "Léa", "Lead", Some("lead")).await;
    site.reader = site.member(project, "Rémi", "Reader", Some("reader")).await;
    site.expert = site.member(project, "Eva", "Expert", Some("expert")).await;
    site.stranger = site.member(project, "Sacha", "Stranger", None).await;
    site
}

impl Site {
    async fn run<const N: usize>(&self, sql: &str, values: [Value; N]) {
        let tx = self.services.db.begin().await.unwrap();
        sql::run(&*tx, sql, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn project(&self) -> Uuid {
        let (id, bearer) = (self.services.ids.uuid(), self.services.ids.uuid());
        let now = self.services.clock.now().0;
        self.run(
            "INSERT INTO collectivity (id, kind, code, name, departement_code, created_at) \
             VALUES ($1, 'commune', '49007', 'Angers', '49', $2)",
            [bearer.into(), now.into()],
        )
        .await;
        self.run(
            "INSERT INTO project (id, number, title, bearer_id, departement_code, main_theme, phase, phase_status, \
                 intake, intake_since, total_cost_cents, created_at, updated_at, last_activity_at) \
             VALUES ($1, 1, 'Rénover l''école', $2, '49', 'ecole_enfance', 'etude', 'en_cours', 'assigned', $3, 120000000, $3, $3, $3)",
            [id.into(), bearer.into(), now.into()],
        )
        .await;
        id
    }

    async fn member(&self, project: Uuid, first: &str, last: &str, role: Option<&str>) -> String {
        let (person, session) = (self.services.ids.uuid(), self.services.ids.uuid());
        let token = secret::token(self.services.ids.secret());
        let now = self.services.clock.now().0;
        let email = format!("{last}@exemple.fr");
        self.run(
            "INSERT INTO person (id, email, first_name, last_name, created_at) VALUES ($1, $2, $3, $4, $5)",
            [person.into(), email.into(), first.into(), last.into(), now.into()],
        )
        .await;
        let hash = secret::hash(&token);
        self.run(
            "INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            [
                session.into(),
                person.into(),
                hash.into(),
                now.into(),
                (now + 1_000_000).into(),
            ],
        )
        .await;
        if let Some(role) = role {
            self.run(
                "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, $3, $4)",
                [project.into(), person.into(), role.into(), now.into()],
            )
            .await;
        }
        format!("session={token}")
    }

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
        let text = |name: &str| {
            let value = response.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let (location, queries) = (text("location"), text("x-queries").parse().unwrap_or(0));
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            location,
            queries,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// A part of the project's sheet; an empty cookie is nobody.
    pub async fn get(&self, cookie: &str, part: &str) -> Answer {
        self.ask("GET", &format!("{}{part}", self.sheet), cookie, &[])
            .await
    }

    /// Any address.
    pub async fn get_at(&self, cookie: &str, path: &str) -> Answer {
        self.ask("GET", path, cookie, &[]).await
    }

    /// Sends a form of the project's sheet.
    pub async fn post(&self, cookie: &str, part: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask("POST", &format!("{}{part}", self.sheet), cookie, fields)
            .await
    }

    async fn row(&self, sql: &str) -> QueryResult {
        let db = &self.services.db;
        let statement = Statement::from_string(db.backend(), sql.to_owned());
        db.read().query_one_raw(statement).await.unwrap().unwrap()
    }

    /// The number that a query gives as `n`.
    pub async fn count(&self, sql: &str) -> i64 {
        self.row(sql).await.try_get("", "n").unwrap()
    }

    /// The id that a query gives as `n`, as addresses write it.
    pub async fn id(&self, sql: &str) -> String {
        self.row(sql)
            .await
            .try_get::<Uuid>("", "n")
            .unwrap()
            .to_string()
    }

    /// Nobody's context.
    pub fn cx_of_nobody(&self) -> Cx {
        Cx {
            actor: Actor::Visitor,
            request_id: "test".to_owned(),
        }
    }
}

/// Percent-encodes all but letters and digits.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

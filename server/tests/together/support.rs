//! A small world: a site on a fresh database, people signed in to it, projects.

use adapters::antivirus::Clamd;
use adapters::files::Files;
use app::http::AppState;
use axum::Router;
use axum::body::Body;
use domain::timestamp::Timestamp;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use sea_orm::{FromQueryResult, Value};
use server::config::Config;
use services::ports::{Clock, Ids, Scanner, SystemIds};
use services::territory::Territories;
use services::{Services, Settings, secret};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Db, sql};
use tower::ServiceExt;
use uuid::Uuid;

/// Tuesday 3 March 2026, 10:00 in Paris.
pub const START: i64 = 1_772_528_400_000;

/// A clock that stands still until told otherwise.
pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A site.
pub struct World {
    /// Its use cases.
    pub services: Services,
    router: Router,
    clock: Arc<TestClock>,
    folder: tempfile::TempDir,
}

/// Somebody signed in.
#[derive(Clone)]
pub struct Someone {
    /// The person.
    pub id: Uuid,
    /// The session cookie; empty for a visitor.
    token: String,
}

/// What was answered.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where a redirection goes.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The first value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let at = text
            .find(&format!("name=\"{name}\""))
            .unwrap_or_else(|| panic!("no field {name} in {text}"));
        let rest = &text[at..];
        let value = &rest[rest.find("value=\"").unwrap() + 7..];
        value[..value.find('"').unwrap()].to_owned()
    }
}

/// One part of a form: its name, the file's name, the content.
pub type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// One world per engine; `clamd` is the address of an antivirus, if any.
pub async fn worlds(clamd: Option<&str>) -> Vec<World> {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite://{}", folder.path().join("mec.db").display());
    let mut worlds = vec![World::new(&sqlite, folder, clamd).await];
    if let Ok(url) = std::env::var("MEC_TEST_POSTGRES_URL") {
        let name = format!("mec_test_{}", SystemIds.uuid().simple());
        Db::connect(&url)
            .await
            .unwrap()
            .create_database(&name)
            .await
            .unwrap();
        let (base, query) = url
            .split_once('?')
            .map_or((url.as_str(), String::new()), |(b, q)| (b, format!("?{q}")));
        let (host, _) = base.rsplit_once('/').unwrap();
        worlds.push(
            World::new(
                &format!("{host}/{name}{query}"),
                tempfile::tempdir().unwrap(),
                clamd,
            )
            .await,
        );
    }
    worlds
}

impl World {
    async fn new(url: &str, folder: tempfile::TempDir, clamd: Option<&str>) -> Self {
        let db = Db::connect(url).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(START)));
        let files =
            Files::open(&format!("file://{}", folder.path().join("files").display())).unwrap();
        let services = Services {
            db,
            clock: clock.clone(),
            ids: Arc::new(SystemIds),
            settings: Arc::new(Settings {
                base_url: "http://localhost:3000".to_owned(),
                demo: false,
            }),
            territories: Territories::embedded().unwrap(),
            files: Arc::new(files),
            scanner: clamd.map(|url| Arc::new(Clamd::parse(url).unwrap()) as Arc<dyn Scanner>),
            mailer: None,
            press: Arc::new(adapters::press::Typst::new().unwrap()),
            wording: Arc::new(app::i18n::events::French),
            sheets: Arc::new(app::desk::export::Files),
            counts: services::desk::table::Kept::default(),
            wake: Arc::default(),
            live: Arc::default(),
        };
        let state = AppState {
            services: services.clone(),
            leptos: leptos::config::LeptosOptions::builder()
                .output_name("mec")
                .build(),
        };
        let config = Config::from_vars(&BTreeMap::new()).unwrap();
        let router = server::router::build(state, &config);
        Self {
            services,
            router,
            clock,
            folder,
        }
    }

    /// Moves the clock on.
    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// How many contents the file store holds.
    pub fn contents(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            std::fs::read_dir(folder)
                .map(|entries| {
                    entries
                        .flatten()
                        .map(|e| {
                            if e.path().is_dir() {
                                count(&e.path())
                            } else {
                                1
                            }
                        })
                        .sum()
                })
                .unwrap_or(0)
        }
        count(&self.folder.path().join("files"))
    }

    /// Runs a statement.
    pub async fn run(&self, statement: &str, values: Vec<Value>) {
        let tx = self.services.db.begin().await.unwrap();
        sql::run(&*tx, statement, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Counts lines: `count("message WHERE …", …)`.
    pub async fn count(&self, what: &str, values: Vec<Value>) -> i64 {
        let text = format!("SELECT COUNT(*) AS count FROM {what}");
        let row: Option<Count> = sql::one(self.services.db.read(), &text, values)
            .await
            .unwrap();
        row.unwrap().count
    }

    fn id(&self) -> Uuid {
        self.services.ids.uuid()
    }

    /// A person signed in.
    pub async fn someone(&self, email: &str) -> Someone {
        let (id, session) = (self.id(), self.id());
        let token = secret::token(self.services.ids.secret());
        let name = email.split('@').next().unwrap().to_owned();
        self.run(
            "INSERT INTO person (id, email, first_name, last_name, created_at) VALUES ($1, $2, $3, 'Test', $4)",
            vec![id.into(), email.into(), name.into(), START.into()],
        )
        .await;
        self.run(
            "INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            vec![
                session.into(),
                id.into(),
                secret::hash(&token).into(),
                START.into(),
                (START + 30 * 86_400_000).into(),
            ],
        )
        .await;
        Someone { id, token }
    }

    /// Nobody.
    pub fn visitor(&self) -> Someone {
        Someone {
            id: Uuid::nil(),
            token: String::new(),
        }
    }

    /// A deposited project of the Maine-et-Loire.
    pub async fn project(&self, title: &str) -> Uuid {
        let (id, bearer) = (self.id(), self.id());
        self.run(
            "INSERT INTO collectivity (id, kind, code, name, departement_code, created_at) \
             VALUES ($1, 'commune', $2, 'Saint-Aubin', '49', $3)",
            vec![
                bearer.into(),
                bearer.simple().to_string().into(),
                START.into(),
            ],
        )
        .await;
        self.run(
            "INSERT INTO project (id, title, summary, bearer_id, departement_code, main_theme, phase, phase_status, \
                    intake, intake_since, created_at, updated_at, last_activity_at) \
             VALUES ($1, $2, 'Résumé', $3, '49', 'school', 'etude', 'en_cours', 'submitted', $4, $4, $4, $4)",
            vec![id.into(), title.into(), bearer.into(), START.into()],
        )
        .await;
        id
    }

    /// Puts a person on a project.
    pub async fn join(&self, project: Uuid, person: &Someone, role: &str) {
        self.run(
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, $3, $4)",
            vec![project.into(), person.id.into(), role.into(), START.into()],
        )
        .await;
    }

    /// Gives a person the préfecture's seat of the Maine-et-Loire.
    pub async fn seat(&self, person: &Someone) {
        let (pair, seat, line) = (self.id(), self.id(), self.id());
        self.run(
            "INSERT INTO pair (id, departement_code, created_at) VALUES ($1, '49', $2)",
            vec![pair.into(), START.into()],
        )
        .await;
        self.run(
            "INSERT INTO seat (id, pair_id, kind, name) VALUES ($1, $2, 'prefecture', 'Préfecture')",
            vec![seat.into(), pair.into()],
        )
        .await;
        self.run(
            "INSERT INTO seat_person (id, seat_id, person_id, position, since) VALUES ($1, $2, $3, 'holder', $4)",
            vec![line.into(), seat.into(), person.id.into(), START.into()],
        )
        .await;
    }

    /// Asks for a page.
    pub async fn get(&self, who: &Someone, path: &str) -> Answer {
        self.ask(who, Request::get(path), Body::empty()).await
    }

    /// Sends a plain form.
    pub async fn post(&self, who: &Someone, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(who, request, Body::from(body.finish())).await
    }

    /// Sends a form with files.
    pub async fn send(&self, who: &Someone, path: &str, parts: &[Part<'_>]) -> Answer {
        let mut body = Vec::new();
        for (name, file, content) in parts {
            let file = file.map(|file| {
                format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream")
            });
            body.extend(
                format!("--frontiere\r\nContent-Disposition: form-data; name=\"{name}\"")
                    .into_bytes(),
            );
            body.extend(file.unwrap_or_default().into_bytes());
            body.extend(b"\r\n\r\n");
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--frontiere--\r\n");
        let request = Request::post(path).header(
            header::CONTENT_TYPE,
            "multipart/form-data; boundary=frontiere",
        );
        self.ask(who, request, Body::from(body)).await
    }

    async fn ask(&self, who: &Someone, request: http::request::Builder, body: Body) -> Answer {
        let request = request.header("sec-fetch-site", "same-origin");
        let request = match who.token.as_str() {
            "" => request,
            token => request.header(header::COOKIE, format!("session={token}")),
        };
        let response: Response<Body> = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

//! A small world: a site on a fresh database, a département with its people, projects in any state.
#![allow(dead_code, reason = "shared: no test uses all of it")]

pub mod answer;
mod people;

use answer::{Answer, urlencoded};
use app::http::AppState;
use axum::Router;
use axum::body::Body;
use domain::ids::ProjectId;
use http::{Request, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
pub use people::{Cast, Someone};
use sea_orm::{FromQueryResult, Value};
use server::config::Config;
use services::ports::{Ids, SystemIds};
use services::{Actor, Cx, Services};
use store::desk::counts::Happened;
use store::{Db, sql};
use tower::ServiceExt;
use uuid::Uuid;

/// What the operator of a world chose.
pub const METRICS_TOKEN: &str = "un-jeton-pour-les-comptes";

/// A site.
pub struct World {
    pub services: Services,
    pub router: Router,
    pub bearer: Uuid,
    _folder: tempfile::TempDir,
}

#[derive(FromQueryResult)]
struct Pair {
    a: String,
    b: String,
}

/// One world per engine.
pub async fn worlds() -> Vec<World> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("mec.db").display());
    let mut worlds = vec![World::new(&url, folder).await];
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
        let url = format!("{host}/{name}{query}");
        Db::connect(&url).await.unwrap().migrate().await.unwrap();
        worlds.push(World::new(&url, tempfile::tempdir().unwrap()).await);
    }
    worlds
}

impl World {
    /// The demonstration, on SQLite.
    pub async fn demonstration() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("mec.db").display());
        Self::with(&url, folder, "1").await
    }

    async fn new(url: &str, folder: tempfile::TempDir) -> Self {
        Self::with(url, folder, "0").await
    }

    async fn with(url: &str, folder: tempfile::TempDir, demo: &str) -> Self {
        let files = format!("file://{}", folder.path().join("files").display());
        let vars = [
            ("MEC_DATABASE_URL".to_owned(), url.to_owned()),
            ("MEC_FILES_URL".to_owned(), files),
            ("MEC_DEMO".to_owned(), demo.to_owned()),
            ("MEC_METRICS_TOKEN".to_owned(), METRICS_TOKEN.to_owned()),
        ];
        let config = Config::from_vars(&vars.into()).unwrap();
        let services = server::start::services(&config).await.unwrap();
        let state = AppState {
            services: services.clone(),
            leptos: LeptosOptions::builder().output_name("mec").build(),
        };
        let world = Self {
            router: server::router::build(state, &config),
            bearer: services.ids.uuid(),
            services,
            _folder: folder,
        };
        world.ground().await;
        world
    }

    /// A pair, a bearer, a contract.
    async fn ground(&self) {
        let tx = self.services.db.begin().await.unwrap();
        for departement in ["49", "44"] {
            self.services.ensure_pair(&tx, departement).await.unwrap();
            self.services.ensure_pair(&tx, departement).await.unwrap();
        }
        let now = self.now();
        sql::run(
            &*tx,
            "INSERT INTO collectivity (id, kind, code, name, created_at) VALUES ($1, 'commune', '49007', 'Angers', $2)",
            [self.bearer.into(), now.into()],
        )
        .await
        .unwrap();
        sql::run(
            &*tx,
            "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
             VALUES ('crte-49', 'CRTE du Val', 'epci', $2, $2, 'demo', $1)",
            [now.into(), false.into()],
        )
        .await
        .unwrap();
        sql::run(
            &*tx,
            "INSERT INTO contract_departement (contract_code, departement_code) VALUES ('crte-49', '49')",
            [],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub fn now(&self) -> i64 {
        self.services.clock.now().0
    }

    /// Runs a statement.
    pub async fn run(&self, statement: &str, values: impl IntoIterator<Item = Value>) {
        let tx = self.services.db.begin().await.unwrap();
        sql::run(&*tx, statement, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A project of Maine-et-Loire in a state, late, with the cast on it.
    pub async fn project(&self, cast: &Cast, state: &str, title: &str) -> ProjectId {
        let id = self.services.ids.uuid();
        let now = self.now();
        let before = match state {
            "closed" => Some("assigned"),
            "redirected" => Some("submitted"),
            "withdrawn" => Some("acknowledged"),
            _ => None,
        };
        let due = before.is_none().then_some(now - 1000);
        let tx = self.services.db.begin().await.unwrap();
        sql::run(
            &*tx,
            "INSERT INTO project (id, title, summary, bearer_id, departement_code, contract_code, main_theme, phase, \
                    phase_status, intake, intake_since, intake_before, intake_due_at, created_at, submitted_at, \
                    updated_at, last_activity_at, assignee_id, search_text) \
             VALUES ($1, $2, 'Deux classes.', $3, '49', 'crte-49', 'ecole_enfance', 'etude', 'en_cours', $4, $5, $6, $7, \
                    $5, $5, $5, $5, $8, $9)",
            [
                id.into(),
                title.into(),
                self.bearer.into(),
                state.into(),
                now.into(),
                before.into(),
                due.into(),
                cast.get("assignee").id.0.into(),
                store::search::indexed(title).into(),
            ],
        )
        .await
        .unwrap();
        for role in ["lead", "editor", "reader", "expert"] {
            sql::run(
                &*tx,
                "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, $3, $4)",
                [
                    id.into(),
                    cast.get(role).id.0.into(),
                    role.into(),
                    now.into(),
                ],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        ProjectId(id)
    }

    /// The intake state of a project.
    pub async fn intake(&self, project: ProjectId) -> String {
        store::project::read::access(self.services.db.read(), project, None)
            .await
            .unwrap()
            .unwrap()
            .intake
    }

    /// The column `n` of a query about one project; it also gives a text `kind`.
    pub async fn count(&self, query: &str, project: ProjectId) -> i64 {
        let row: Option<Happened> = sql::one(self.services.db.read(), query, [project.0.into()])
            .await
            .unwrap();
        row.unwrap().n
    }

    /// The columns `a` and `b` of a query.
    pub async fn pairs(&self, query: &str) -> Vec<(String, String)> {
        let rows: Vec<Pair> = sql::all(self.services.db.read(), query, []).await.unwrap();
        rows.into_iter().map(|row| (row.a, row.b)).collect()
    }

    /// How many facts the history of a project holds.
    pub async fn facts(&self, project: ProjectId) -> i64 {
        let query = "SELECT '' AS kind, COUNT(*) AS n FROM event WHERE project_id = $1";
        self.count(query, project).await
    }

    /// An offer of the catalogue, as addresses write it.
    pub async fn an_offer(&self) -> String {
        let filter = store::offer::read::Filter::default();
        let found = self.services.offers(&filter, 1).await.unwrap();
        found.offers[0].id.to_string()
    }

    /// The context of a request of somebody, with the rights of the moment.
    pub async fn cx(&self, who: &Someone) -> Cx {
        let person = self.services.person_of(&who.token).await.unwrap().unwrap();
        Cx {
            actor: Actor::Person(person),
            request_id: "test".to_owned(),
        }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str, who: &Someone) -> Answer {
        self.ask("GET", path, who, &[]).await
    }

    /// The bytes of a file.
    pub async fn bytes(&self, path: &str, who: &Someone) -> Vec<u8> {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, format!("session={}", who.token))
            .body(Body::empty())
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let body = answer.into_body().collect().await.unwrap();
        body.to_bytes().to_vec()
    }

    /// Sends a plain form, or asks for a page.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        who: &Someone,
        fields: &[(&str, &str)],
    ) -> Answer {
        let form = "application/x-www-form-urlencoded";
        self.send(method, path, who, form, urlencoded(fields)).await
    }

    /// Sends a plain form from a page, as browsers tell it.
    pub async fn from(
        &self,
        page: &str,
        path: &str,
        who: &Someone,
        fields: &[(&str, &str)],
    ) -> Answer {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::REFERER, page)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("session={}", who.token))
            .body(Body::from(urlencoded(fields)))
            .unwrap();
        Answer::of(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Sends a body of any kind, as a browser on one of our pages does.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        who: &Someone,
        content_type: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, content_type)
            .header(header::COOKIE, format!("session={}", who.token))
            .body(body.into())
            .unwrap();
        Answer::of(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

//! A small world: a site on a fresh database, a département with its people, projects in any state.

use app::http::AppState;
use axum::Router;
use axum::body::Body;
use domain::ids::{PersonId, ProjectId};
use domain::project::SeatKind;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use server::config::Config;
use services::ports::{Ids, SystemIds};
use services::{Actor, Cx, Services, secret};
use store::desk::counts::Happened;
use store::{Db, sql};
use tower::ServiceExt;
use uuid::Uuid;

/// A site.
pub struct World {
    pub services: Services,
    router: Router,
    bearer: Uuid,
    _folder: tempfile::TempDir,
}

/// Somebody signed in.
#[derive(Clone)]
pub struct Someone {
    pub id: PersonId,
    token: String,
}

/// Everybody of a test, by role.
pub struct Cast(Vec<(&'static str, Someone)>);

impl Cast {
    pub fn get(&self, role: &str) -> &Someone {
        &self.0.iter().find(|(name, _)| *name == role).unwrap().1
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub queries: u32,
    pub body: String,
}

impl Answer {
    /// The first value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let at = self.body.find(&format!("name=\"{name}\"")).unwrap();
        let rest = &self.body[at..];
        let value = &rest[rest.find("value=\"").unwrap() + 7..];
        value[..value.find('"').unwrap()].to_owned()
    }
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
    async fn new(url: &str, folder: tempfile::TempDir) -> Self {
        let files = format!("file://{}", folder.path().join("files").display());
        let vars = [
            ("MEC_DATABASE_URL".to_owned(), url.to_owned()),
            ("MEC_FILES_URL".to_owned(), files),
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

    fn now(&self) -> i64 {
        self.services.clock.now().0
    }

    /// Somebody with a session and no role; the address is "name@exemple.fr".
    pub async fn person(&self, name: &str) -> Someone {
        let id = self.services.ids.uuid();
        let token = secret::token(self.services.ids.secret());
        let tx = self.services.db.begin().await.unwrap();
        sql::run(
            &*tx,
            "INSERT INTO person (id, email, first_name, last_name, created_at) VALUES ($1, $2, $3, 'Test', $4)",
            [
                id.into(),
                format!("{}@exemple.fr", name.to_lowercase()).into(),
                name.into(),
                self.now().into(),
            ],
        )
        .await
        .unwrap();
        sql::run(
            &*tx,
            "INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            [
                self.services.ids.uuid().into(),
                id.into(),
                secret::hash(&token).into(),
                self.now().into(),
                (self.now() + 3_600_000).into(),
            ],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        Someone {
            id: PersonId(id),
            token,
        }
    }

    /// Seats somebody in Maine-et-Loire.
    pub async fn sit(&self, who: &Someone, kind: SeatKind, position: &str) {
        self.sit_in("49", who, kind, position).await;
    }

    async fn sit_in(&self, departement: &str, who: &Someone, kind: SeatKind, position: &str) {
        let lines = store::pair::read::seats(self.services.db.read(), departement)
            .await
            .unwrap();
        let seat = lines
            .iter()
            .find(|line| line.seat_kind == kind.code())
            .unwrap()
            .seat_id;
        let tx = self.services.db.begin().await.unwrap();
        let (id, now) = (self.services.ids.uuid(), self.services.clock.now());
        store::pair::write::add_person(&tx, id, seat, who.id, position, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn grant(&self, who: &Someone, kind: &str, scope: &str) {
        let tx = self.services.db.begin().await.unwrap();
        sql::run(
            &*tx,
            "INSERT INTO role_grant (id, person_id, kind, scope, since) VALUES ($1, $2, $3, $4, $5)",
            [
                self.services.ids.uuid().into(),
                who.id.0.into(),
                kind.into(),
                scope.into(),
                self.now().into(),
            ],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// One person for each role, and the préfecture's holder.
    pub async fn cast(&self) -> Cast {
        let mut cast = Vec::new();
        for role in [
            "lead",
            "editor",
            "reader",
            "expert",
            "seat",
            "prefecture",
            "assignee",
            "agent",
            "manager",
            "admin",
            "stranger",
        ] {
            let mut name = role.to_owned();
            name[..1].make_ascii_uppercase();
            let who = self.person(&name).await;
            match role {
                "seat" => self.sit(&who, SeatKind::Ddt, "holder").await,
                "prefecture" => self.sit(&who, SeatKind::Prefecture, "holder").await,
                "stranger" => self.sit_in("44", &who, SeatKind::Ddt, "holder").await,
                "agent" => self.grant(&who, "agent", "49").await,
                "manager" => self.grant(&who, "contract_manager", "crte-49").await,
                "admin" => self.grant(&who, "national_admin", "").await,
                _ => {}
            }
            cast.push((role, who));
        }
        Cast(cast)
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

    /// The context of a request of somebody, with the rights of the moment.
    pub async fn cx(&self, who: &Someone) -> Cx {
        let person = self.services.person_of(&who.token).await.unwrap().unwrap();
        Cx {
            actor: Actor::Person(person),
            request_id: "test".to_owned(),
        }
    }

    pub async fn get(&self, path: &str, who: &Someone) -> Answer {
        self.ask("GET", path, who, &[]).await
    }

    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        who: &Someone,
        fields: &[(&str, &str)],
    ) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("session={}", who.token))
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let queries = response.headers().get("x-queries");
        let queries = queries
            .and_then(|n| n.to_str().ok())
            .and_then(|n| n.parse().ok())
            .unwrap_or(u32::MAX);
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            queries,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

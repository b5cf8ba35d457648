//! What the tests of use cases share: fresh databases of both engines, a clock one sets, ids.
//!
//! Put `mod support;` at the top of a test file and run its body once per database of [`databases`].

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

use domain::ids::{PersonId, SessionId};
use domain::timestamp::Timestamp;
use services::context::{Actor, Cx, Person};
use services::desk::table::export::Export;
use services::ports::{
    ByteStream, Clock, FileStore, FileWriter, Ids, Paper, Press, Sheets, SystemIds, Wording,
};
use services::territory::Territories;
use services::{Services, Settings};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use store::Db;
use store::project::read::EventLine;

/// Tuesday 3 March 2026, 10:00 in Paris.
pub const START: Timestamp = Timestamp(1_772_528_400_000);

/// A fresh, migrated database; an SQLite one lives as long as this value.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Where an SQLite file is.
    folder: Option<tempfile::TempDir>,
}

/// One SQLite database, and one PostgreSQL database when `MEC_TEST_POSTGRES_URL` names a server where
/// databases may be made.
pub async fn databases() -> Vec<TestDb> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let db = Db::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    let mut found = vec![TestDb {
        db,
        folder: Some(folder),
    }];
    if let Ok(url) = std::env::var("MEC_TEST_POSTGRES_URL") {
        found.push(postgres(&url).await);
    }
    found
}

async fn postgres(url: &str) -> TestDb {
    let name = format!("mec_test_{}", SystemIds.uuid().simple());
    let server = Db::connect(url).await.unwrap();
    server.create_database(&name).await.unwrap();
    let (base, query) = url
        .split_once('?')
        .map_or((url, String::new()), |(base, query)| {
            (base, format!("?{query}"))
        });
    let (host, _) = base.rsplit_once('/').unwrap();
    let db = Db::connect(&format!("{host}/{name}{query}")).await.unwrap();
    db.migrate().await.unwrap();
    TestDb { db, folder: None }
}

/// A clock that stands still until told otherwise.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Moves the clock on.
    pub fn pass_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Says the code of the fact.
#[derive(Debug)]
pub struct CodeWords;

impl Wording for CodeWords {
    fn sentence(&self, event: &EventLine) -> String {
        format!(
            "{} {}.",
            event.first_name.clone().unwrap_or_default(),
            event.kind
        )
    }

    fn due(&self, at: Timestamp, _now: Timestamp) -> String {
        format!("day {}", at.0.div_euclid(86_400_000))
    }

    fn state(&self, state: domain::intake::Intake) -> String {
        state.code().to_owned()
    }
}

/// The real communes: unpacked once for all tests of a file.
fn territories() -> Territories {
    static EMBEDDED: OnceLock<Territories> = OnceLock::new();
    EMBEDDED
        .get_or_init(|| Territories::embedded().unwrap())
        .clone()
}

/// Keeps nothing: files are tested through the router, where a real folder holds them.
#[derive(Debug)]
pub struct NoFiles;

#[async_trait::async_trait]
impl FileStore for NoFiles {
    async fn create(&self, _: &str) -> services::Result<Box<dyn FileWriter>> {
        Err(services::Error::NotFound)
    }

    async fn open(&self, _: &str) -> services::Result<ByteStream> {
        Err(services::Error::NotFound)
    }

    async fn delete(&self, _: &str) -> services::Result<()> {
        Ok(())
    }
}

/// No test of use cases prints.
struct NoPress;

#[async_trait::async_trait]
impl Press for NoPress {
    async fn pdf(&self, _: Paper) -> services::Result<Vec<u8>> {
        Err(services::Error::NotFound)
    }
}

/// Writes nothing, as [`NoFiles`].
#[derive(Debug)]
pub struct NoSheets;

#[async_trait::async_trait]
impl Sheets for NoSheets {
    async fn file(
        &self,
        _: Export,
        _: &[domain::filter::Column],
        _: domain::list_export::ExportFormat,
    ) -> services::Result<ByteStream> {
        Err(services::Error::NotFound)
    }
}

/// Services on a database, with their clock.
pub fn services_on(db: &Db) -> (Services, Arc<TestClock>) {
    let clock = Arc::new(TestClock(AtomicI64::new(START.0)));
    let services = Services {
        territories: territories(),
        db: db.clone(),
        clock: clock.clone(),
        ids: Arc::new(SystemIds),
        settings: Arc::new(Settings {
            base_url: "https://mec.example.fr".to_owned(),
            demo: false,
        }),
        files: Arc::new(NoFiles),
        scanner: None,
        mailer: None,
        press: Arc::new(NoPress),
        wording: Arc::new(CodeWords),
        sheets: Arc::new(NoSheets),
        counts: services::desk::table::Kept::default(),
        wake: Arc::default(),
        live: Arc::default(),
    };
    (services, clock)
}

/// A context of a person without any role, and her row in the database.
pub async fn somebody(services: &Services, email: &str) -> Cx {
    let id = PersonId(services.ids.uuid());
    let tx = services.db.begin().await.unwrap();
    let row = store::account::person::find_or_make(&tx, id, email, services.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    as_person(PersonId(row.id), email)
}

/// A context of a person without any role.
pub fn as_person(id: PersonId, email: &str) -> Cx {
    Cx {
        actor: Actor::Person(Person {
            id,
            session: SessionId(id.0),
            email: email.to_owned(),
            name: email.to_owned(),
            seats: Vec::new(),
            agent_of: Vec::new(),
            referent_of: Vec::new(),
            manages: Vec::new(),
            admin: false,
            unread: 0,
        }),
        request_id: "test".to_owned(),
    }
}

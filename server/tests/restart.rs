//! A worker is killed in the middle of a batch of mails, against a real SMTP server: the next one neither forgets nor
//! repeats.
//!
//! SMTP has no transaction that a database could join: a mail that the server took and of which the worker died before it
//! could note so leaves again, with the same `Message-ID`. There are at most as many of these as mails are sent at the same
//! moment. Everything else happens once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::ids::{PersonId, ProjectId, SessionId};
use domain::project::Audience;
use sea_orm::{FromQueryResult, Value};
use server::config::Config;
use services::Services;
use services::context::{Actor, Cx, Person};
use services::journal::{Details, Fact};
use services::ports::{Ids, SystemIds};
use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{Db, sql};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

/// Mails that the worker has on the way at the same moment (`services::outbox`).
const AT_ONCE: usize = 4;
const FACTS: usize = 20;
const READERS: usize = 3;
const MAILS: usize = FACTS * READERS;

/// The `Message-ID` of each mail taken, in order.
type Inbox = Arc<Mutex<Vec<String>>>;

/// A mail server that takes its time.
async fn sink() -> (String, Inbox) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let inbox = Inbox::default();
    let shared = inbox.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, shared.clone()));
        }
    });
    (url, inbox)
}

async fn talk(stream: TcpStream, inbox: Inbox) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sink ESMTP\r\n").await.ok()?;
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.to_ascii_uppercase();
        let answer: &[u8] = if verb.starts_with("EHLO") {
            b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
        } else if verb.starts_with("DATA") {
            write.write_all(b"354 go on\r\n").await.ok()?;
            let id = message_id(&mut lines).await?;
            tokio::time::sleep(Duration::from_millis(40)).await;
            inbox.lock().unwrap().push(id);
            b"250 taken\r\n"
        } else {
            b"250 ok\r\n"
        };
        write.write_all(answer).await.ok()?;
    }
    Some(())
}

/// Reads a mail to its end; nothing when the sender is cut off in its middle.
async fn message_id<R: tokio::io::AsyncBufRead + Unpin>(
    lines: &mut tokio::io::Lines<R>,
) -> Option<String> {
    let mut id = None;
    while let Ok(Some(line)) = lines.next_line().await {
        if line == "." {
            return id;
        }
        if let Some(found) = line.strip_prefix("Message-ID: ") {
            id = Some(found.to_owned());
        }
    }
    None
}

/// A fresh database of each engine, as its URL.
async fn databases(folder: &std::path::Path) -> Vec<String> {
    let mut urls = vec![format!("sqlite://{}", folder.join("mec.db").display())];
    if let Ok(url) = std::env::var("MEC_TEST_POSTGRES_URL") {
        let name = format!("mec_test_{}", SystemIds.uuid().simple());
        let server = Db::connect(&url).await.unwrap();
        server.create_database(&name).await.unwrap();
        let (host, _) = url.rsplit_once('/').unwrap();
        let url = format!("{host}/{name}");
        Db::connect(&url).await.unwrap().migrate().await.unwrap();
        urls.push(url);
    }
    urls
}

async fn run(services: &Services, statement: &str, values: impl IntoIterator<Item = Value>) {
    let tx = services.db.begin().await.unwrap();
    sql::run(&*tx, statement, values).await.unwrap();
    tx.commit().await.unwrap();
}

/// A project with readers who want each mail at once, and facts that wait to be told.
async fn ground(services: &Services) {
    let (bearer, project) = (services.ids.uuid(), services.ids.uuid());
    run(
        services,
        "INSERT INTO collectivity (id, kind, code, name, created_at) VALUES ($1, 'commune', '49001', 'Saint-Aubin', 0)",
        [bearer.into()],
    )
    .await;
    run(
        services,
        "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
                intake_since, created_at, updated_at, last_activity_at) \
         VALUES ($1, 'Halle', $2, '49', 'eau', 'idee', 'en_cours', 'submitted', 0, 0, 0, 0)",
        [project.into(), bearer.into()],
    )
    .await;
    let mut author = Uuid::nil();
    for number in 0..=READERS {
        author = services.ids.uuid();
        run(
            services,
            "INSERT INTO person (id, email, created_at) VALUES ($1, $2, 0)",
            [author.into(), format!("membre-{number}@a.fr").into()],
        )
        .await;
        run(
            services,
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'reader', 0)",
            [project.into(), author.into()],
        )
        .await;
    }
    let cx = as_person(PersonId(author));
    for _ in 0..FACTS {
        let tx = services.db.begin().await.unwrap();
        let (fact, details) = (Fact::MessagePosted, Details::new());
        services
            .record(&tx, &cx, ProjectId(project), fact, Audience::All, details)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

fn as_person(id: PersonId) -> Cx {
    Cx {
        actor: Actor::Person(Person {
            id,
            session: SessionId(id.0),
            email: String::new(),
            name: String::new(),
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

fn worker(database: &str, smtp: &str, folder: &std::path::Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_mec"))
        .arg("worker")
        .env("MEC_DATABASE_URL", database)
        .env("MEC_SMTP_URL", smtp)
        .env("MEC_FILES_URL", format!("file://{}", folder.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

async fn ids(services: &Services, select: &str) -> Vec<Uuid> {
    let rows: Vec<Id> = sql::all(services.db.read(), select, []).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// Waits until something is so, for a minute at most.
async fn until(what: &str, mut so: impl AsyncFnMut() -> bool) {
    for _ in 0..1200 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} did not come");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_killed_in_the_middle_of_a_batch_forgets_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for database in databases(folder.path()).await {
        let vars = [
            ("MEC_DATABASE_URL".to_owned(), database.clone()),
            (
                "MEC_FILES_URL".to_owned(),
                format!("file://{}", folder.path().display()),
            ),
        ];
        let config = Config::from_vars(&vars.into()).unwrap();
        let services = server::start::services(&config).await.unwrap();
        ground(&services).await;
        let (smtp, inbox) = sink().await;
        let taken = || inbox.lock().unwrap().len();

        let mut first = worker(&database, &smtp, folder.path());
        until("the middle of the batch", async || taken() >= MAILS / 3).await;
        // SIGKILL: nothing is said, nothing is finished.
        first.kill().unwrap();
        first.wait().unwrap();
        // What the server holds already is taken.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let before = taken();
        assert!(before < MAILS, "it was killed in the middle");
        let noted = ids(
            &services,
            "SELECT id FROM outbox WHERE kind = 'mail' AND done_at IS NOT NULL",
        )
        .await;

        // The five minutes of the lock of what the dead worker held go by.
        let expire = "UPDATE outbox SET locked_until = 1 WHERE locked_until IS NOT NULL";
        run(&services, expire, []).await;
        let mut second = worker(&database, &smtp, folder.path());
        until("the end", async || {
            services.waiting_jobs().await.unwrap().waiting == 0
        })
        .await;
        second.kill().unwrap();
        second.wait().unwrap();

        let all = inbox.lock().unwrap().clone();
        let different: BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), MAILS, "nothing is forgotten");
        assert!(
            all.len() - different.len() <= AT_ONCE,
            "{} mails left twice",
            all.len() - different.len()
        );
        // What was noted as sent before the kill never leaves again.
        for id in noted {
            let name = id.to_string();
            let again = all[before..].iter().filter(|found| found.contains(&name));
            assert_eq!(again.count(), 0, "{id}");
        }
        let bells = ids(&services, "SELECT id FROM notification").await;
        assert_eq!(bells.len(), MAILS, "each is told once of each fact");
        assert_eq!(services.waiting_jobs().await.unwrap().dead, 0);
    }
}

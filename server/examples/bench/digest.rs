//! The mail of the day of many people, due at once: made here (`digest`), sent by `mec serve`, looked at afterwards (`digest-left`).

use domain::account::MailFrequency;
use sea_orm::FromQueryResult;
use serde_json::json;
use server::config::Config;
use server::start;
use services::Services;
use services::outbox::DIGEST;
use std::io::Write;
use store::{Value, bulk, sql};
use uuid::Uuid;

/// Who has something to read.
const TOLD: usize = 15_000;
/// Who has read it all already.
const SILENT: usize = 1_000;
/// Projects a person.
const PROJECTS: usize = 2;
/// The first facts of a project that people are told of.
const FACTS: i64 = 3;

#[derive(FromQueryResult)]
struct Fact {
    project: Uuid,
    event: Uuid,
    at: i64,
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// The rows to write.
#[derive(Default)]
struct Rows {
    people: Vec<Vec<Value>>,
    members: Vec<Vec<Value>>,
    lines: Vec<Vec<Value>>,
    jobs: Vec<Vec<Value>>,
}

/// Adds the people, what they are told of and the jobs that are due, and drops every other job. Prints how many mails there will be.
pub async fn prepare(config: &Config) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let facts: Vec<Fact> = sql::all(
        services.db.read(),
        "SELECT project_id AS project, id AS event, at FROM event WHERE audience = 'all' AND seq <= $1 ORDER BY project_id, seq LIMIT 100000",
        [FACTS.into()],
    )
    .await?;
    let projects: Vec<&[Fact]> = facts.chunk_by(|a, b| a.project == b.project).collect();
    let mut rows = Rows::default();
    for n in 0..TOLD + SILENT {
        rows.add(&services, n, &projects);
    }
    rows.write(&services).await?;
    writeln!(std::io::stdout(), "told {TOLD}")?;
    Ok(())
}

/// Prints how much was not done: jobs and lines that a mail still owes.
pub async fn left(config: &Config) -> anyhow::Result<()> {
    let services = start::services(config).await?;
    let left: Option<Count> = sql::one(
        services.db.read(),
        "SELECT (SELECT COUNT(*) FROM outbox WHERE kind = 'digest' AND done_at IS NULL) \
              + (SELECT COUNT(*) FROM notification n JOIN person p ON p.id = n.person_id WHERE n.mail_owed AND p.email LIKE '%@jour.example') AS n",
        [],
    )
    .await?;
    writeln!(
        std::io::stdout(),
        "left {}",
        left.map_or(-1, |count| count.n)
    )?;
    Ok(())
}

impl Rows {
    fn add(&mut self, services: &Services, n: usize, projects: &[&[Fact]]) {
        let (person, now) = (services.ids.uuid(), services.clock.now().0);
        self.people.push(vec![
            person.into(),
            format!("personne{n}@jour.example").into(),
            "Camille".into(),
            "Petit".into(),
            MailFrequency::Daily.code().into(),
            format!("secret-{n}").into(),
            now.into(),
        ]);
        // The next projects of the list: each person has others than her neighbour.
        let own = projects
            .iter()
            .cycle()
            .skip(n * PROJECTS % projects.len().max(1));
        for facts in own.take(PROJECTS) {
            self.concern(services, person, facts, (n >= TOLD).then_some(now));
        }
        self.jobs.push(vec![
            services.ids.uuid().into(),
            DIGEST.into(),
            json!({ "person": person.to_string() }).to_string().into(),
            now.into(),
            now.into(),
        ]);
    }

    fn concern(&mut self, services: &Services, person: Uuid, facts: &[Fact], read: Option<i64>) {
        let Some(first) = facts.first() else {
            return;
        };
        self.members.push(vec![
            first.project.into(),
            person.into(),
            "editor".into(),
            first.at.into(),
        ]);
        self.lines.extend(facts.iter().map(|fact| {
            vec![
                services.ids.uuid().into(),
                person.into(),
                fact.project.into(),
                fact.event.into(),
                fact.at.into(),
                read.into(),
                true.into(),
            ]
        }));
    }

    async fn write(self, services: &Services) -> anyhow::Result<()> {
        let tx = services.db.begin().await?;
        sql::run(&*tx, "DELETE FROM outbox WHERE done_at IS NULL", []).await?;
        let person = [
            "id",
            "email",
            "first_name",
            "last_name",
            "mail_frequency",
            "mail_secret",
            "created_at",
        ];
        bulk::insert(&tx, "person", &person, self.people).await?;
        let member = ["project_id", "person_id", "role", "since"];
        bulk::insert(&tx, "member", &member, self.members).await?;
        let line = [
            "id",
            "person_id",
            "project_id",
            "event_id",
            "created_at",
            "read_at",
            "mail_owed",
        ];
        bulk::insert(&tx, "notification", &line, self.lines).await?;
        let job = ["id", "kind", "payload", "created_at", "available_at"];
        bulk::insert(&tx, "outbox", &job, self.jobs).await?;
        Ok(tx.commit().await?)
    }
}

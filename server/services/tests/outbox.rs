//! The outbox neither repeats nor forgets, and tells only those who may know.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::account::MailFrequency;
use domain::ids::{OutboxId, PersonId, ProjectId};
use domain::project::Audience;
use services::journal::{Details, Fact};
use services::ports::{Mail, MailRefused, Mailer};
use services::{Actor, Cx, Error, Services};
use std::sync::{Arc, Mutex};
use store::mailbox::KeptMail;
use support::{databases, services_on, somebody};
use uuid::Uuid;

struct Scene {
    lead: Cx,
    reader: Cx,
    seat: Cx,
    stranger: Cx,
    project: ProjectId,
}

/// A submitted project of département 49 with a lead, a reader and the holder of a seat.
async fn scene(services: &Services) -> Scene {
    let lead = somebody(services, "lead@a.fr").await;
    let reader = somebody(services, "reader@a.fr").await;
    let seat = somebody(services, "seat@a.fr").await;
    let stranger = somebody(services, "stranger@a.fr").await;
    let now = services.clock.now();
    let project = ProjectId(services.ids.uuid());
    let tx = services.db.begin().await.unwrap();
    let bearer = services.ids.uuid();
    store::sql::run(
        &*tx,
        "INSERT INTO collectivity (id, kind, code, name, departement_code, created_at) VALUES ($1, 'commune', '49001', 'Saint-Aubin', '49', $2)",
        [bearer.into(), now.0.into()],
    )
    .await
    .unwrap();
    store::sql::run(
        &*tx,
        "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
         intake_since, created_at, updated_at, last_activity_at) \
         VALUES ($1, $2, $3, '49', 'eau', 'idee', 'en_cours', 'submitted', $4, $4, $4, $4)",
        [project.0.into(), "Halle <b>\"&".into(), bearer.into(), now.0.into()],
    )
    .await
    .unwrap();
    for (cx, role) in [(&lead, "lead"), (&reader, "reader")] {
        store::sql::run(
            &*tx,
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, $3, $4)",
            [
                project.0.into(),
                id_of(cx).0.into(),
                role.into(),
                now.0.into(),
            ],
        )
        .await
        .unwrap();
    }
    let pair = store::demo::ensure_pair(&tx, services.ids.uuid(), "49", now)
        .await
        .unwrap();
    let place = store::demo::ensure_seat(&tx, services.ids.uuid(), pair, "ddt", "DDT")
        .await
        .unwrap();
    store::demo::ensure_on_seat(&tx, services.ids.uuid(), place, id_of(&seat), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    Scene {
        lead,
        reader,
        seat,
        stranger,
        project,
    }
}

fn id_of(cx: &Cx) -> PersonId {
    cx.person_id().unwrap()
}

async fn happen(services: &Services, cx: &Cx, project: ProjectId, audience: Audience) {
    happens(services, cx, project, Fact::MessagePosted, audience).await;
}

async fn happens(services: &Services, cx: &Cx, project: ProjectId, fact: Fact, audience: Audience) {
    let tx = services.db.begin().await.unwrap();
    services
        .record(&tx, cx, project, fact, audience, Details::new())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn run_all(services: &Services) {
    while services.run_due_jobs().await.unwrap() > 0 {}
}

async fn mails(services: &Services) -> Vec<KeptMail> {
    store::mailbox::latest(services.db.read(), 100)
        .await
        .unwrap()
}

async fn recipients(services: &Services) -> Vec<String> {
    let mut found: Vec<String> = mails(services)
        .await
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    found.sort();
    found
}

/// The context of somebody with the roles of the database.
async fn entitled(services: &Services, cx: &Cx) -> Cx {
    let token = services.ids.uuid().to_string();
    let tx = services.db.begin().await.unwrap();
    let session = store::account::sessions::NewSession {
        id: domain::ids::SessionId(services.ids.uuid()),
        person: id_of(cx),
        token_hash: &services::secret::hash(&token),
        device: "",
        at: services.clock.now(),
        expires_at: services.clock.now().plus_seconds(60),
    };
    store::account::sessions::open(&tx, &session).await.unwrap();
    tx.commit().await.unwrap();
    Cx {
        actor: Actor::Person(services.person_of(&token).await.unwrap().unwrap()),
        request_id: "test".to_owned(),
    }
}

#[tokio::test]
async fn a_fact_reaches_everybody_concerned_once_and_never_its_author() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        happen(&services, &scene.lead, scene.project, Audience::All).await;
        run_all(&services).await;
        assert_eq!(recipients(&services).await, ["reader@a.fr", "seat@a.fr"]);
        let mail = &mails(&services).await[0];
        assert!(
            mail.html_body.contains("Halle &#60;b&#62;"),
            "{}",
            mail.html_body
        );
        assert!(
            mail.text_body
                .contains("https://mec.example.fr/notifications/")
        );
        let reader = entitled(&services, &scene.reader).await;
        assert_eq!(reader.person().unwrap().unread, 1);
        let line = services.my_bell(&reader).await.unwrap().remove(0);
        // Nobody else's line can be followed; one's own leads to the project and is read.
        let id = domain::ids::NotificationId(line.id);
        let lead = entitled(&services, &scene.lead).await;
        assert!(matches!(
            services.follow_notification(&lead, id).await,
            Err(Error::NotFound)
        ));
        let followed = services.follow_notification(&reader, id).await.unwrap();
        assert_eq!(followed.project, scene.project);
        assert_eq!(
            entitled(&services, &scene.reader)
                .await
                .person()
                .unwrap()
                .unread,
            0
        );
        assert!(
            services
                .my_bell(&entitled(&services, &scene.stranger).await)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

/// Somebody who manages a contract.
async fn manager_of(services: &Services, contract: &str) -> Cx {
    let manager = somebody(services, &format!("{contract}@a.fr")).await;
    let tx = services.db.begin().await.unwrap();
    store::sql::run(
        &*tx,
        "INSERT INTO role_grant (id, person_id, kind, scope, since) VALUES ($1, $2, 'contract_manager', $3, $4)",
        [
            services.ids.uuid().into(),
            id_of(&manager).0.into(),
            contract.into(),
            services.clock.now().0.into(),
        ],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    manager
}

#[tokio::test]
async fn the_manager_of_the_contract_is_told_of_what_matters() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        let tx = services.db.begin().await.unwrap();
        let now = services.clock.now().0;
        store::sql::run(
            &*tx,
            "INSERT INTO contract (code, name, grouping_kind, spans_regions, spans_departements, origin, imported_at) \
             VALUES ('crte-49', 'CRTE du Val', 'epci', $2, $2, 'demo', $1)",
            [now.into(), false.into()],
        )
        .await
        .unwrap();
        let belong = "UPDATE project SET contract_code = 'crte-49' WHERE id = $1";
        store::sql::run(&*tx, belong, [scene.project.0.into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let manager = manager_of(&services, "crte-49").await;
        let other = manager_of(&services, "crte-44").await;
        let told = [
            Fact::Submitted,
            Fact::Redirected,
            Fact::Prioritised,
            Fact::Closed,
            Fact::Withdrawn,
            Fact::Reopened,
            Fact::BlockerRaised,
        ];
        for fact in Fact::ALL {
            for audience in [Audience::All, Audience::StateOnly] {
                happens(&services, &scene.lead, scene.project, *fact, audience).await;
            }
        }
        run_all(&services).await;
        let bell = |cx: Cx| {
            let services = services.clone();
            async move {
                services
                    .my_bell(&entitled(&services, &cx).await)
                    .await
                    .unwrap()
            }
        };
        let lines = bell(manager).await;
        assert!(lines.iter().all(|line| line.audience == "all"));
        let mut kinds: Vec<&str> = lines.iter().map(|line| line.kind.as_str()).collect();
        let mut expected: Vec<&str> = told.iter().map(|fact| fact.code()).collect();
        kinds.sort_unstable();
        expected.sort_unstable();
        assert_eq!(kinds, expected);
        assert!(bell(other).await.is_empty());
    }
}

#[tokio::test]
async fn the_state_s_own_facts_stay_with_the_state() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        let other = somebody(&services, "other@a.fr").await;
        happen(&services, &other, scene.project, Audience::StateOnly).await;
        run_all(&services).await;
        assert_eq!(recipients(&services).await, ["seat@a.fr"]);
    }
}

#[tokio::test]
async fn rights_are_those_of_the_moment() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        happen(&services, &scene.lead, scene.project, Audience::All).await;
        run_all(&services).await;
        let tx = services.db.begin().await.unwrap();
        store::sql::run(
            &*tx,
            "DELETE FROM member WHERE person_id = $1",
            [id_of(&scene.reader).0.into()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        happen(&services, &scene.lead, scene.project, Audience::All).await;
        run_all(&services).await;
        assert_eq!(
            recipients(&services).await,
            ["reader@a.fr", "seat@a.fr", "seat@a.fr"]
        );
        // What was told before is no longer shown nor counted.
        let reader = entitled(&services, &scene.reader).await;
        assert_eq!(reader.person().unwrap().unread, 1);
        assert!(services.my_bell(&reader).await.unwrap().is_empty());
        assert_eq!(
            entitled(&services, &scene.reader)
                .await
                .person()
                .unwrap()
                .unread,
            0
        );
    }
}

#[tokio::test]
async fn a_daily_reader_gets_one_mail_in_the_morning() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        let tx = services.db.begin().await.unwrap();
        store::account::person::set_frequency(&tx, id_of(&scene.reader), MailFrequency::Daily)
            .await
            .unwrap();
        store::account::person::set_frequency(&tx, id_of(&scene.seat), MailFrequency::Never)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for _ in 0..3 {
            happen(&services, &scene.lead, scene.project, Audience::All).await;
            clock.pass_seconds(60);
        }
        run_all(&services).await;
        assert!(mails(&services).await.is_empty());
        clock.pass_seconds(86_400);
        run_all(&services).await;
        let sent = mails(&services).await;
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].recipient, "reader@a.fr");
        assert_eq!(sent[0].subject, "3 nouvelles de vos projets");
    }
}

#[tokio::test]
async fn a_worker_that_dies_forgets_and_repeats_nothing() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        happen(&services, &scene.lead, scene.project, Audience::All).await;
        let now = services.clock.now();
        // This worker takes the job and is heard of no more.
        let taken = store::outbox::claim(&services.db, 10, now, now.plus_seconds(300))
            .await
            .unwrap();
        assert_eq!(taken.len(), 1);
        run_all(&services).await;
        assert!(mails(&services).await.is_empty(), "the job is locked");
        clock.pass_seconds(301);
        run_all(&services).await;
        assert_eq!(recipients(&services).await, ["reader@a.fr", "seat@a.fr"]);
        // It was only slow: what it wrote late is refused, because the job is no longer its own.
        let tx = services.db.begin().await.unwrap();
        let late = store::outbox::done(&tx, &taken[0], "", services.clock.now()).await;
        assert!(matches!(late, Err(store::Error::VersionMismatch)));
        drop(tx);
        // Told a second time, by a job of the same event, nobody hears of it twice.
        let tell = services::journal::to_json(&services::journal::Tell {
            event: domain::ids::EventId(event_of(&services, scene.project).await),
            project: scene.project,
        });
        let tx = services.db.begin().await.unwrap();
        let id = OutboxId(services.ids.uuid());
        let job = store::journal::NewJob {
            id,
            kind: services::journal::TELL,
            payload: &tell,
            at: services.clock.now(),
        };
        store::journal::enqueue(&tx, job).await.unwrap();
        tx.commit().await.unwrap();
        run_all(&services).await;
        assert_eq!(mails(&services).await.len(), 2);
    }
}

async fn event_of(services: &Services, project: ProjectId) -> Uuid {
    store::project::read::events(services.db.read(), project, true, None, 1)
        .await
        .unwrap()[0]
        .id
}

#[derive(Default)]
struct BrokenThenFixed {
    refuse: Mutex<bool>,
    taken: Mutex<Vec<Mail>>,
}

#[async_trait::async_trait]
impl Mailer for BrokenThenFixed {
    async fn send(&self, mail: &Mail) -> Result<(), MailRefused> {
        if *self.refuse.lock().unwrap() {
            return Err(MailRefused("451 try later".to_owned()));
        }
        self.taken.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

#[tokio::test]
async fn a_refused_mail_is_tried_ten_times_then_put_aside_and_can_be_sent_again() {
    for test in databases().await {
        let (mut services, clock) = services_on(&test.db);
        let mailer = Arc::new(BrokenThenFixed::default());
        *mailer.refuse.lock().unwrap() = true;
        services.mailer = Some(mailer.clone());
        let scene = scene(&services).await;
        let tx = services.db.begin().await.unwrap();
        store::account::person::set_frequency(&tx, id_of(&scene.seat), MailFrequency::Never)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        happen(&services, &scene.lead, scene.project, Audience::All).await;
        for _ in 0..12 {
            run_all(&services).await;
            clock.pass_seconds(8 * 3600);
        }
        let admin = {
            services
                .grant_admin(&Cx::system(), "admin@a.fr")
                .await
                .unwrap();
            entitled(&services, &somebody(&services, "admin@a.fr").await).await
        };
        assert!(matches!(
            services.dead_letters(&scene.lead).await,
            Err(Error::NotFound)
        ));
        let dead = services.dead_letters(&admin).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].attempts, 10);
        assert!(dead[0].last_error.contains("451 try later"));
        *mailer.refuse.lock().unwrap() = false;
        services.resend(&admin, OutboxId(dead[0].id)).await.unwrap();
        run_all(&services).await;
        let taken = mailer.taken.lock().unwrap();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].reply_to.as_deref(), Some("lead@a.fr"));
        assert_eq!(taken[0].id, dead[0].id);
    }
}

#[tokio::test]
async fn two_workers_share_the_jobs() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        for _ in 0..30 {
            happen(&services, &scene.lead, scene.project, Audience::All).await;
        }
        let (one, two) = (services.clone(), services.clone());
        let (first, second) = tokio::join!(
            tokio::spawn(async move { run_all(&one).await }),
            tokio::spawn(async move { run_all(&two).await })
        );
        first.unwrap();
        second.unwrap();
        run_all(&services).await;
        assert_eq!(mails(&services).await.len(), 60);
    }
}

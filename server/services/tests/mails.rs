//! Which mails are wanted: by topic, at an hour, for a project or not; and the way out of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::ids::{PersonId, ProjectId};
use domain::project::Audience;
use services::account::login::Asker;
use services::account::mails::Stops;
use services::journal::{Details, Fact};
use services::{Cx, Error, Services};
use store::Value;
use store::mailbox::KeptMail;
use support::{databases, services_on, somebody};

const HOUR: i64 = 3600;

struct Scene {
    lead: Cx,
    reader: Cx,
    project: ProjectId,
}

async fn run(services: &Services, statement: &str, values: impl IntoIterator<Item = Value>) {
    let tx = services.db.begin().await.unwrap();
    store::sql::run(&*tx, statement, values).await.unwrap();
    tx.commit().await.unwrap();
}

fn id_of(cx: &Cx) -> PersonId {
    cx.person_id().unwrap()
}

/// A project with a lead and a reader.
async fn scene(services: &Services) -> Scene {
    let (lead, reader) = (
        somebody(services, "lead@a.fr").await,
        somebody(services, "reader@a.fr").await,
    );
    let now = services.clock.now().0;
    let (bearer, project) = (services.ids.uuid(), ProjectId(services.ids.uuid()));
    run(
        services,
        "INSERT INTO collectivity (id, kind, code, name, created_at) VALUES ($1, 'commune', '49001', 'Saint-Aubin', $2)",
        [bearer.into(), now.into()],
    )
    .await;
    run(
        services,
        "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
                intake_since, created_at, updated_at, last_activity_at) \
         VALUES ($1, 'Halle', $2, '49', 'eau', 'idee', 'en_cours', 'submitted', $3, $3, $3, $3)",
        [project.0.into(), bearer.into(), now.into()],
    )
    .await;
    for (cx, role) in [(&lead, "lead"), (&reader, "reader")] {
        run(
            services,
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, $3, $4)",
            [
                project.0.into(),
                id_of(cx).0.into(),
                role.into(),
                now.into(),
            ],
        )
        .await;
    }
    Scene {
        lead,
        reader,
        project,
    }
}

async fn happens(services: &Services, scene: &Scene, fact: Fact) {
    let tx = services.db.begin().await.unwrap();
    services
        .record(
            &tx,
            &scene.lead,
            scene.project,
            fact,
            Audience::All,
            Details::new(),
        )
        .await
        .unwrap();
    tx.commit().await.unwrap();
    while services.run_due_jobs().await.unwrap() > 0 {}
}

async fn mails(services: &Services) -> Vec<KeptMail> {
    while services.run_due_jobs().await.unwrap() > 0 {}
    store::mailbox::latest(services.db.read(), 100)
        .await
        .unwrap()
}

async fn choose(services: &Services, scene: &Scene, fields: &[(&'static str, &'static str)]) {
    let typed = |name: &str| {
        let found = fields.iter().find(|(field, _)| *field == name);
        found.map_or("", |(_, value)| *value)
    };
    services.save_mails(&scene.reader, typed).await.unwrap();
}

async fn unread(services: &Services, cx: &Cx) -> usize {
    let lines = services.my_bell(cx).await.unwrap();
    lines.iter().filter(|line| line.read_at.is_none()).count()
}

#[tokio::test]
async fn each_topic_is_mailed_as_chosen() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        let fields = [
            ("courriers", "never"),
            ("sujet-message", "now"),
            ("sujet-help", "daily"),
            ("heure", "18"),
        ];
        choose(&services, &scene, &fields).await;
        for fact in [Fact::Edited, Fact::MessagePosted, Fact::BlockerRaised] {
            happens(&services, &scene, fact).await;
        }
        let now = mails(&services).await;
        assert_eq!(now.len(), 1);
        assert!(now[0].text_body.contains("message_posted"));
        assert_eq!(unread(&services, &scene.reader).await, 3);
        // Tuesday 3 March at ten in Paris: the mail of the day leaves at six in the evening.
        clock.pass_seconds(8 * HOUR - 1);
        assert_eq!(mails(&services).await.len(), 1);
        clock.pass_seconds(1);
        let evening = mails(&services).await;
        assert_eq!(evening.len(), 2);
        assert!(evening[0].text_body.contains("blocker_raised"));
        assert!(!evening[0].text_body.contains("edited"));
    }
}

#[tokio::test]
async fn a_mail_of_the_day_that_would_say_nothing_is_not_sent_and_nothing_is_said_twice() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        choose(&services, &scene, &[("courriers", "daily")]).await;
        // Read before its hour.
        happens(&services, &scene, Fact::Edited).await;
        services
            .read_all_notifications(&scene.reader)
            .await
            .unwrap();
        clock.pass_seconds(24 * HOUR);
        assert!(mails(&services).await.is_empty());
        // The hour changes while one is planned: two jobs, one mail.
        happens(&services, &scene, Fact::Edited).await;
        choose(
            &services,
            &scene,
            &[("courriers", "daily"), ("heure", "12")],
        )
        .await;
        happens(&services, &scene, Fact::MessagePosted).await;
        clock.pass_seconds(2 * HOUR);
        assert_eq!(mails(&services).await.len(), 1);
        clock.pass_seconds(48 * HOUR);
        assert_eq!(
            mails(&services).await.len(),
            1,
            "the second job has nothing to say"
        );
        // Another choice in between: nothing is owed any more.
        happens(&services, &scene, Fact::Edited).await;
        choose(&services, &scene, &[("courriers", "now")]).await;
        clock.pass_seconds(48 * HOUR);
        assert_eq!(mails(&services).await.len(), 1);
        // Membership lost.
        choose(&services, &scene, &[("courriers", "daily")]).await;
        happens(&services, &scene, Fact::Edited).await;
        let gone = "DELETE FROM member WHERE person_id = $1";
        run(&services, gone, [id_of(&scene.reader).0.into()]).await;
        clock.pass_seconds(48 * HOUR);
        assert_eq!(mails(&services).await.len(), 1);
    }
}

#[tokio::test]
async fn a_long_day_is_told_in_two_mails() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        choose(&services, &scene, &[("courriers", "daily")]).await;
        for _ in 0..205 {
            happens(&services, &scene, Fact::Edited).await;
        }
        clock.pass_seconds(24 * HOUR);
        assert_eq!(
            mails(&services).await[0].subject,
            "200 nouvelles de vos projets"
        );
        clock.pass_seconds(24 * HOUR);
        assert_eq!(
            mails(&services).await[0].subject,
            "5 nouvelles de vos projets"
        );
        clock.pass_seconds(24 * HOUR);
        assert_eq!(mails(&services).await.len(), 2);
    }
}

#[tokio::test]
async fn a_muted_project_is_neither_counted_nor_mailed_until_it_speaks_again() {
    for test in databases().await {
        let (services, _) = services_on(&test.db);
        let scene = scene(&services).await;
        let stranger = somebody(&services, "stranger@a.fr").await;
        let unknown = services.mute_project(&stranger, scene.project, true).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        for muted in [true, true, false] {
            services
                .mute_project(&scene.reader, scene.project, muted)
                .await
                .unwrap();
            happens(&services, &scene, Fact::MessagePosted).await;
            assert_eq!(unread(&services, &scene.reader).await, usize::from(!muted));
            assert_eq!(mails(&services).await.len(), usize::from(!muted));
        }
        assert_eq!(services.my_bell(&scene.reader).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn what_one_owes_a_muted_project_is_told_all_the_same() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        let due = services::intake::due_after(
            domain::intake::Intake::Assigned,
            services.clock.now(),
            "49",
        );
        run(
            &services,
            "UPDATE project SET intake = 'assigned', assignee_id = $1, intake_due_at = $2",
            [id_of(&scene.reader).0.into(), due.unwrap().0.into()],
        )
        .await;
        services
            .mute_project(&scene.reader, scene.project, true)
            .await
            .unwrap();
        clock.pass_seconds(6 * 24 * HOUR);
        assert_eq!(services.remind().await.unwrap(), 1);
        assert_eq!(mails(&services).await.len(), 1);
    }
}

/// The last word of the link to unsubscribe of a mail.
fn token_of(mail: &KeptMail) -> String {
    let link = mail.text_body.split("/desabonnement/").nth(1).unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn the_link_of_a_mail_stops_its_topic_and_no_other_link_does() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(&services).await;
        happens(&services, &scene, Fact::MessagePosted).await;
        let token = token_of(&mails(&services).await[0]);
        let found = services.subscription(&token).await.unwrap();
        assert!(found.runs);
        assert!(
            services.subscription(&token).await.unwrap().runs,
            "looking stops nothing"
        );
        for _ in 0..2 {
            assert!(!services.unsubscribe(&token, true).await.unwrap().runs);
        }
        happens(&services, &scene, Fact::MessagePosted).await;
        assert_eq!(mails(&services).await.len(), 1);
        happens(&services, &scene, Fact::Edited).await;
        assert_eq!(mails(&services).await.len(), 2, "other topics go on");
        assert!(services.unsubscribe(&token, false).await.unwrap().runs);
        happens(&services, &scene, Fact::MessagePosted).await;
        assert_eq!(mails(&services).await.len(), 3);
        let (id, rest) = token.split_once('.').unwrap();
        let (_, sign) = rest.split_once('.').unwrap();
        let other = id_of(&scene.lead).0.simple();
        for forged in [
            String::new(),
            id.to_owned(),
            format!("{id}.step.{sign}"),
            format!("{id}.message.{sign}x"),
            format!("{id}.message."),
            format!("{other}.message.{sign}"),
            format!("{token}.x"),
        ] {
            let refused = services.unsubscribe(&forged, true).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{forged}");
        }
        choose(&services, &scene, &[("courriers", "daily")]).await;
        happens(&services, &scene, Fact::Edited).await;
        clock.pass_seconds(24 * HOUR);
        let digest = token_of(&mails(&services).await[0]);
        let found = services.subscription(&digest).await.unwrap();
        assert_eq!(found.stops, Stops::Digest);
        services.unsubscribe(&digest, true).await.unwrap();
        happens(&services, &scene, Fact::Edited).await;
        clock.pass_seconds(48 * HOUR);
        assert_eq!(mails(&services).await.len(), 4);
    }
}

/// At seven everybody's mail of the day is due; whoever signs in then has a quarter of an hour for the code.
#[tokio::test]
async fn a_code_to_sign_in_does_not_wait_for_the_mails_of_the_day() {
    const MANY: usize = 50;
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let now = services.clock.now();
        for _ in 0..MANY {
            let payload = format!("{{\"person\":\"{}\"}}", services.ids.uuid());
            run(
                &services,
                "INSERT INTO outbox (id, kind, payload, created_at, available_at) VALUES ($1, 'digest', $2, $3, $3)",
                [services.ids.uuid().into(), payload.into(), now.0.into()],
            )
            .await;
        }
        clock.pass_seconds(5);
        let asker = Asker::default();
        services
            .begin_login(&asker, "presse@a.fr", "/")
            .await
            .unwrap();
        let done = services.run_due_jobs().await.unwrap();
        assert!(done < MANY);
        let kept = store::mailbox::latest(services.db.read(), 10)
            .await
            .unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].recipient, "presse@a.fr");
        assert!(services.waiting_jobs().await.unwrap().waiting > 0);
    }
}

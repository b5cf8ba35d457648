//! Views sent by mail: what changed since the last one, at the hour chosen, to whoever may still read it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::filter::Listing;
use domain::ids::{PersonId, ProjectId, SavedViewId};
use services::account::mails::Stops;
use services::saved_view::ViewForm;
use services::saved_view::by_mail::Frequency;
use services::{Actor, Cx, Error, Once, Services};
use store::Value;
use store::mailbox::KeptMail;
use support::{TestClock, databases, services_on, somebody};
use uuid::Uuid;

const DAY: i64 = 86_400;

struct Scene {
    services: Services,
    clock: std::sync::Arc<TestClock>,
    agent: Cx,
    bearer: Uuid,
    view: SavedViewId,
    _test: support::TestDb,
}

impl Scene {
    async fn run(&self, statement: &str, values: impl IntoIterator<Item = Value>) {
        run(&self.services, statement, values).await;
    }

    async fn project(&self, title: &str, departement: &str) -> ProjectId {
        let (id, now) = (self.services.ids.uuid(), self.services.clock.now().0);
        self.run(
            "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
                    intake_since, created_at, updated_at, last_activity_at) \
             VALUES ($1, $2, $3, $4, 'eau', 'idee', 'en_cours', 'submitted', $5, $5, $5, $5)",
            [
                id.into(),
                title.into(),
                self.bearer.into(),
                departement.into(),
                now.into(),
            ],
        )
        .await;
        ProjectId(id)
    }

    async fn moves(&self, project: ProjectId, to: &str) {
        let set = "UPDATE project SET intake = $2 WHERE id = $1";
        self.run(set, [project.0.into(), to.into()]).await;
    }

    async fn subscribe(&self, frequency: Option<Frequency>) {
        let (cx, view, once) = (&self.agent, self.view, Once::none());
        let services = &self.services;
        services
            .subscribe_to_view(cx, view, frequency, &once)
            .await
            .unwrap();
    }

    /// A day passes; what was sent, the newest first.
    async fn a_day_later(&self) -> Vec<KeptMail> {
        self.clock.pass_seconds(DAY);
        self.services.send_views().await.unwrap();
        // Another worker at the same moment.
        self.services.send_views().await.unwrap();
        while self.services.run_due_jobs().await.unwrap() > 0 {}
        store::mailbox::latest(self.services.db.read(), 100)
            .await
            .unwrap()
    }
}

async fn run(services: &Services, statement: &str, values: impl IntoIterator<Item = Value>) {
    let tx = services.db.begin().await.unwrap();
    store::sql::run(&*tx, statement, values).await.unwrap();
    tx.commit().await.unwrap();
}

/// An agent of Maine-et-Loire who keeps a view of all its projects.
async fn scenes() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let mut agent = somebody(&services, "agent@a.fr").await;
        let now = services.clock.now().0;
        let bearer = services.ids.uuid();
        run(
            &services,
            "INSERT INTO collectivity (id, kind, code, name, created_at) VALUES ($1, 'commune', '49001', 'Saint-Aubin', $2)",
            [bearer.into(), now.into()],
        )
        .await;
        let id = agent.person_id().unwrap();
        run(
            &services,
            "INSERT INTO role_grant (id, person_id, kind, scope, since) VALUES ($1, $2, 'agent', '49', $3)",
            [services.ids.uuid().into(), id.0.into(), now.into()],
        )
        .await;
        if let Actor::Person(person) = &mut agent.actor {
            person.agent_of.push("49".to_owned());
        }
        let form = ViewForm {
            name: "Tout l'Anjou",
            shared: false,
        };
        let query = |_: &Listing| "departement=49".to_owned();
        let listing = Listing::default();
        services
            .save_view(&agent, &listing, query, form, &Once::none())
            .await
            .unwrap();
        let view = view_of(&services, id).await;
        scenes.push(Scene {
            services,
            clock,
            agent,
            bearer,
            view,
            _test: test,
        });
    }
    scenes
}

async fn view_of(services: &Services, person: PersonId) -> SavedViewId {
    let of = ["49".to_owned()];
    let wanted = store::saved_view::Wanted {
        person,
        of: Some(&of),
        elsewhere: false,
        seat_of: None,
    };
    let views = store::saved_view::list(services.db.read(), wanted).await;
    SavedViewId(views.unwrap()[0].id)
}

#[tokio::test]
async fn a_view_says_what_entered_left_and_moved_and_nothing_when_nothing_did() {
    for scene in scenes().await {
        let (halle, lavoir) = (
            scene.project("Halle", "49").await,
            scene.project("Lavoir", "49").await,
        );
        scene.subscribe(Some(Frequency::Daily)).await;
        assert!(scene.a_day_later().await.is_empty(), "nothing changed");

        scene.project("Pont", "49").await;
        scene.project("Ailleurs", "44").await;
        scene.moves(halle, "acknowledged").await;
        let to = "UPDATE project SET departement_code = '44' WHERE id = $1";
        scene.run(to, [lavoir.0.into()]).await;
        let sent = scene.a_day_later().await;
        assert_eq!(sent.len(), 1, "once, however many workers");
        assert_eq!(sent[0].subject, "Vue « Tout l'Anjou » : 3 changements");
        let text = &sent[0].text_body;
        for line in [
            "Entrés dans la vue : 1",
            "- Pont",
            "- Halle : de « submitted » à « acknowledged »",
            "Sortis de la vue : 1",
        ] {
            assert!(text.contains(line), "{line} is missing in:\n{text}");
        }
        for hidden in ["Lavoir", "Ailleurs"] {
            assert!(!text.contains(hidden), "{hidden} is another département's");
        }
        assert_eq!(scene.a_day_later().await.len(), 1, "told once");
    }
}

#[tokio::test]
async fn many_changes_are_counted_and_the_first_named() {
    for scene in scenes().await {
        scene.subscribe(Some(Frequency::Daily)).await;
        for n in 0..23 {
            scene.project(&format!("Projet {n:02}"), "49").await;
        }
        let sent = scene.a_day_later().await;
        let text = &sent[0].text_body;
        assert!(text.contains("Entrés dans la vue : 23"));
        assert!(text.contains("- Projet 19") && !text.contains("- Projet 20"));
        assert!(text.contains("- et 3 de plus"));
    }
}

#[tokio::test]
async fn a_weekly_view_waits_for_monday() {
    for scene in scenes().await {
        scene.subscribe(Some(Frequency::Weekly)).await;
        scene.project("Halle", "49").await;
        // It is Tuesday.
        for day in 1..=5 {
            assert!(scene.a_day_later().await.is_empty(), "day {day}");
        }
        assert_eq!(scene.a_day_later().await.len(), 1, "Monday");
    }
}

#[tokio::test]
async fn who_lost_the_role_gets_nothing_and_the_subscription_ends() {
    for scene in scenes().await {
        scene.subscribe(Some(Frequency::Daily)).await;
        scene.project("Halle", "49").await;
        let ended = "UPDATE role_grant SET ended_at = 1";
        scene.run(ended, []).await;
        assert!(scene.a_day_later().await.is_empty());
        scene.run("UPDATE role_grant SET ended_at = NULL", []).await;
        assert!(
            scene.a_day_later().await.is_empty(),
            "it does not come back by itself"
        );
        let found = scene.services.view_mails(&scene.agent, scene.view).await;
        assert_eq!(found.unwrap().frequency, None);
        let stranger = somebody(&scene.services, "autre@a.fr").await;
        let refused = scene.services.view_mails(&stranger, scene.view).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn the_link_of_a_mail_stops_that_view_alone_and_brings_it_back() {
    for scene in scenes().await {
        scene.subscribe(Some(Frequency::Daily)).await;
        scene.project("Halle", "49").await;
        let sent = scene.a_day_later().await;
        let text = &sent[0].text_body;
        let at = text.find("/desabonnement/").unwrap() + "/desabonnement/".len();
        let token = text[at..].split_whitespace().next().unwrap().to_owned();
        assert!(sent[0].html_body.contains(&token));
        let services = &scene.services;
        let found = services.subscription(&token).await.unwrap();
        assert!(found.runs && matches!(found.stops, Stops::View(_)));
        assert!(!services.unsubscribe(&token, true).await.unwrap().runs);
        let before = services.my_mails(&scene.agent).await.unwrap();
        scene.project("Pont", "49").await;
        assert_eq!(scene.a_day_later().await.len(), 1, "stopped");
        assert_eq!(services.my_mails(&scene.agent).await.unwrap(), before);
        assert!(services.unsubscribe(&token, false).await.unwrap().runs);
        let sent = scene.a_day_later().await;
        assert_eq!(sent.len(), 2);
        assert!(sent[0].text_body.contains("- Pont"));
        scene.subscribe(None).await;
        assert!(!services.subscription(&token).await.unwrap().runs);
        assert!(
            !services.unsubscribe(&token, false).await.unwrap().runs,
            "it is gone"
        );
    }
}

//! Delays of the State: each mark is told once, to those who owe something, and to nobody while the project is parked.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod support;

use domain::ids::{PersonId, ProjectId};
use domain::intake::Intake;
use domain::timestamp::Timestamp;
use services::intake::due_after;
use services::working_days::{Calendar, plus_working_days};
use services::{Cx, Services};
use std::sync::Arc;
use store::Value;
use support::{TestClock, databases, services_on, somebody};

const DAY: i64 = 86_400;

struct Scene {
    services: Services,
    clock: Arc<TestClock>,
    ddt: Cx,
    assignee: Cx,
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

/// A project of Maine-et-Loire in a state since now, with a lead, an agent who follows it, two seats, the deputies of both
/// and a referent. The holder at the préfecture is away for the whole of March: who stands in is told beside her.
async fn scene(services: Services, clock: Arc<TestClock>, state: Intake) -> Scene {
    let lead = somebody(&services, "lead@a.fr").await;
    let assignee = somebody(&services, "assignee@a.fr").await;
    let ddt = somebody(&services, "ddt@a.fr").await;
    let now = services.clock.now();
    let tx = services.db.begin().await.unwrap();
    services.ensure_pair(&tx, "49").await.unwrap();
    tx.commit().await.unwrap();
    for (seat, position, person) in [
        ("ddt", "holder", ddt.clone()),
        (
            "ddt",
            "deputy",
            somebody(&services, "ddt-deputy@a.fr").await,
        ),
        (
            "prefecture",
            "holder",
            somebody(&services, "away@a.fr").await,
        ),
        (
            "prefecture",
            "deputy",
            somebody(&services, "prefecture@a.fr").await,
        ),
    ] {
        run(
            &services,
            "INSERT INTO seat_person (id, seat_id, person_id, position, since) \
             SELECT $1, seat.id, $3, $4, $5 FROM seat WHERE seat.kind = $2",
            [
                services.ids.uuid().into(),
                seat.into(),
                id_of(&person).0.into(),
                position.into(),
                now.0.into(),
            ],
        )
        .await;
    }
    run(
        &services,
        "UPDATE seat_person SET absent_from = '2026-03-01', absent_until = '2026-03-31' \
         WHERE person_id IN (SELECT id FROM person WHERE email = 'away@a.fr')",
        [],
    )
    .await;
    let referent = somebody(&services, "referent@a.fr").await;
    let named = "UPDATE pair SET referent_id = $1";
    run(&services, named, [id_of(&referent).0.into()]).await;
    let (bearer, project) = (services.ids.uuid(), ProjectId(services.ids.uuid()));
    run(
        &services,
        "INSERT INTO collectivity (id, kind, code, name, departement_code, created_at) \
         VALUES ($1, 'commune', '49001', 'Saint-Aubin', '49', $2)",
        [bearer.into(), now.0.into()],
    )
    .await;
    run(
        &services,
        "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
                intake_since, intake_due_at, created_at, updated_at, last_activity_at, assignee_id) \
         VALUES ($1, 'Halle', $2, '49', 'eau', 'idee', 'en_cours', $3, $4, $5, $4, $4, $4, $6)",
        [
            project.0.into(),
            bearer.into(),
            state.code().into(),
            now.0.into(),
            due_after(state, now, "49").map(|due| due.0).into(),
            id_of(&assignee).0.into(),
        ],
    )
    .await;
    run(
        &services,
        "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'lead', $3)",
        [project.0.into(), id_of(&lead).0.into(), now.0.into()],
    )
    .await;
    Scene {
        services,
        clock,
        ddt,
        assignee,
        project,
    }
}

impl Scene {
    /// Reminds, lets the jobs run and says who was mailed since the last time.
    async fn told(&self, known: &mut usize) -> String {
        self.services.remind().await.unwrap();
        while self.services.run_due_jobs().await.unwrap() > 0 {}
        let all = store::mailbox::latest(self.services.db.read(), 1000)
            .await
            .unwrap();
        let fresh = all.len() - *known;
        *known = all.len();
        let mut names: Vec<String> = all[..fresh]
            .iter()
            .map(|mail| mail.recipient.replace("@a.fr", ""))
            .collect();
        names.sort();
        names.join(" ")
    }

    /// Who was told on which day, one look a day at ten in Paris from Tuesday 3 March on.
    async fn days(&self, days: i64) -> Vec<(i64, String)> {
        let (mut known, mut told) = (0, Vec::new());
        for day in 0..days {
            let names = self.told(&mut known).await;
            if !names.is_empty() {
                told.push((day, names));
            }
            self.clock.pass_seconds(DAY);
        }
        told
    }
}

fn said(told: &[(i64, &str)]) -> Vec<(i64, String)> {
    told.iter()
        .map(|(day, names)| (*day, (*names).to_owned()))
        .collect()
}

#[tokio::test]
async fn each_mark_is_told_once_to_those_who_owe_something() {
    for (state, expected) in [
        // Due on Friday 6: the last day, the Monday after, two working days later.
        (
            Intake::Submitted,
            [
                (3, "away ddt prefecture"),
                (6, "away ddt prefecture"),
                (8, "away ddt prefecture referent"),
            ],
        ),
        // Ten working days: until Tuesday 17.
        (
            Intake::Acknowledged,
            [
                (8, "away ddt prefecture"),
                (15, "away ddt prefecture"),
                (22, "away ddt prefecture referent"),
            ],
        ),
        // Five: until Tuesday 10.
        (
            Intake::Prioritised,
            [
                (6, "away ddt prefecture"),
                (8, "away ddt prefecture"),
                (13, "away ddt prefecture referent"),
            ],
        ),
        (
            Intake::Assigned,
            [
                (6, "assignee"),
                (8, "assignee"),
                (13, "assignee away ddt prefecture referent"),
            ],
        ),
    ] {
        for test in databases().await {
            let (services, clock) = services_on(&test.db);
            let scene = scene(services, clock, state).await;
            assert_eq!(scene.days(30).await, said(&expected), "{state:?}");
        }
    }
}

#[tokio::test]
async fn a_decision_reminds_the_seat_that_has_not_done_its_part() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Acknowledged).await;
        run(
            &scene.services,
            "INSERT INTO assessment (project_id, seat_kind, maturity, impact, urgency, territorial_need, feasibility, \
                    strategy_fit, scored_by, scored_at) VALUES ($1, 'ddt', 1, 1, 1, 1, 1, 1, $2, 0)",
            [scene.project.0.into(), id_of(&scene.ddt).0.into()],
        )
        .await;
        let mut known = 0;
        scene.clock.pass_seconds(8 * DAY);
        assert_eq!(scene.told(&mut known).await, "away prefecture");
        // Proposed on Wednesday 11: to be signed until Wednesday 18.
        run(
            &scene.services,
            "INSERT INTO priority_decision (id, project_id, level, proposed_by_seat, proposed_at, prefecture_signed_by) \
             VALUES ($1, $2, 'haute', 'prefecture', $3, $4)",
            [
                scene.services.ids.uuid().into(),
                scene.project.0.into(),
                scene.services.clock.now().0.into(),
                id_of(&scene.assignee).0.into(),
            ],
        )
        .await;
        let told = scene.days(15).await;
        // A look at the mails before counts for nothing.
        let told: Vec<(i64, String)> = told.into_iter().filter(|(day, _)| *day > 0).collect();
        assert_eq!(
            told,
            said(&[(6, "ddt"), (8, "ddt"), (13, "away ddt prefecture referent")])
        );
    }
}

#[tokio::test]
async fn an_answer_to_blockers_is_owed_by_who_follows_and_said_once_for_all_of_a_day() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Assigned).await;
        let now = scene.services.clock.now();
        run(
            &scene.services,
            "UPDATE project SET intake_due_at = NULL",
            [],
        )
        .await;
        for _ in 0..3 {
            run(
                &scene.services,
                "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at) \
                 VALUES ($1, $2, 'land', 'Terrain', '2026-03-03', $3, $4, $5)",
                [
                    scene.services.ids.uuid().into(),
                    scene.project.0.into(),
                    id_of(&scene.assignee).0.into(),
                    now.0.into(),
                    plus_working_days(now, 10, Calendar::of("49")).0.into(),
                ],
            )
            .await;
        }
        let expected = [
            (8, "assignee"),
            (15, "assignee"),
            (22, "assignee away ddt prefecture referent"),
        ];
        assert_eq!(scene.days(30).await, said(&expected));
    }
}

#[tokio::test]
async fn nothing_is_told_while_the_ball_is_with_the_collectivity() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Submitted).await;
        run(
            &scene.services,
            "UPDATE project SET intake = 'withdrawn', intake_before = 'submitted', intake_due_at = NULL",
            [],
        )
        .await;
        run(
            &scene.services,
            "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at, due_at) \
             VALUES ($1, $2, 'land', 'Terrain', '2026-03-03', $3, 0, 1)",
            [
                scene.services.ids.uuid().into(),
                scene.project.0.into(),
                id_of(&scene.assignee).0.into(),
            ],
        )
        .await;
        assert_eq!(scene.days(30).await, said(&[]));
    }
}

#[tokio::test]
async fn two_workers_and_a_restart_tell_it_once() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services.clone(), clock, Intake::Submitted).await;
        scene.clock.pass_seconds(3 * DAY);
        let (one, two) = (services.clone(), services.clone());
        let (first, second) = tokio::join!(
            tokio::spawn(async move { one.remind().await.unwrap() }),
            tokio::spawn(async move { two.remind().await.unwrap() })
        );
        assert_eq!(first.unwrap() + second.unwrap(), 1);
        // Nobody did the job yet: another process finds the mark told and the job waiting.
        let (restarted, other) = services_on(&test.db);
        other.pass_seconds(3 * DAY + 60);
        assert_eq!(restarted.remind().await.unwrap(), 0);
        let mut known = 0;
        assert_eq!(scene.told(&mut known).await, "away ddt prefecture");
        assert_eq!(scene.told(&mut known).await, "");
    }
}

#[tokio::test]
async fn after_a_pause_the_latest_mark_alone_is_told() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Submitted).await;
        scene.clock.pass_seconds(20 * DAY);
        let mut known = 0;
        let told = scene.told(&mut known).await;
        assert_eq!(told, "away ddt prefecture referent");
        assert_eq!(
            scene.days(5).await.len(),
            1,
            "the mails of before, and no more"
        );
    }
}

#[tokio::test]
async fn what_was_done_in_between_is_not_told() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Submitted).await;
        scene.clock.pass_seconds(3 * DAY);
        assert_eq!(scene.services.remind().await.unwrap(), 1);
        run(
            &scene.services,
            "UPDATE project SET intake = 'acknowledged', intake_due_at = intake_due_at + 864000000",
            [],
        )
        .await;
        let mut known = 0;
        assert_eq!(scene.told(&mut known).await, "");
    }
}

#[tokio::test]
async fn a_reminder_comes_in_office_hours_stays_with_the_state_and_is_no_activity() {
    for test in databases().await {
        let (services, clock) = services_on(&test.db);
        let scene = scene(services, clock, Intake::Submitted).await;
        let start = scene.services.clock.now();
        // Friday 6 March: one in the morning, then nine in the evening, then Saturday at ten.
        for (seconds, place) in [(3 * DAY - 9 * 3600, 1), (20 * 3600, 21), (13 * 3600, 10)] {
            scene.clock.pass_seconds(seconds);
            assert_eq!(scene.services.remind().await.unwrap(), 0, "{place}");
        }
        scene.clock.pass_seconds(2 * DAY);
        assert_eq!(scene.services.remind().await.unwrap(), 1);
        let read = |all| {
            store::project::read::events(scene.services.db.read(), scene.project, all, None, 10)
        };
        assert_eq!(read(true).await.unwrap()[0].kind, "reminded");
        assert!(read(false).await.unwrap().is_empty());
        let sheet = store::project::read::sheet(scene.services.db.read(), scene.project)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(Timestamp(sheet.last_activity_at), start);
    }
}

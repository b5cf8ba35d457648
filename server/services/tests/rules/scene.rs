//! A département with its pair and two agents of one service, and projects one can decide on.

use super::support::{as_person, somebody};
use domain::ids::{PersonId, ProjectId, RuleId};
use domain::priority::Proposal;
use domain::project::{Priority, SeatKind};
use domain::rule::{RuleDraft, RuleForm};
use services::context::SeatHeld;
use services::priority::Step;
use services::rule::list::Trying;
use services::{Actor, Cx, Once, Services};
use store::desk::counts::Happened;
use store::{Value, sql};
use uuid::Uuid;

pub struct Scene {
    services: Services,
    pub ddt: Cx,
    pub prefecture: Cx,
    pub neighbour: Cx,
    claire: Cx,
    paul: Cx,
    bearer: Uuid,
}

/// The assignment that runs.
pub struct Assignment {
    /// How many rules it names.
    pub rules: i64,
    pub by: Option<Uuid>,
    pub sentence: String,
    pub due: i64,
}

/// A rule of themes for a person.
pub fn draft(name: &str, themes: &[&str], to: PersonId) -> RuleDraft {
    let themes: Vec<String> = themes.iter().map(|theme| (*theme).to_owned()).collect();
    let form = RuleForm {
        name,
        themes: &themes,
        target: &format!("personne:{to}"),
        ..RuleForm::default()
    };
    form.parse().unwrap()
}

fn seated(mut cx: Cx, kind: SeatKind, departement: &str) -> Cx {
    if let Actor::Person(person) = &mut cx.actor {
        person.seats.push(SeatHeld {
            kind,
            departement: departement.to_owned(),
            arrondissement: None,
        });
    }
    cx
}

pub async fn scene(services: &Services) -> Scene {
    let mut people = Vec::new();
    for name in ["ddt", "prefecture", "neighbour", "claire", "paul"] {
        people.push(somebody(services, &format!("{name}@a.fr")).await);
    }
    let [ddt, prefecture, neighbour, claire, paul]: [Cx; 5] = people.try_into().unwrap();
    let bearer = services.ids.uuid();
    let scene = Scene {
        services: services.clone(),
        ddt: seated(ddt, SeatKind::Ddt, "49"),
        prefecture: seated(prefecture, SeatKind::Prefecture, "49"),
        neighbour: seated(neighbour, SeatKind::Ddt, "44"),
        claire,
        paul,
        bearer,
    };
    let now: Value = services.clock.now().0.into();
    let code = "INSERT INTO collectivity (id, kind, code, name, created_at) VALUES ($1, 'commune', '49099', 'Cholet', $2)";
    scene.run(code, [bearer.into(), now.clone()]).await;
    for (person, name) in [(scene.claire(), "Claire"), (scene.paul(), "Paul")] {
        scene
            .run(
                "UPDATE person SET first_name = $2, last_name = 'Martin' WHERE id = $1",
                [person.0.into(), name.into()],
            )
            .await;
        scene
            .run(
                "INSERT INTO role_grant (id, person_id, kind, scope, service, since) \
                 VALUES ($1, $2, 'agent', '49', 'Service eau', $3)",
                [services.ids.uuid().into(), person.0.into(), now.clone()],
            )
            .await;
    }
    scene
}

impl Scene {
    pub async fn run<const N: usize>(&self, statement: &str, values: [Value; N]) {
        let tx = self.services.db.begin().await.unwrap();
        sql::run(&*tx, statement, values).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn id_of(&self, cx: &Cx) -> PersonId {
        cx.person_id().unwrap()
    }

    pub fn claire(&self) -> PersonId {
        self.id_of(&self.claire)
    }

    pub fn paul(&self) -> PersonId {
        self.id_of(&self.paul)
    }

    /// An agent of the département.
    pub fn cx_of(&self, person: PersonId) -> Cx {
        let mut cx = as_person(person, "agent@a.fr");
        if let Actor::Person(person) = &mut cx.actor {
            person.agent_of.push("49".to_owned());
        }
        cx
    }

    pub async fn add(&self, draft: &RuleDraft) -> RuleId {
        let once = Once::none();
        self.services
            .add_rule(&self.ddt, "49", draft, &once)
            .await
            .unwrap()
    }

    pub async fn names(&self) -> Vec<String> {
        let view = self.services.rules(&self.ddt, None, Trying::Nothing).await;
        let rules = view.unwrap().rules;
        rules.into_iter().map(|rule| rule.rule.draft.name).collect()
    }

    /// A project that waits for its priority, deposited today.
    pub async fn project(&self, theme: &str, commune: &str) -> ProjectId {
        self.deposited(theme, commune, self.services.clock.now().0)
            .await
    }

    /// One deposited more than a year ago.
    pub async fn old_project(&self, theme: &str, commune: &str) -> ProjectId {
        let year = 366 * 24 * 3_600_000;
        self.deposited(theme, commune, self.services.clock.now().0 - year)
            .await
    }

    async fn deposited(&self, theme: &str, commune: &str, at: i64) -> ProjectId {
        let id = self.services.ids.uuid();
        self.run(
            "INSERT INTO project (id, title, bearer_id, departement_code, main_theme, phase, phase_status, intake, \
                 intake_since, intake_due_at, submitted_at, created_at, updated_at, last_activity_at) \
             VALUES ($1, 'Station', $2, '49', $3, 'etude', 'en_cours', 'acknowledged', $4, $4, $4, $4, $4, $4)",
            [id.into(), self.bearer.into(), theme.into(), at.into()],
        )
        .await;
        self.run(
            "INSERT INTO project_commune (project_id, commune_code, position) VALUES ($1, $2, 1)",
            [id.into(), commune.into()],
        )
        .await;
        ProjectId(id)
    }

    pub async fn programme(&self, programme: &str, commune: &str) {
        let now = self.services.clock.now().0;
        self.run(
            "INSERT INTO programme_territory (id, programme, name, imported_at) VALUES ('p-1', $1, 'P', $2)",
            [programme.into(), now.into()],
        )
        .await;
        self.run(
            "INSERT INTO programme_commune (territory_id, commune_code) VALUES ('p-1', $1)",
            [commune.into()],
        )
        .await;
    }

    pub async fn propose(&self, project: ProjectId, level: Priority) {
        self.step(&self.ddt, project, level).await;
    }

    pub async fn sign(&self, project: ProjectId, level: Priority) {
        self.step(&self.prefecture, project, level).await;
    }

    pub async fn decide(&self, project: ProjectId, level: Priority) {
        self.propose(project, level).await;
        self.sign(project, level).await;
    }

    async fn step(&self, cx: &Cx, project: ProjectId, level: Priority) {
        let proposal = Proposal::parse(level.code(), "Utile.").unwrap();
        let (step, once) = (Step::Propose(proposal), Once::none());
        self.services
            .decide_priority(cx, project, None, step, &once)
            .await
            .unwrap();
    }

    pub async fn state(&self, project: ProjectId) -> (String, Option<PersonId>) {
        let found = store::project::read::access(self.services.db.read(), project, None).await;
        let found = found.unwrap().unwrap();
        (found.intake, found.assignee_id.map(PersonId))
    }

    /// A text and a number of each row.
    async fn rows<const N: usize>(&self, select: &str, values: [Value; N]) -> Vec<(String, i64)> {
        let rows: Vec<Happened> = sql::all(self.services.db.read(), select, values)
            .await
            .unwrap();
        rows.into_iter().map(|row| (row.kind, row.n)).collect()
    }

    pub async fn assignment(&self, project: ProjectId) -> Assignment {
        let select = "SELECT sentence AS kind, first_contact_due_at AS n FROM assignment \
                      WHERE project_id = $1 AND ended_at IS NULL";
        let mut rows = self.rows(select, [project.0.into()]).await;
        let (sentence, due) = rows.remove(0);
        assert!(rows.is_empty(), "one assignment runs");
        let rules = "SELECT '' AS kind, COUNT(rule_id) AS n FROM assignment \
                     WHERE project_id = $1 AND ended_at IS NULL";
        let sheet = store::project::read::sheet(self.services.db.read(), project).await;
        Assignment {
            rules: self.rows(rules, [project.0.into()]).await[0].1,
            by: sheet.unwrap().unwrap().assigned_by,
            sentence,
            due,
        }
    }

    pub async fn assignments(&self, project: ProjectId) -> i64 {
        let select = "SELECT '' AS kind, COUNT(*) AS n FROM assignment WHERE project_id = $1";
        self.rows(select, [project.0.into()]).await[0].1
    }

    /// Whether a rule is noted as the one that gave the project.
    pub async fn gave(&self, rule: RuleId, project: ProjectId) -> bool {
        let select = "SELECT '' AS kind, COUNT(*) AS n FROM assignment WHERE project_id = $1 AND rule_id = $2";
        self.rows(select, [project.0.into(), rule.0.into()]).await[0].1 == 1
    }

    pub async fn events(&self, project: ProjectId, kind: &str) -> Vec<String> {
        let select = "SELECT payload AS kind, seq AS n FROM event \
                      WHERE project_id = $1 AND kind = $2 ORDER BY seq";
        let rows = self.rows(select, [project.0.into(), kind.into()]).await;
        rows.into_iter().map(|(payload, _)| payload).collect()
    }

    pub async fn waits(&self, project: ProjectId) -> Option<(String, String)> {
        let wait = store::rule::read::wait(self.services.db.read(), project)
            .await
            .unwrap();
        wait.map(|wait| (wait.why, wait.rule_name))
    }

    pub async fn end_role(&self, person: PersonId) {
        let now = self.services.clock.now().0;
        self.run(
            "UPDATE role_grant SET ended_at = $2 WHERE person_id = $1",
            [person.0.into(), now.into()],
        )
        .await;
    }

    pub async fn disable(&self, person: PersonId) {
        let now = self.services.clock.now().0;
        self.run(
            "UPDATE person SET disabled_at = $2 WHERE id = $1",
            [person.0.into(), now.into()],
        )
        .await;
    }

    /// A lead with a telephone.
    pub async fn lead_of(&self, project: ProjectId, phone: &str) -> PersonId {
        let lead = somebody(&self.services, "lead@a.fr").await;
        let (lead, now) = (self.id_of(&lead), self.services.clock.now().0);
        self.run(
            "UPDATE person SET first_name = 'Odile', last_name = 'Renard', phone = $2 WHERE id = $1",
            [lead.0.into(), phone.into()],
        )
        .await;
        self.run(
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'lead', $3)",
            [project.0.into(), lead.0.into(), now.into()],
        )
        .await;
        lead
    }

    pub async fn block(&self, project: ProjectId, sentence: &str) {
        let (id, now) = (self.services.ids.uuid(), self.services.clock.now().0);
        self.run(
            "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at) \
             VALUES ($1, $2, 'land', $3, '2026-01-05', $4, $5)",
            [
                id.into(),
                project.0.into(),
                sentence.into(),
                self.claire().0.into(),
                now.into(),
            ],
        )
        .await;
    }

    /// The mails of somebody whose subject holds some words.
    pub async fn mails_of(&self, address: &str, subject: &str) -> Vec<String> {
        let mails = store::mailbox::latest(self.services.db.read(), 100).await;
        let mut mails = mails.unwrap();
        mails.retain(|mail| mail.recipient == address && mail.subject.contains(subject));
        mails.into_iter().map(|mail| mail.text_body).collect()
    }

    /// The one mail of somebody whose subject holds some words.
    pub async fn mail_of(&self, address: &str, subject: &str) -> String {
        let mut mails = self.mails_of(address, subject).await;
        assert_eq!(mails.len(), 1, "{address}: {subject}");
        mails.remove(0)
    }
}

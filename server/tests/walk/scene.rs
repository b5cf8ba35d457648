//! A project with one of each thing that an address may name, made for the one who asks.
#![allow(
    dead_code,
    reason = "shared with the hostile text, which uses less of it"
)]

#[path = "lists.rs"]
mod lists;

use super::roles::{GROUNDS, LOCAL, LOCAL_ELSEWHERE, NOBODY};
use super::world::{Cast, Someone, World};
use domain::ids::{EventId, NotificationId, ProjectId};
use domain::project::Audience;
use sea_orm::Value;
use services::secret;
use store::journal::NewEvent;
use store::{Tx, notification, sql};
use uuid::Uuid;

/// The title of every project of the walk: whoever may not know of it never reads this word.
pub const TITLE: &str = "Halle-aux-grains";

/// What the addresses of one row name.
pub struct Scene {
    pub project: ProjectId,
    names: Vec<(&'static str, String)>,
}

impl Scene {
    /// An address: each `{name}` of the pattern replaced by what it names, told apart by the word before it.
    pub fn fill(&self, pattern: &str) -> String {
        let mut before = "";
        let mut path = String::new();
        for part in pattern.split('/').skip(1) {
            path.push('/');
            path.push_str(&self.name(before, part));
            before = part;
        }
        path
    }

    fn name(&self, before: &str, part: &str) -> String {
        if !part.starts_with('{') {
            return part.to_owned();
        }
        let found = [format!("{before}/{part}"), part.to_owned()]
            .into_iter()
            .find_map(|key| self.names.iter().find(|(name, _)| *name == key));
        let found = found.unwrap_or_else(|| panic!("the scene does not know {before}/{part}"));
        found.1.clone()
    }

    /// What a field of a form says.
    pub fn value(&self, text: &str) -> String {
        if text.starts_with('{') {
            self.name("", text)
        } else {
            text.to_owned()
        }
    }

    /// The same addresses, naming a project that does not exist.
    pub fn of_nothing(mut self, world: &World) -> Self {
        for (name, value) in &mut self.names {
            if matches!(*name, "projets/{id}" | "{draft}" | "notifications/{id}") {
                *value = world.services.ids.uuid().to_string();
            }
        }
        self
    }
}

/// Makes one. What has an author is `asker`'s, except for a visitor, who has nothing.
pub async fn make(world: &World, cast: &Cast, role: &str, intake: &str, state_only: bool) -> Scene {
    let lead = cast.get("lead");
    let asker = if role == NOBODY { lead } else { cast.get(role) };
    let project = world.project(cast, intake, TITLE).await;
    if let LOCAL | LOCAL_ELSEWHERE = role {
        let ground = GROUNDS[usize::from(role != LOCAL)];
        let lies = "UPDATE project SET arrondissement_code = $2 WHERE id = $1";
        world.run(lies, [project.0.into(), ground.into()]).await;
    }
    let audience = if state_only {
        Audience::StateOnly
    } else {
        Audience::All
    };
    let tx = world.services.db.begin().await.unwrap();
    let maker = Maker {
        world,
        tx,
        project,
        asker,
        lead,
    };
    let mut names = vec![
        ("projets/{id}", project.to_string()),
        ("sessions/{id}", maker.id().to_string()),
        ("{code}", "constat".to_owned()),
        ("crte/{code}", "crte-49".to_owned()),
        ("{link}", "un-lien-de-personne".to_owned()),
        ("{key}", "odile".to_owned()),
        ("desabonnement/{token}", "un-lien-de-personne".to_owned()),
        ("{etape}", "quoi".to_owned()),
        ("courrier/{id}", maker.id().to_string()),
        ("fichiers/{file}", maker.file(audience).await),
    ];
    names.extend(maker.parts().await);
    names.push(("{message}", maker.message(audience).await));
    names.push(("notifications/{id}", maker.bell_line().await));
    names.extend(maker.invitation().await);
    let place = maker.deputy().await;
    names.push(("personnes/{id}", place.clone()));
    names.push(("{place}", place));
    names.push(("{draft}", maker.draft().await));
    names.push(("{rule}", maker.rule(cast.get("assignee")).await));
    names.push(("{view}", maker.view().await));
    names.push(("{contour}", "49.geojson".to_owned()));
    names.push(("{tag}", maker.tag().await));
    names.push(("{meeting}", maker.meeting(cast.get("ddt")).await));
    names.push(("{turn}", "1".to_owned()));
    names.push(("{lot}", maker.batch().await));
    names.push(("{import}", maker.import().await));
    names.push(("{export}", maker.export().await));
    names.push(("envois/{id}", maker.dead_letter().await));
    maker.leave(cast.get("removed")).await;
    maker.tx.commit().await.unwrap();
    names.push(("offres/{id}", world.an_offer().await));
    Scene { project, names }
}

struct Maker<'a> {
    world: &'a World,
    tx: Tx,
    project: ProjectId,
    asker: &'a Someone,
    lead: &'a Someone,
}

impl Maker<'_> {
    fn id(&self) -> Uuid {
        self.world.services.ids.uuid()
    }

    async fn run<const N: usize>(&self, statement: &str, values: [Value; N]) {
        sql::run(&*self.tx, statement, values).await.unwrap();
    }

    /// A blocker, a recommendation, a line of funding, an indicator, a reader who is nobody else here.
    async fn parts(&self) -> Vec<(&'static str, String)> {
        let (project, now): (Value, Value) = (self.project.0.into(), self.world.now().into());
        let lead: Value = self.lead.id.0.into();
        let [blocker, recommendation, line, indicator, guest] = [(); 5].map(|()| self.id());
        self.run(
            "INSERT INTO blocker (id, project_id, kind, sentence, since_on, raised_by, raised_at) \
             VALUES ($1, $2, 'funding', 'Il manque une part.', '2026-01-05', $3, $4)",
            [blocker.into(), project.clone(), lead.clone(), now.clone()],
        )
        .await;
        self.run(
            "INSERT INTO recommendation (id, project_id, title, reasons, state, created_at) \
             VALUES ($1, $2, 'Un conseil', '[]', 'proposed', $3)",
            [recommendation.into(), project.clone(), now.clone()],
        )
        .await;
        self.run(
            "INSERT INTO funding_line (id, project_id, source, amount_cents, state, created_at) \
             VALUES ($1, $2, 'Département', 100, 'asked', $3)",
            [line.into(), project.clone(), now.clone()],
        )
        .await;
        self.run(
            "INSERT INTO impact (id, project_id, indicator, unit, updated_by, updated_at) \
             VALUES ($1, $2, 'Élèves', 'élèves', $3, $4)",
            [indicator.into(), project.clone(), lead, now.clone()],
        )
        .await;
        self.run(
            "INSERT INTO person (id, email, created_at) VALUES ($1, $2, $3)",
            [
                guest.into(),
                format!("{}@exemple.fr", guest.simple()).into(),
                now.clone(),
            ],
        )
        .await;
        self.run(
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'reader', $3)",
            [project, guest.into(), now],
        )
        .await;
        [
            ("{blocker}", blocker),
            ("{recommendation}", recommendation),
            ("{line}", line),
            ("{indicator}", indicator),
            ("{person}", guest),
        ]
        .map(|(name, id)| (name, id.to_string()))
        .to_vec()
    }

    async fn message(&self, audience: Audience) -> String {
        let id = self.id();
        let (project, now): (Value, Value) = (self.project.0.into(), self.world.now().into());
        self.run(
            "INSERT INTO thread (id, project_id, audience, created_at, message_count, last_message_at) \
             VALUES ($1, $2, $3, $4, 1, $4) \
             ON CONFLICT (project_id, audience) DO UPDATE SET message_count = thread.message_count + 1",
            [
                self.id().into(),
                project.clone(),
                audience.code().into(),
                now.clone(),
            ],
        )
        .await;
        self.run(
            "INSERT INTO message (id, thread_id, author_id, body, created_at) \
             SELECT $1, id, $2, 'Bonjour.', $3 FROM thread WHERE project_id = $4 AND audience = $5",
            [
                id.into(),
                self.asker.id.0.into(),
                now,
                project,
                audience.code().into(),
            ],
        )
        .await;
        id.to_string()
    }

    async fn file(&self, audience: Audience) -> String {
        let id = self.id();
        let key = id.simple().to_string();
        let mut content = self.world.services.files.create(&key).await.unwrap();
        content.write("Bonjour.\n".into()).await.unwrap();
        content.finish().await.unwrap();
        self.run(
            "INSERT INTO attachment (id, project_id, audience, name, media_type, size_bytes, sha256, storage_key, \
                 scan_state, uploaded_by, created_at) \
             VALUES ($1, $2, $3, 'plan.txt', 'text/plain', 9, $4, $4, 'clean', $5, $6)",
            [
                id.into(),
                self.project.0.into(),
                audience.code().into(),
                key.into(),
                self.asker.id.0.into(),
                self.world.now().into(),
            ],
        )
        .await;
        id.to_string()
    }

    async fn bell_line(&self) -> String {
        let (event, line) = (EventId(self.id()), NotificationId(self.id()));
        let at = self.world.services.clock.now();
        let new = NewEvent {
            id: event,
            project: self.project,
            at,
            actor: Some(self.lead.id),
            kind: "message_posted",
            audience: Audience::All,
            payload: "{}",
        };
        store::journal::append(&self.tx, &new).await.unwrap();
        let told = notification::NewLine {
            id: line,
            person: self.asker.id,
            project: self.project,
            event,
            at,
            read: false,
            mail_owed: false,
        };
        notification::add(&self.tx, told).await.unwrap();
        line.to_string()
    }

    /// An invitation for the address of the one who asks.
    async fn invitation(&self) -> Vec<(&'static str, String)> {
        let id = self.id();
        let token = secret::token(self.world.services.ids.secret());
        self.run(
            "INSERT INTO invitation (id, project_id, email, role, token_hash, invited_by, created_at, expires_at) \
             SELECT $1, $2, email, 'reader', $3, $4, $5, $6 FROM person WHERE id = $7",
            [
                id.into(),
                self.project.0.into(),
                secret::hash(&token).into(),
                self.lead.id.0.into(),
                self.world.now().into(),
                (self.world.now() + 86_400_000).into(),
                self.asker.id.0.into(),
            ],
        )
        .await;
        vec![("{invitation}", id.to_string()), ("{token}", token)]
    }

    /// The one deputy of the DDT of Maine-et-Loire.
    async fn deputy(&self) -> String {
        self.run("DELETE FROM seat_person WHERE position = 'deputy'", [])
            .await;
        let (place, person) = (self.id(), self.id());
        let now: Value = self.world.now().into();
        self.run(
            "INSERT INTO person (id, email, created_at) VALUES ($1, $2, $3)",
            [
                person.into(),
                format!("{}@exemple.fr", person.simple()).into(),
                now.clone(),
            ],
        )
        .await;
        self.run(
            "INSERT INTO seat_person (id, seat_id, person_id, position, since) \
             SELECT $1, seat.id, $2, 'deputy', $3 FROM seat JOIN pair ON pair.id = seat.pair_id \
             WHERE pair.departement_code = '49' AND seat.kind = 'ddt'",
            [place.into(), person.into(), now],
        )
        .await;
        place.to_string()
    }

    /// A draft of the lead's.
    async fn draft(&self) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO deposit_draft (id, person_id, form, created_at, updated_at) VALUES ($1, $2, '[]', $3, $3)",
            [
                id.into(),
                self.lead.id.0.into(),
                self.world.now().into(),
            ],
        )
        .await;
        id.to_string()
    }

    /// One rule for all scenes, made again when it was deleted: the list of a département stays short. A
    /// theme that no project of the walk has.
    async fn rule(&self, to: &Someone) -> String {
        let id = Uuid::from_u128(0x0198_c0de_0000_7000_8000_0000_0000_0049);
        self.run(
            "INSERT INTO assignment_rule (id, departement_code, position, name, themes, ground_kind, person_id, enabled, \
                 created_at, updated_at) \
             VALUES ($1, '49', 1, 'Cimetières', 'cimetieres', 'departement', $2, $3, $4, $4) ON CONFLICT (id) DO NOTHING",
            [
                id.into(),
                to.id.0.into(),
                true.into(),
                self.world.now().into(),
            ],
        )
        .await;
        id.to_string()
    }

    /// An action of the asker on several projects, none of them done yet.
    async fn batch(&self) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO batch (id, person_id, departement_code, action, fields, created_at) \
             VALUES ($1, $2, '49', 'ecrire', '{}', $3)",
            [id.into(), self.asker.id.0.into(), self.world.now().into()],
        )
        .await;
        self.run(
            "INSERT INTO batch_project (batch_id, project_id, position, state) VALUES ($1, $2, 0, 'waiting')",
            [id.into(), self.project.0.into()],
        )
        .await;
        id.to_string()
    }

    /// A meeting that the DDT opened on this project.
    async fn meeting(&self, opener: &Someone) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO meeting (id, departement_code, name, opened_by, opened_seat, opened_at) \
             VALUES ($1, '49', 'Réunion de mars', $2, 'ddt', $3)",
            [id.into(), opener.id.0.into(), self.world.now().into()],
        )
        .await;
        self.run(
            "INSERT INTO meeting_item (meeting_id, position, project_id) VALUES ($1, 1, $2)",
            [id.into(), self.project.0.into()],
        )
        .await;
        id.to_string()
    }

    async fn dead_letter(&self) -> String {
        let id = self.id();
        self.run(
            "INSERT INTO outbox (id, kind, payload, created_at, available_at, attempts, dead_at, last_error) \
             VALUES ($1, 'digest', '{}', $2, $2, 10, $2, 'refused')",
            [id.into(), self.world.now().into()],
        )
        .await;
        id.to_string()
    }

    /// A member who is not one any more.
    async fn leave(&self, who: &Someone) {
        let values: [Value; 3] = [
            self.project.0.into(),
            who.id.0.into(),
            self.world.now().into(),
        ];
        self.run(
            "INSERT INTO member (project_id, person_id, role, since) VALUES ($1, $2, 'editor', $3)",
            values,
        )
        .await;
        store::member::write::remove(&self.tx, self.project, who.id)
            .await
            .unwrap();
    }
}

//! People of a world, signed in.

use super::World;
use domain::ids::PersonId;
use domain::project::SeatKind;
use services::secret;
use store::sql;
use uuid::Uuid;

/// Somebody signed in.
#[derive(Clone)]
pub struct Someone {
    pub id: PersonId,
    pub(super) token: String,
}

impl Someone {
    /// What the browser sends.
    pub fn cookie(&self) -> &str {
        &self.token
    }
}

/// Everybody of a test, by role.
pub struct Cast(pub Vec<(&'static str, Someone)>);

impl Cast {
    pub fn get(&self, role: &str) -> &Someone {
        &self.0.iter().find(|(name, _)| *name == role).unwrap().1
    }
}

impl World {
    /// Somebody with a session and no role; the address is "name@exemple.fr".
    pub async fn person(&self, name: &str) -> Someone {
        let id = self.services.ids.uuid();
        self.run(
            "INSERT INTO person (id, email, first_name, last_name, created_at) VALUES ($1, $2, $3, 'Test', $4)",
            [
                id.into(),
                format!("{}@exemple.fr", name.to_lowercase()).into(),
                name.into(),
                self.now().into(),
            ],
        )
        .await;
        self.signed_in(PersonId(id)).await
    }

    /// A person with a new session.
    pub async fn signed_in(&self, id: PersonId) -> Someone {
        let (session, token) = (
            self.services.ids.uuid(),
            secret::token(self.services.ids.secret()),
        );
        self.run(
            "INSERT INTO session (id, person_id, token_hash, created_at, last_seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            [
                session.into(),
                id.0.into(),
                secret::hash(&token).into(),
                self.now().into(),
                (self.now() + 3_600_000).into(),
            ],
        )
        .await;
        Someone { id, token }
    }

    /// A browser nobody signed in to.
    pub fn nobody(&self) -> Someone {
        Someone {
            id: PersonId(Uuid::nil()),
            token: String::new(),
        }
    }

    /// Seats somebody in Maine-et-Loire.
    pub async fn sit(&self, who: &Someone, kind: SeatKind, position: &str) {
        self.sit_in("49", who, kind, position).await;
    }

    /// Seats somebody in a département whose pair is made.
    pub async fn sit_in(&self, departement: &str, who: &Someone, kind: SeatKind, position: &str) {
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
        let new = store::pair::write::NewPlace {
            id,
            seat,
            person: who.id,
            position,
            arrondissement: None,
            at: now,
        };
        store::pair::write::add_person(&tx, &new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Makes somebody the referent of Maine-et-Loire.
    pub async fn refer(&self, who: &Someone) {
        let tx = self.services.db.begin().await.unwrap();
        store::pair::settings::set_referent(&tx, "49", Some(who.id))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Gives a role.
    pub async fn grant(&self, who: &Someone, kind: &str, scope: &str) {
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
}

//! The session of a browser.

use crate::context::Person;
use crate::context::SeatHeld;
use crate::{Cx, Error, Result, Services, secret};
use domain::ids::{PersonId, SessionId};
use domain::project::SeatKind;
use domain::timestamp::Timestamp;
use store::account::read::SessionLine;
use store::account::sessions::{self, OpenSession};

/// A session's last use is noted when the last note is older than this, in seconds.
const NOTED_EVERY: i64 = 300;

impl Services {
    /// The person behind a session's token; `None` when it is unknown or over. One query.
    pub async fn person_of(&self, token: &str) -> Result<Option<Person>> {
        let found = self.session_of(token).await?;
        Ok(found.map(|(person, line)| {
            self.note_use(&line);
            person
        }))
    }

    /// As [`Services::person_of`], for a page that stays open: nobody uses the session by that.
    pub async fn person_still(&self, token: &str) -> Result<Option<Person>> {
        let found = self.session_of(token).await?;
        Ok(found.map(|(person, _)| person))
    }

    async fn session_of(&self, token: &str) -> Result<Option<(Person, SessionLine)>> {
        let lines = store::account::read::session(self.db.read(), &secret::hash(token)).await?;
        let now = self.clock.now().0;
        let Some(first) = lines.first().filter(|line| line.expires_at > now) else {
            return Ok(None);
        };
        let mut person = person_of_line(first);
        for line in &lines {
            add_role(&mut person, line.role.as_deref(), line.scope.as_deref());
        }
        Ok(lines.into_iter().next().map(|line| (person, line)))
    }

    /// Notes the use of a session, at most every five minutes and beside the request: no page waits for it.
    fn note_use(&self, line: &SessionLine) {
        let now = self.clock.now();
        let stale = now.plus_seconds(-NOTED_EVERY);
        if Timestamp(line.last_seen_at) >= stale {
            return;
        }
        let (db, session) = (self.db.clone(), SessionId(line.session_id));
        tokio::spawn(async move {
            if let Err(error) = sessions::touch(&db, session, stale, now).await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        });
    }

    /// The open sessions of the signed-in person, the last used first.
    pub async fn my_sessions(&self, cx: &Cx) -> Result<Vec<OpenSession>> {
        let person = cx.person()?;
        Ok(sessions::of_person(self.db.read(), person.id, self.clock.now()).await?)
    }

    /// Ends the session this request comes with. Nothing to end is as good.
    pub async fn sign_out(&self, cx: &Cx) -> Result<()> {
        let Ok(person) = cx.person() else {
            return Ok(());
        };
        let tx = self.db.begin().await?;
        sessions::close(&tx, person.id, person.session).await?;
        Ok(tx.commit().await?)
    }

    /// Ends one of the person's own sessions.
    ///
    /// Errors: [`Error::NotFound`] when it is over, or somebody else's.
    pub async fn close_session(&self, cx: &Cx, session: SessionId) -> Result<()> {
        let person = cx.person()?;
        let tx = self.db.begin().await?;
        if sessions::close(&tx, person.id, session).await? == 0 {
            return Err(Error::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Ends every session of the person but this one.
    pub async fn close_other_sessions(&self, cx: &Cx) -> Result<()> {
        let person = cx.person()?;
        let tx = self.db.begin().await?;
        sessions::close_all(&tx, person.id, Some(person.session)).await?;
        Ok(tx.commit().await?)
    }

    /// Ends every session of the person, this one too.
    pub async fn sign_out_everywhere(&self, cx: &Cx) -> Result<()> {
        let person = cx.person()?;
        let tx = self.db.begin().await?;
        sessions::close_all(&tx, person.id, None).await?;
        Ok(tx.commit().await?)
    }
}

fn person_of_line(line: &SessionLine) -> Person {
    let name = format!("{} {}", line.first_name, line.last_name);
    let name = name.trim();
    Person {
        id: PersonId(line.person_id),
        session: SessionId(line.session_id),
        email: line.email.clone(),
        name: if name.is_empty() {
            line.email.clone()
        } else {
            name.to_owned()
        },
        seats: Vec::new(),
        agent_of: Vec::new(),
        referent_of: Vec::new(),
        manages: Vec::new(),
        admin: false,
        unread: line.unread,
    }
}

/// Adds a role as the store writes it: `agent`, `contract_manager`, `national_admin`, `referent` or `seat:…`.
pub(crate) fn add_role(person: &mut Person, role: Option<&str>, scope: Option<&str>) {
    let scope = scope.unwrap_or_default().to_owned();
    match role {
        Some("national_admin") => person.admin = true,
        Some("agent") => person.agent_of.push(scope),
        Some("referent") => person.referent_of.push(scope),
        Some("contract_manager") => person.manages.push(scope),
        Some(seat) => {
            let Some(seat) = seat.strip_prefix("seat:") else {
                return;
            };
            let (kind, arrondissement) = match seat.split_once(':') {
                Some((kind, code)) => (kind, Some(code.to_owned())),
                None => (seat, None),
            };
            if let Some(kind) = SeatKind::parse(kind) {
                person.seats.push(SeatHeld {
                    kind,
                    departement: scope,
                    arrondissement,
                });
            }
        }
        None => {}
    }
}

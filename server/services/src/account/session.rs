//! The session of a browser.

use crate::context::Person;
use crate::{Result, Services, secret};
use domain::ids::{PersonId, SessionId};
use domain::project::SeatKind;
use store::account::read::SessionLine;

impl Services {
    /// The person behind a session's token; `None` when it is unknown or over. One query.
    pub async fn person_of(&self, token: &str) -> Result<Option<Person>> {
        let lines = store::account::read::session(self.db.read(), &secret::hash(token)).await?;
        let now = self.clock.now().0;
        let Some(first) = lines.first().filter(|line| line.expires_at > now) else {
            return Ok(None);
        };
        let mut person = person_of_line(first);
        for line in &lines {
            add_role(&mut person, line);
        }
        Ok(Some(person))
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
        manages: Vec::new(),
        admin: false,
        unread: line.unread,
    }
}

fn add_role(person: &mut Person, line: &SessionLine) {
    let scope = line.scope.clone().unwrap_or_default();
    match line.role.as_deref() {
        Some("national_admin") => person.admin = true,
        Some("agent") => person.agent_of.push(scope),
        Some("contract_manager") => person.manages.push(scope),
        Some(seat) => {
            if let Some(kind) = seat.strip_prefix("seat:").and_then(SeatKind::parse) {
                person.seats.push((kind, scope));
            }
        }
        None => {}
    }
}

//! Who is asking: the first argument of every use case.

use crate::{Error, Result};
use domain::ids::{PersonId, SessionId};
use domain::project::SeatKind;

/// One request, one actor.
#[derive(Clone, Debug)]
pub struct Cx {
    /// Who asks.
    pub actor: Actor,
    /// Names the request in the logs.
    pub request_id: String,
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// A signed-in person.
    Person(Person),
    /// The service itself: commands and jobs. Never made from a request.
    System,
}

/// A signed-in person and what she is entitled to, as of the request.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The session of the browser that asks.
    pub session: SessionId,
    /// The person's address.
    pub email: String,
    /// "Claire Martin", or the address while no name is known.
    pub name: String,
    /// Seats held or deputised: which seat, of which département.
    pub seats: Vec<(SeatKind, String)>,
    /// Départements the person is an agent of.
    pub agent_of: Vec<String>,
    /// Départements whose referent the person is: she settles where the two seats differ.
    pub referent_of: Vec<String>,
    /// Contracts the person manages.
    pub manages: Vec<String>,
    /// National administration.
    pub admin: bool,
    /// Unread lines of the bell.
    pub unread: i64,
}

impl Cx {
    /// The signed-in person, or [`Error::SignInNeeded`].
    pub fn person(&self) -> Result<&Person> {
        match &self.actor {
            Actor::Person(person) => Ok(person),
            Actor::Visitor | Actor::System => Err(Error::SignInNeeded),
        }
    }

    /// The signed-in national administrator. [`Error::NotFound`] for anybody else, who may not know that
    /// there is such a page.
    pub fn admin(&self) -> Result<&Person> {
        let person = self.person()?;
        if person.admin {
            Ok(person)
        } else {
            Err(Error::NotFound)
        }
    }

    /// The id of the signed-in person, if any.
    pub fn person_id(&self) -> Option<PersonId> {
        match &self.actor {
            Actor::Person(person) => Some(person.id),
            Actor::Visitor | Actor::System => None,
        }
    }

    /// The service itself.
    pub fn system() -> Self {
        Self {
            actor: Actor::System,
            request_id: "system".to_owned(),
        }
    }
}

impl Person {
    /// The seat held for a département, if any.
    pub fn seat_of(&self, departement: &str) -> Option<SeatKind> {
        self.seats
            .iter()
            .find(|(_, code)| code == departement)
            .map(|(kind, _)| *kind)
    }
}

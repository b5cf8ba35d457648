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

/// A place at a seat, as holder or deputy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatHeld {
    /// Which of the two.
    pub kind: SeatKind,
    /// Of which département.
    pub departement: String,
    /// Answers for the projects of this arrondissement only; none for the whole département.
    pub arrondissement: Option<String>,
}

impl SeatHeld {
    /// Answers for projects there; `None` for a project that lies in no arrondissement.
    pub fn answers_for(&self, departement: &str, arrondissement: Option<&str>) -> bool {
        let ground = self.arrondissement.as_deref();
        self.departement == departement && (ground.is_none() || ground == arrondissement)
    }
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
    /// Seats held or deputised.
    pub seats: Vec<SeatHeld>,
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
    /// The seat held for a whole département, if any.
    pub fn seat_of(&self, departement: &str) -> Option<SeatKind> {
        self.seat_for(departement, None)
    }

    /// The seat held that answers for projects of an arrondissement, if any.
    pub fn seat_for(&self, departement: &str, arrondissement: Option<&str>) -> Option<SeatKind> {
        let mut seats = self.seats.iter();
        seats
            .find(|seat| seat.answers_for(departement, arrondissement))
            .map(|seat| seat.kind)
    }

    /// Whether she sits at a seat for the whole département.
    pub fn sits_at(&self, kind: SeatKind, departement: &str) -> bool {
        let mut seats = self.seats.iter();
        seats.any(|seat| seat.kind == kind && seat.answers_for(departement, None))
    }

    /// The seat whose work she does in a département: that of the whole, else one of an arrondissement.
    pub fn seat_in(&self, departement: &str) -> Option<&SeatHeld> {
        let here = || {
            self.seats
                .iter()
                .filter(|seat| seat.departement == departement)
        };
        here()
            .find(|seat| seat.arrondissement.is_none())
            .or_else(|| here().next())
    }
}

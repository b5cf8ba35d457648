//! Step 1 of the product: a collectivité deposits its project, with or without an account.
//!
//! Everything typed is kept at once in a draft, valid or not. A draft belongs to a person, or, while
//! nobody signed in, to the browser it was begun in. Sending makes one project of it, however many
//! times it is sent.

mod blockers;
pub mod draft;
pub mod likeness;
pub mod place;
pub mod receipt;
pub mod send;

pub use draft::{Draft, DraftLine, Saved};
pub use likeness::Likeness;
pub use place::{BearerChoice, ChosenCommune};
pub use receipt::{Receipt, SeatTold};

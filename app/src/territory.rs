//! Territories on the screen: the field where one looks for communes.

pub mod island_commune;

#[cfg(feature = "ssr")]
pub mod actions;

#[cfg(feature = "ssr")]
pub use actions::routes;

use serde::{Deserialize, Serialize};

/// A commune as a list of choices shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneChoice {
    /// INSEE code: what the form sends.
    pub code: String,
    /// "Saint-Aubin".
    pub name: String,
    /// What tells it from its namesakes: "Maine-et-Loire · 49190".
    pub detail: String,
}

impl CommuneChoice {
    /// The name and what tells it from its namesakes, on one line.
    pub fn full(&self) -> String {
        format!("{} ({})", self.name, self.detail)
    }
}

//! What was typed, field by field.

use super::Step;
use serde::{Deserialize, Serialize};

/// Fields and what was typed in them, in order; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Vec<(String, String)>);

impl Answers {
    /// What was typed in a field; empty when nothing was.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field that comes several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Puts what a screen sent in the place of what that screen had sent before. Fields of other
    /// screens, and fields that no screen has, are left alone.
    pub fn take(&mut self, step: Step, typed: &[(String, String)]) {
        let fields = step.fields();
        self.0
            .retain(|(field, _)| !fields.contains(&field.as_str()));
        let sent = typed
            .iter()
            .filter(|(field, _)| fields.contains(&field.as_str()));
        self.0.extend(sent.cloned());
    }

    /// Puts one value in the place of all those of a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Adds a value to a field that comes several times, once.
    pub fn add(&mut self, name: &str, value: &str) {
        if !self.all(name).any(|there| there == value) {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Whether anything was typed at all.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, value)| value.trim().is_empty())
    }
}

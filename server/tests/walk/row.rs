//! One address of the walk and what it needs.

use domain::permission::{Action as A, Decision};
use services::Person;

/// What it takes to be let in.
#[derive(Clone, Copy)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// To be signed in.
    SignedIn,
    /// One of these rights on the project of the address.
    Right(&'static [A]),
    /// This right on what the State keeps to itself: who may not read it may not know of it.
    StateOnly(A),
    /// To own the draft of the address.
    OwnDraft,
    /// What follows from the person alone.
    Standing(fn(&Person) -> Decision),
    /// Something this site has not: the demonstration, the token of its operator.
    Elsewhere,
}

/// One address and what it needs.
pub struct Row {
    pub method: &'static str,
    pub pattern: &'static str,
    pub needs: Needs,
    /// The query that goes with it.
    pub query: &'static str,
    /// Where its project stands.
    pub intake: &'static str,
    /// What is sent.
    pub form: &'static [(&'static str, &'static str)],
    /// Sent as a form that carries files.
    pub files: bool,
    /// How somebody who may not know of it is answered.
    pub hidden: u16,
}

const fn row(method: &'static str, pattern: &'static str, needs: Needs) -> Row {
    Row {
        method,
        pattern,
        needs,
        query: "",
        intake: "assigned",
        form: &[],
        files: false,
        hidden: 404,
    }
}

pub const fn get(pattern: &'static str, needs: Needs) -> Row {
    row("GET", pattern, needs)
}

pub const fn post(pattern: &'static str, needs: Needs) -> Row {
    row("POST", pattern, needs)
}

impl Row {
    pub const fn with(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    pub const fn once(mut self, intake: &'static str) -> Self {
        self.intake = intake;
        self
    }

    pub const fn sending(mut self, form: &'static [(&'static str, &'static str)]) -> Self {
        self.form = form;
        self
    }

    pub const fn with_files(mut self) -> Self {
        self.files = true;
        self
    }

    pub const fn hidden_as(mut self, status: u16) -> Self {
        self.hidden = status;
        self
    }
}

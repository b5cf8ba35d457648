//! From the pairs of a query string to a filter.

use super::{
    Blocked, Code, Filter, Follower, OrNone, Programme, TEXT_MAX, Typed, VALUES_MAX, Waiting,
};
use crate::ids::TagId;
use crate::intake::Intake;
use crate::money::Cents;
use crate::project::{Phase, PhaseStatus, Priority, SeatKind};
use crate::theme::Theme;
use crate::{date, text};

/// The pairs, asked by name.
struct Asked<'a>(&'a [(String, String)]);

impl Asked<'_> {
    /// The first value that says something; a form without scripts sends the empty ones too.
    fn one(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, value)| key == name && !value.trim().is_empty())
            .map_or("", |(_, value)| value.as_str())
    }

    /// Every value that is one, each once, in the order of the address.
    fn several<T: PartialEq>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        for (_, value) in self.0.iter().filter(|(key, _)| key == name) {
            match parse(value) {
                Some(value) if !found.contains(&value) && found.len() < VALUES_MAX => {
                    found.push(value);
                }
                _ => {}
            }
        }
        found
    }

    fn yes(&self, name: &str) -> bool {
        self.one(name) == "oui"
    }

    fn days(&self, name: &str) -> Typed<u16> {
        Typed::read(self.one(name), |text| days(text).ok_or(()))
    }
}

/// Reads a number of days, 65,535 at most; spaces between the digits are no matter.
pub fn days(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

impl Filter {
    /// Reads the pairs of a query string; what is not understood is passed over.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let asked = Asked(pairs);
        let words: String = text::inert(asked.one("q"))
            .trim()
            .chars()
            .take(TEXT_MAX)
            .collect();
        let state = |code: &str| Intake::parse(code).filter(|state| *state != Intake::Draft);
        let code = |text: &str| OrNone::parse(text, Code::parse);
        Self {
            text: words.trim_end().to_owned(),
            states: asked.several("etat", state),
            phases: asked.several("phase", Phase::parse),
            statuses: asked.several("avancement", PhaseStatus::parse),
            themes: asked.several("theme", Theme::parse),
            priorities: asked.several("priorite", |text| OrNone::parse(text, Priority::parse)),
            followers: asked.several("suivi", Follower::parse),
            turns: asked.several("tour", SeatKind::parse),
            waiting: asked.several("attente", Waiting::parse),
            contracts: asked.several("contrat", code),
            programmes: asked.several("programme", Programme::parse),
            epcis: asked.several("epci", code),
            arrondissements: asked.several("arrondissement", code),
            communes: asked.several("commune", Code::parse),
            cost_from: Typed::read(asked.one("cout_min"), Cents::parse),
            cost_to: Typed::read(asked.one("cout_max"), Cents::parse),
            deposited_from: Typed::read(asked.one("depose_du"), date::parse),
            deposited_to: Typed::read(asked.one("depose_au"), date::parse),
            blocked: asked.several("blocage", Blocked::parse),
            blocked_days: asked.days("bloque_depuis"),
            silent_days: asked.days("silence"),
            tags: asked.several("etiquette", |text| OrNone::parse(text, TagId::parse)),
            late: asked.yes("retard"),
            unread: asked.yes("nonlu"),
        }
    }
}

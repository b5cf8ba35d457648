//! From a filter to the pairs of a query string.

use super::{Code, Filter, OrNone};
use crate::project::Priority;

impl Filter {
    /// The pairs that [`Filter::read`] reads back; what asks for nothing is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        typed(&mut pairs, "q", &self.text);
        all(&mut pairs, "etat", &self.states, |v| v.code().to_owned());
        all(&mut pairs, "phase", &self.phases, |v| v.code().to_owned());
        all(&mut pairs, "avancement", &self.statuses, |v| {
            v.code().to_owned()
        });
        all(&mut pairs, "theme", &self.themes, |v| v.code().to_owned());
        all(&mut pairs, "priorite", &self.priorities, |v| {
            v.code(|v: &Priority| v.code().to_owned())
        });
        all(&mut pairs, "suivi", &self.followers, |v| v.code());
        all(&mut pairs, "tour", &self.turns, |v| v.code().to_owned());
        all(&mut pairs, "attente", &self.waiting, |v| {
            v.code().to_owned()
        });
        all(&mut pairs, "contrat", &self.contracts, code);
        all(&mut pairs, "programme", &self.programmes, |v| {
            v.code().to_owned()
        });
        all(&mut pairs, "epci", &self.epcis, code);
        all(&mut pairs, "arrondissement", &self.arrondissements, code);
        all(&mut pairs, "commune", &self.communes, |v| {
            v.as_str().to_owned()
        });
        typed(&mut pairs, "cout_min", &self.cost_from.text);
        typed(&mut pairs, "cout_max", &self.cost_to.text);
        typed(&mut pairs, "depose_du", &self.deposited_from.text);
        typed(&mut pairs, "depose_au", &self.deposited_to.text);
        all(&mut pairs, "blocage", &self.blocked, |v| {
            v.code().to_owned()
        });
        typed(&mut pairs, "bloque_depuis", &self.blocked_days.text);
        typed(&mut pairs, "silence", &self.silent_days.text);
        all(&mut pairs, "etiquette", &self.tags, |v| {
            v.code(ToString::to_string)
        });
        yes(&mut pairs, "retard", self.late);
        yes(&mut pairs, "nonlu", self.unread);
        pairs
    }
}

type Pairs = Vec<(&'static str, String)>;

fn all<T>(pairs: &mut Pairs, name: &'static str, values: &[T], code: impl Fn(&T) -> String) {
    pairs.extend(values.iter().map(|value| (name, code(value))));
}

fn typed(pairs: &mut Pairs, name: &'static str, text: &str) {
    if !text.is_empty() {
        pairs.push((name, text.to_owned()));
    }
}

fn yes(pairs: &mut Pairs, name: &'static str, on: bool) {
    if on {
        pairs.push((name, "oui".to_owned()));
    }
}

fn code(value: &OrNone<Code>) -> String {
    value.code(|code| code.as_str().to_owned())
}

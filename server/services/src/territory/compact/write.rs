//! Tables to lines.

use super::{FORMER_KINDS, ZONES, word};
use crate::territory::dataset::{Commune, Epci, Parts};
use domain::territory::Siren;
use std::fmt::Display;

const HEADER: &str = "\
# Communes, EPCI, arrondissements, départements, régions. Do not edit: made by
# cargo run -p services --example territories -- DIR
# Source: @etalab/decoupage-administratif (MIT), after INSEE (Code officiel géographique), DGCL (Banatic), La Poste:
# open data, Licence Ouverte 2.0 (https://www.etalab.gouv.fr/licence-ouverte-open-licence/).
";

pub(super) fn text(parts: &Parts) -> String {
    let mut lines = Lines(String::from(HEADER));
    lines.push("Y", &[&parts.year, &parts.source]);
    for r in &parts.regions {
        lines.push(
            "R",
            &[
                &r.code,
                &r.liaison.tncc(),
                &r.name,
                &option(r.seat),
                &word(&ZONES, r.zone),
            ],
        );
    }
    for d in &parts.departements {
        lines.push(
            "D",
            &[
                &d.code,
                &d.region,
                &d.liaison.tncc(),
                &d.name,
                &option(d.seat),
                &word(&ZONES, d.zone),
            ],
        );
    }
    for a in &parts.arrondissements {
        lines.push(
            "A",
            &[
                &a.code,
                &a.departement,
                &a.liaison.tncc(),
                &a.name,
                &option(a.seat),
            ],
        );
    }
    for (letter, table) in [("E", &parts.epci), ("T", &parts.ept)] {
        for e in table {
            lines.push(letter, &[&e.siren, &e.kind.code(), &e.population, &e.name]);
        }
    }
    for c in &parts.communes {
        commune(&mut lines, c, parts);
    }
    for f in &parts.former {
        lines.push(
            "F",
            &[
                &f.code,
                &f.present,
                &word(&FORMER_KINDS, f.kind),
                &option(f.name.as_deref()),
            ],
        );
    }
    lines.0
}

fn commune(lines: &mut Lines, c: &Commune, parts: &Parts) {
    let postal_codes: Vec<&str> = c.postal_codes.iter().map(|p| p.as_str()).collect();
    let fields: [&dyn Display; 9] = [
        &c.code,
        &c.liaison.tncc(),
        &c.name,
        &option(c.arrondissement),
        &option(c.siren),
        &option(place(&parts.epci, c.epci)),
        &option(place(&parts.ept, c.ept)),
        &postal_codes.join(","),
        &option(c.population),
    ];
    lines.push("C", &fields);
}

fn place(table: &[Epci], siren: Option<Siren>) -> Option<usize> {
    table.binary_search_by_key(&siren?, |e| e.siren).ok()
}

fn option<T: Display>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

struct Lines(String);

impl Lines {
    /// No official name holds a tab or a line end; should one, it becomes a space.
    fn push(&mut self, letter: &str, fields: &[&dyn Display]) {
        self.0.push_str(letter);
        for field in fields {
            self.0.push('\t');
            self.0
                .push_str(&field.to_string().replace(char::is_control, " "));
        }
        self.0.push('\n');
    }
}

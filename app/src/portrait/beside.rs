//! A portrait beside its département and the nation.

use crate::figures::words::percent;
use crate::i18n::numbers;
use crate::ui::{ColumnHead, Table};
use leptos::prelude::*;
use services::portrait::{Portrait, Sums};

type Measure = (&'static str, fn(&Sums) -> Option<String>);

const MEASURES: [Measure; 8] = [
    ("Projets", |sums| Some(numbers::whole(sums.projects))),
    ("Projets pour 10 000 habitants", |sums| {
        (sums.inhabitants > 0).then(|| tenth(sums.projects * 100_000 / sums.inhabitants))
    }),
    ("Bloqués, parmi ceux qui sont en cours", |sums| {
        share(sums.blocked, sums.running)
    }),
    ("Silencieux, parmi ceux qui sont en cours", |sums| {
        share(sums.silent, sums.running)
    }),
    ("Clos", |sums| share(sums.closed, sums.projects)),
    ("Coût connu par habitant", |sums| {
        each(sums, sums.cost_cents)
    }),
    ("Demandé par habitant", |sums| each(sums, sums.asked_cents)),
    ("Accordé par habitant", |sums| {
        each(sums, sums.granted_cents)
    }),
];

fn share(part: i64, whole: i64) -> Option<String> {
    (whole > 0).then(|| format!("{}\u{a0}%", percent(part, whole)))
}

/// Whole euros an inhabitant.
fn each(sums: &Sums, cents: i64) -> Option<String> {
    (sums.inhabitants > 0).then(|| numbers::euros(cents / sums.inhabitants / 100 * 100))
}

/// "3,4" of 34 tenths.
fn tenth(tenths: i64) -> String {
    format!("{},{}", numbers::whole(tenths / 10), tenths % 10)
}

/// "Maine-et-Loire (49)".
fn named(found: &Portrait, code: &str) -> String {
    let at = found.departements.iter().position(|one| one == code);
    let name = at.and_then(|at| found.places.get(at));
    name.cloned().unwrap_or_else(|| code.to_owned())
}

/// The table.
pub fn table(found: &Portrait) -> AnyView {
    if found.beside.is_empty() {
        return view! { <p class="soft">"Les chiffres du département et de la France sont comptés une fois par heure. Revenez dans quelques minutes."</p> }
            .into_any();
    }
    let mut columns: Vec<(String, &Sums)> = vec![("Ici".to_owned(), &found.count.sums)];
    columns.extend(found.beside.iter().map(|one| {
        let name = one
            .departement
            .as_ref()
            .map_or_else(|| "France entière".to_owned(), |code| named(found, code));
        (name, &one.sums)
    }));
    let heads = columns
        .iter()
        .map(|(name, _)| view! { <ColumnHead label=name.clone() number=true/> })
        .collect_view();
    let rows = MEASURES
        .iter()
        .map(|(name, of)| {
            let cells = columns
                .iter()
                .map(|(_, sums)| {
                    let value = of(sums).unwrap_or_else(|| "sans objet".to_owned());
                    view! { <td class="number">{value}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{*name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <p class="soft">"Les chiffres du département et de la France sont ceux de la dernière heure."</p>
        <Table id="comparaison" caption="À côté du département et de la France" caption_hidden=true dense=true>
            <thead><tr><ColumnHead label="Mesure"/>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_divided_by_nobody() {
        let sums = Sums {
            projects: 34,
            running: 3,
            blocked: 1,
            cost_cents: 12_345_600,
            inhabitants: 100_000,
            ..Sums::default()
        };
        let told: Vec<Option<String>> = MEASURES.iter().map(|(_, of)| of(&sums)).collect();
        assert_eq!(told.get(1), Some(&Some("3,4".to_owned())));
        assert_eq!(told.get(2), Some(&Some("33\u{a0}%".to_owned())));
        assert_eq!(told.get(5), Some(&Some("1\u{a0}€".to_owned())));
        let none = Sums::default();
        assert!(MEASURES.iter().skip(1).all(|(_, of)| of(&none).is_none()));
    }
}

//! A portrait beside its département and the nation.

use crate::figures::words::percent;
use crate::i18n::numbers;
use crate::ui::{ColumnHead, Table};
use leptos::prelude::*;
use services::portrait::{Portrait, Sums};

/// Over the comparison.
pub const TITLE: &str = "À côté du département et de la France";
/// Which figures those are.
pub const OF_THE_LAST_HOUR: &str =
    "Les chiffres du département et de la France sont ceux de la dernière heure.";
/// In the place of the comparison.
pub const NOT_YET: &str = "Les chiffres du département et de la France sont comptés une fois par heure. Revenez dans quelques minutes.";

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

/// The heads of the columns, and each measure with its values; nothing before the others are counted.
pub fn compared(found: &Portrait) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if found.beside.is_empty() {
        return None;
    }
    let mut columns: Vec<(String, &Sums)> = vec![("Ici".to_owned(), &found.count.sums)];
    columns.extend(found.beside.iter().map(|one| {
        let name = one
            .departement
            .as_ref()
            .map_or_else(|| "France entière".to_owned(), |code| named(found, code));
        (name, &one.sums)
    }));
    let rows = MEASURES.iter().map(|(name, of)| {
        let value = |sums| of(sums).unwrap_or_else(|| "sans objet".to_owned());
        let values = columns.iter().map(|(_, sums)| value(sums));
        std::iter::once((*name).to_owned()).chain(values).collect()
    });
    let rows = rows.collect();
    let names = columns.into_iter().map(|(name, _)| name);
    let heads = std::iter::once("Mesure".to_owned()).chain(names);
    Some((heads.collect(), rows))
}

/// The table.
pub fn table(found: &Portrait) -> AnyView {
    let Some((heads, rows)) = compared(found) else {
        return view! { <p class="soft">{NOT_YET}</p> }.into_any();
    };
    let heads = heads.into_iter().enumerate();
    let heads = heads
        .map(|(place, label)| view! { <ColumnHead label=label number={place > 0}/> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next();
            let cells = cells
                .map(|value| view! { <td class="number">{value}</td> })
                .collect_view();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <p class="soft">{OF_THE_LAST_HOUR}</p>
        <Table id="comparaison" caption=TITLE caption_hidden=true dense=true>
            <thead><tr>{heads}</tr></thead>
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

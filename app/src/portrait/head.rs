//! What the pages of a contract begin with.

use super::words;
use crate::ui::{Alert, LinkItem, Tabs, Tone};
use leptos::prelude::*;
use services::portrait::Subject;

/// Where a portrait is.
pub fn path(subject: &Subject) -> String {
    match subject {
        Subject::Contract { code, .. } => format!("/crte/{code}"),
        Subject::Programme(programme, departement) => {
            format!("/territoire/bilan?departement={departement}&programme={programme}")
        }
        Subject::Departement(departement) => {
            format!("/territoire/bilan?departement={departement}")
        }
    }
}

/// Where it is as a file.
pub fn pdf(subject: &Subject) -> String {
    match subject {
        Subject::Contract { .. } => format!("{}/bilan.pdf", path(subject)),
        _ => path(subject).replacen("/bilan?", "/bilan.pdf?", 1),
    }
}

/// The name of a contract, the names of where it lies, the way between its pages.
pub fn contract(subject: &Subject, places: &[String], projects: bool) -> Option<AnyView> {
    let what = words::contract(subject, places)?;
    let demo = matches!(subject, Subject::Contract { demo: true, .. });
    let path = path(subject);
    let links = vec![
        LinkItem::new("Bilan", path.clone()).current(!projects),
        LinkItem::new("Projets", format!("{path}/projets")).current(projects),
    ];
    Some(
        view! {
            <h1>{words::title(subject, "")}</h1>
            <p class="soft">{what}</p>
            {demo.then(|| view! { <Alert tone=Tone::Info>{words::INVENTED}</Alert> })}
            <Tabs label="Pages du contrat" links=links/>
        }
        .into_any(),
    )
}

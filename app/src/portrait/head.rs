//! What the pages of a contract begin with.

use super::page;
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

/// The name of a contract, the names of where it lies, the way between its pages.
pub fn contract(subject: &Subject, places: &[String], projects: bool) -> Option<AnyView> {
    let Subject::Contract { code, demo, .. } = subject else {
        return None;
    };
    let place = match places {
        [] => String::new(),
        some => format!(" · {}", some.join(", ")),
    };
    let (code, demo) = (code.clone(), *demo);
    let path = path(subject);
    let links = vec![
        LinkItem::new("Bilan", path.clone()).current(!projects),
        LinkItem::new("Projets", format!("{path}/projets")).current(projects),
    ];
    Some(
        view! {
            <h1>{page::title(subject, "")}</h1>
            <p class="soft">"Contrat pour la réussite de la transition écologique (CRTE) "{code}{place}</p>
            {demo.then(|| view! { <Alert tone=Tone::Info>"Ce contrat est une invention de la démonstration."</Alert> })}
            <Tabs label="Pages du contrat" links=links/>
        }
        .into_any(),
    )
}

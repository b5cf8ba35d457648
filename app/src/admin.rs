//! National administration: what is of no project.

mod components;
mod people;

use crate::http::Routes;
use crate::ui::{LinkItem, Tabs};
use leptos::prelude::*;

/// The addresses.
pub fn routes() -> Routes {
    people::routes().merge(components::routes())
}

/// Where the administration's pages are, one of them being shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Who holds which role.
    People,
    /// The mails that could not leave.
    DeadLetters,
    /// The living page of the design system.
    Components,
}

/// Links to the administration's pages.
pub fn tabs(here: Place) -> AnyView {
    let link =
        |label: &str, href: &str, place: Place| LinkItem::new(label, href).current(place == here);
    let links = vec![
        link(
            "Personnes et rôles",
            "/administration/personnes",
            Place::People,
        ),
        link(
            "Envois en échec",
            "/administration/envois",
            Place::DeadLetters,
        ),
        link(
            "Composants",
            "/administration/composants",
            Place::Components,
        ),
    ];
    view! { <Tabs label="Administration" links=links/> }.into_any()
}

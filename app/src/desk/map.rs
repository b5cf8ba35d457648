//! The projects of a territory by place: drawn, then as tables.

mod drawn;
pub mod zoom;

use super::listing::{Pairs, href, with, without};
use super::view::{self, View};
use crate::i18n::numbers;
use crate::ui::{ColumnHead, EmptyState, Table};
use domain::filter::Listing;
use leptos::prelude::*;
use services::desk::table::Frame;
use services::desk::table::map::{Place, Places};

/// A kind of place: its code, its filter, its title, the head of its column, what stands for none.
struct Kind {
    code: &'static str,
    title: &'static str,
    head: &'static str,
    none: &'static str,
}

const KINDS: [Kind; 4] = [
    Kind {
        code: "departement",
        title: "Par département",
        head: "Département",
        none: "Sans département",
    },
    Kind {
        code: "arrondissement",
        title: "Par arrondissement",
        head: "Arrondissement",
        none: "Sans arrondissement connu",
    },
    Kind {
        code: "epci",
        title: "Par intercommunalité",
        head: "Intercommunalité",
        none: "Sans intercommunalité connue",
    },
    Kind {
        code: "commune",
        title: "Par commune",
        head: "Commune",
        none: "Sans commune connue",
    },
];

/// The page.
pub fn page(found: Places, listing: &Listing) -> AnyView {
    let Places {
        frame,
        places,
        ground,
    } = found;
    let map = drawn::map(&ground, &places, listing, &frame);
    let zoom = (!places.is_empty()).then(|| zoom::section(listing));
    let sections = if places.is_empty() {
        view! {
            <EmptyState title="Aucun projet ne correspond">
                <p>"Les projets déposés dans ce territoire sont ici. Retirez un filtre pour en voir davantage."</p>
            </EmptyState>
        }
        .into_any()
    } else {
        KINDS
            .iter()
            .filter_map(|kind| section(kind, &places, listing, &frame))
            .collect_view()
            .into_any()
    };
    let body = view! {
        <div class="results-head">
            <p class="results-count" role="status">{view::totals(&frame.totals)}</p>
        </div>
        {map}
        {zoom}
        <div class="stack" id="carte-tableaux" tabindex="-1">{sections}</div>
    }
    .into_any();
    view::page(View::Map, listing, frame, &Pairs::new(), body)
}

/// The places of one kind. One département alone says nothing new.
fn section(kind: &Kind, places: &[Place], listing: &Listing, frame: &Frame) -> Option<AnyView> {
    let own: Vec<&Place> = places
        .iter()
        .filter(|place| place.kind == kind.code)
        .collect();
    if own.is_empty() || (kind.code == "departement" && own.len() < 2) {
        return None;
    }
    let most = own.iter().map(|place| place.n).max().unwrap_or(1);
    let rows = own
        .iter()
        .map(|place| row(kind, place, most, listing, frame))
        .collect_view();
    let note = (kind.code == "commune").then(|| {
        view! { <p class="soft">"Un projet qui concerne plusieurs communes est compté dans chacune d'elles."</p> }
    });
    let (title, head) = (kind.title, kind.head);
    let id = format!("carte-{}", kind.code);
    Some(
        view! {
            <section class="stack">
                <h2>{title}</h2>
                {note}
                <Table id=id caption=title caption_hidden=true dense=true>
                    <thead>
                        <tr>
                            <ColumnHead label=head/>
                            <ColumnHead label="Projets" number=true/>
                            <ColumnHead label="Part"/>
                            <ColumnHead label="Coût total" number=true/>
                            <ColumnHead label="Bloqués" number=true/>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any(),
    )
}

fn row(kind: &Kind, place: &Place, most: i64, listing: &Listing, frame: &Frame) -> AnyView {
    let names = &frame.names;
    let name = match (&place.code, kind.code) {
        (None, _) => kind.none.to_owned(),
        (Some(code), "departement") => format!("{code} {}", names.departement(code)),
        (Some(code), "arrondissement") => names.arrondissement(code),
        (Some(code), "epci") => names.epci(code),
        (Some(code), _) => names.commune(code),
    };
    // The filters of communes and départements know no "none": there the name stands alone.
    let value = match (&place.code, kind.code) {
        (Some(code), _) => Some(code.clone()),
        (None, "arrondissement" | "epci") => Some("aucun".to_owned()),
        (None, _) => None,
    };
    // Who has no département of her own, the manager of a contract, chooses none.
    let is_open = kind.code != "departement" || frame.of_the_state;
    let label = match value.filter(|_| is_open) {
        Some(value) => {
            let pairs = with(without(listing.pairs(), &[kind.code]), kind.code, value);
            let address = href(View::Table.path(), &pairs);
            view! { <a href=address>{name}</a> }.into_any()
        }
        None => name.into_any(),
    };
    let share = (place.n * 100 / most.max(1)).clamp(1, 100).to_string();
    let cost = (place.cost_cents > 0).then(|| numbers::euros(place.cost_cents));
    let blocked = (place.blocked > 0).then(|| numbers::whole(place.blocked));
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class="number">{numbers::whole(place.n)}</td>
            <td class="bar-cell">
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=share height="10"/>
                </svg>
            </td>
            <td class="number">{cost}</td>
            <td class="number">{blocked}</td>
        </tr>
    }
    .into_any()
}

//! What the three views of a set of projects share: the way between them, the filters that are on, the totals.

use super::filters;
use super::labels::Labels;
use super::listing::{Pairs, href, without};
use crate::i18n::numbers;
use crate::ui::{Alert, LinkItem, Tabs, Tag, Tone};
use domain::filter::Listing;
use domain::money::Cents;
use leptos::prelude::*;
use services::desk::table::Frame;
use services::read_models::desk::table::Totals;

/// The way a set is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Rows.
    Table,
    /// Columns of cards.
    Board,
    /// Places.
    Map,
}

impl View {
    /// Its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Table => "/territoire/projets",
            Self::Board => "/territoire/tableau",
            Self::Map => "/territoire/carte",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Table => "Liste",
            Self::Board => "Tableau",
            Self::Map => "Carte",
        }
    }
}

/// Whose projects these are, as a title.
pub fn title(frame: &Frame) -> String {
    match &frame.of_departement {
        Some(of) => format!("Projets {of}"),
        None if frame.of_the_state => "Projets de la France entière".to_owned(),
        None => "Projets de vos contrats".to_owned(),
    }
}

/// The page of a view: title, départements, ways to look, filters, what is on, then `body`.
pub fn page(view: View, listing: &Listing, frame: Frame, own: &Pairs, body: AnyView) -> AnyView {
    let pairs = listing.pairs();
    let tabs = [View::Table, View::Board, View::Map]
        .into_iter()
        .map(|one| LinkItem::new(one.name(), href(one.path(), &pairs)).current(one == view))
        .collect();
    let title = title(&frame);
    let others = others(view, listing, &frame);
    let views = super::saved_views::links(view.path(), &frame.views, &pairs);
    let form = filters::form(view.path(), listing, &frame, own);
    let notes = notes(&frame);
    let on = chips(view.path(), listing, &Labels::of(&frame));
    view! {
        <div class="page page-wide stack">
            <h1>{title}</h1>
            <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
            {others}
            <Tabs label="Façons de voir ces projets" links=tabs/>
            {views}
            <div class="table-view">
                {form}
                <div class="table-view-main">
                    {notes}
                    {on}
                    {body}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The same view of the reader's other départements; the filters of places stay behind.
fn others(view: View, listing: &Listing, frame: &Frame) -> Option<AnyView> {
    if frame.departements.len() < 2 {
        return None;
    }
    let kept = without(
        listing.pairs(),
        &[
            "departement",
            "epci",
            "arrondissement",
            "commune",
            "contrat",
        ],
    );
    let links = frame
        .departements
        .iter()
        .map(|code| {
            let here = (Some(code) == frame.departement.as_ref()).then_some("page");
            let mut pairs = vec![("departement".to_owned(), code.clone())];
            pairs.extend(kept.clone());
            view! { <li><a href=href(view.path(), &pairs) aria-current=here>{named(frame, code)}</a></li> }
        })
        .collect_view();
    Some(
        view! { <nav aria-label="Départements"><ul class="cluster list-plain">{links}</ul></nav> }
            .into_any(),
    )
}

/// "Maine-et-Loire (49)".
pub fn named(frame: &Frame, code: &str) -> String {
    format!("{} ({code})", frame.names.departement(code))
}

/// What the reader should know of the result.
pub fn notes(frame: &Frame) -> Option<AnyView> {
    frame.corrected.then(|| {
        view! {
            <Alert tone=Tone::Info>"Aucun projet ne contient exactement ces mots. Voici ceux dont un mot diffère d'une lettre."</Alert>
        }
        .into_any()
    })
}

/// The most filters shown one by one: each holds the address of all the others.
const CHIPS: usize = 20;

/// The filters that are on, each with its way off.
pub fn chips(path: &str, listing: &Listing, labels: &Labels<'_>) -> Option<AnyView> {
    let pairs = listing.pairs();
    // What was typed and not understood filters nothing: the form says so at its field.
    let typed = listing.filter.pairs();
    let mut on = typed.clone();
    on.retain(|(name, value)| is_understood(name, value));
    if on.is_empty() {
        return None;
    }
    let more = on.len().saturating_sub(CHIPS);
    let more = (more > 0).then(|| {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        view! { <span class="muted">{numbers::counted(more, "autre filtre", "autres filtres")}</span> }
    });
    let tags = on
        .iter()
        .take(CHIPS)
        .map(|(name, value)| {
            let rest: Pairs = pairs
                .iter()
                .filter(|(key, kept)| key != name || kept != value)
                .cloned()
                .collect();
            view! { <Tag label=labels.chip(name, value) href=href(path, &rest) remove=true/> }
        })
        .collect_view();
    let names: Vec<&str> = typed.iter().map(|(name, _)| *name).collect();
    let nothing = href(path, &without(pairs.clone(), &names));
    Some(
        view! {
            <div class="chips" role="group" aria-label="Filtres en place">
                {tags}
                {more}
                <a href=nothing>"Tout effacer"</a>
            </div>
        }
        .into_any(),
    )
}

fn is_understood(name: &str, value: &str) -> bool {
    match name {
        "cout_min" | "cout_max" => Cents::parse(value).is_ok(),
        "depose_du" | "depose_au" => domain::date::parse(value).is_ok(),
        "bloque_depuis" | "silence" => domain::filter::days(value).is_some(),
        _ => true,
    }
}

/// "1 240 projets · 312 000 000 € · 4 bloqués".
pub fn totals(totals: &Totals) -> AnyView {
    let count = numbers::counted(totals.n, "projet", "projets");
    let cost =
        (totals.with_cost > 0).then(|| format!(" · coût {}", numbers::euros(totals.cost_cents)));
    let unknown = totals.n - totals.with_cost;
    let unknown = (unknown > 0 && totals.with_cost > 0).then(|| {
        let projects = numbers::counted(unknown, "projet", "projets");
        format!(" (inconnu pour {projects})")
    });
    let money = |cents: i64, word: &str| {
        (cents > 0).then(|| format!(" · {word} {}", numbers::euros(cents)))
    };
    let blocked = (totals.blocked > 0).then(|| {
        let blocked = numbers::counted(totals.blocked, "bloqué", "bloqués");
        format!(" · {blocked}")
    });
    view! {
        <b>{count}</b>
        {cost}{unknown}
        {money(totals.asked_cents, "demandé")}
        {money(totals.granted_cents, "accordé")}
        {blocked}
    }
    .into_any()
}

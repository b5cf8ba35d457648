//! The figures as tables.

use super::words;
use crate::i18n::help::kind as blocker_kind;
use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::ui::{ColumnHead, Table};
use domain::theme::Theme;
use leptos::prelude::*;
use services::desk::table::names::PlaceNames;
use services::figures::{Blocked, Count, Delay, Figures, Group, PlaceKind};

/// Where the figures of a place are; none where there is no such page.
pub type Link = fn(PlaceKind, &str) -> Option<String>;

/// Delays of the three steps the State has promised.
pub fn delays(figures: &Figures) -> AnyView {
    let steps = [
        ("Première réponse", "3 jours ouvrés", &figures.whole.answers),
        ("Priorité", "10 jours ouvrés", &figures.priority),
        ("Premier contact", "5 jours ouvrés", &figures.contact),
    ];
    let rows = steps
        .into_iter()
        .map(|(name, promise, delay)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label="Engagement">{promise}</td>
                    <td data-label="Projets" class="number">{words::count(delay.measured)}</td>
                    {delay_cells(delay)}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="delais" caption="Délais de réponse de l'État" caption_hidden=true dense=true stacked=true>
            <thead>
                <tr>
                    <ColumnHead label="Étape"/>
                    <ColumnHead label="Engagement"/>
                    <ColumnHead label="Projets" number=true/>
                    {delay_heads()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn delay_heads() -> AnyView {
    view! {
        <ColumnHead label="Dans les temps" number=true/>
        <ColumnHead label="Médiane" number=true/>
        <ColumnHead label="9 sur 10" number=true/>
    }
    .into_any()
}

fn delay_cells(delay: &Delay) -> AnyView {
    view! {
        <td data-label="Dans les temps" class="number">{words::in_time(delay)}</td>
        <td data-label="Médiane" class="number">{words::days(delay.median, delay.measured)}</td>
        <td data-label="9 sur 10" class="number">{words::days(delay.ninth, delay.measured)}</td>
    }
    .into_any()
}

/// Projects by theme.
pub fn themes(figures: &Figures) -> AnyView {
    let name = |code: &str| labels::of(Theme::parse, code).into_any();
    groups(
        "themes",
        "Par thème principal",
        "Thème",
        &figures.themes,
        name,
    )
}

/// Projects by one kind of place.
pub fn places(kind: PlaceKind, places: &[Group], names: &PlaceNames, link: Link) -> AnyView {
    let name = |code: &str| {
        let words = place(kind, code, names);
        match link(kind, code) {
            Some(href) => view! { <a href=href>{words}</a> }.into_any(),
            None => words.into_any(),
        }
    };
    let id = format!("territoires-{kind}");
    let title = format!("Par {}", kind.label().to_lowercase());
    groups(&id, &title, kind.label(), places, name)
}

/// The name of a place.
pub fn place(kind: PlaceKind, code: &str, names: &PlaceNames) -> String {
    match kind {
        _ if code.is_empty() => "Non précisé".to_owned(),
        PlaceKind::Region => names.region(code),
        PlaceKind::Departement => format!("{} ({code})", names.departement(code)),
        PlaceKind::Arrondissement => names.arrondissement(code),
        PlaceKind::Epci => names.epci(code),
    }
}

fn groups(
    id: &str,
    title: &str,
    head: &'static str,
    groups: &[Group],
    name: impl Fn(&str) -> AnyView,
) -> AnyView {
    if groups.is_empty() {
        return view! { <p class="soft">"Aucun projet pendant cette période."</p> }.into_any();
    }
    let most = groups.iter().filter_map(|group| group.deposits).max();
    let rows = groups
        .iter()
        .map(|group| {
            view! {
                <tr>
                    <th scope="row">{name(&group.code)}</th>
                    <td data-label="Dépôts" class="number">{words::count(group.deposits)}</td>
                    <td class="bar-cell">{bar(group.deposits, most)}</td>
                    {delay_cells(&group.answers)}
                    <td data-label="Menés à terme" class="number">{words::count(group.completed)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id=id caption=title caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label=head/>
                    <ColumnHead label="Dépôts" number=true/>
                    <ColumnHead label="Part"/>
                    {delay_heads()}
                    <ColumnHead label="Menés à terme" number=true/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// A count as a bar beside its number.
pub fn bar(count: Count, most: Count) -> AnyView {
    let most = most.unwrap_or(0).max(1);
    let Some(count) = count.filter(|count| *count > 0) else {
        return ().into_any();
    };
    let share = (count * 100 / most).clamp(1, 100).to_string();
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width=share height="10"/>
        </svg>
    }
    .into_any()
}

/// Blockers by kind.
pub fn blockers(figures: &Figures) -> AnyView {
    if figures.blockers.is_empty() {
        return view! { <p class="soft">"Aucun blocage signalé pendant cette période."</p> }
            .into_any();
    }
    let most = figures.blockers.iter().filter_map(|kind| kind.raised).max();
    let kinds = figures.blockers.iter().chain([&figures.all_blockers]);
    let rows = kinds.map(|kind| blocker(kind, most)).collect_view();
    view! {
        <Table id="blocages" caption="Blocages par nature" caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label="Nature"/>
                    <ColumnHead label="Signalés" number=true/>
                    <ColumnHead label="Part"/>
                    <ColumnHead label="Levés" number=true/>
                    <ColumnHead label="Médiane pour les lever" number=true/>
                    <ColumnHead label="9 sur 10" number=true/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn blocker(kind: &Blocked, most: Count) -> AnyView {
    let all = kind.kind.is_empty();
    let name = if all {
        "Tous".to_owned()
    } else {
        blocker_kind(&kind.kind)
    };
    let bar = (!all).then(|| bar(kind.raised, most));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{words::count(kind.raised)}</td>
            <td class="bar-cell">{bar}</td>
            <td class="number">{words::count(kind.solved)}</td>
            <td class="number">{words::days(kind.median, kind.solved)}</td>
            <td class="number">{words::days(kind.ninth, kind.solved)}</td>
        </tr>
    }
    .into_any()
}

/// Deposits of each month.
pub fn months(rows: &[(String, Count)]) -> AnyView {
    let rows = rows
        .iter()
        .map(|(month, count)| {
            let count = count.map_or_else(|| words::HIDDEN.to_owned(), numbers::whole);
            view! { <tr><th scope="row">{month.clone()}</th><td class="number">{count}</td></tr> }
        })
        .collect_view();
    view! {
        <Table id="mois" caption="Dépôts par mois" caption_hidden=true dense=true>
            <thead><tr><ColumnHead label="Mois"/><ColumnHead label="Dépôts" number=true/></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

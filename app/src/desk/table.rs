//! The projects of a département or a contract: filters, totals, rows.

use super::actions::{address, cursor, filters, other_departements};
use crate::i18n::labels::{self, Label};
use crate::i18n::numbers;
use crate::project::view::ago;
use crate::ui::{
    Alert, Badge, Button, ButtonKind, ButtonLink, Checkbox, Choice, ColumnHead, EmptyState, Field,
    FieldKind, Select, Table, Tone,
};
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::table::{ContractPage, TablePage, TableQuery};
use services::read_models::desk::table::{Row, Totals};

/// The projects of a département.
pub fn territory(page: TablePage, query: TableQuery, now: Timestamp) -> AnyView {
    let code = page.departement.clone().unwrap_or_default();
    let path = "/territoire/projets";
    let others = other_departements(path, &code, &page.departements);
    view! {
        <div class="page page-wide stack">
            <h1>{format!("Projets du département {code}")}</h1>
            <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
            {others}
            {body(path, page, query, now)}
        </div>
    }
    .into_any()
}

/// A contract and its projects.
pub fn contract(page: ContractPage, query: TableQuery, now: Timestamp) -> AnyView {
    let path = format!("/crte/{}", page.code);
    let place = match page.departements.as_slice() {
        [] => String::new(),
        [one] => format!("Département {one}"),
        several => format!("Départements {}", several.join(", ")),
    };
    view! {
        <div class="page page-wide stack">
            <h1>{page.name}</h1>
            <p class="soft">"Contrat pour la réussite de la transition écologique (CRTE) "{page.code}{(!place.is_empty()).then(|| format!(" · {place}"))}</p>
            {page.demo.then(|| view! { <Alert tone=Tone::Info>"Ce contrat est une invention de la démonstration."</Alert> })}
            {body(&path, page.table, query, now)}
        </div>
    }
    .into_any()
}

fn body(path: &str, page: TablePage, query: TableQuery, now: Timestamp) -> AnyView {
    let next = page.next.map(|at| {
        let mut parts = filters(&query);
        parts.push(("apres", cursor(at)));
        view! { <p><ButtonLink kind=ButtonKind::Secondary href=address(path, &parts)>"Voir la suite"</ButtonLink></p> }
    });
    let back = query.after.is_some().then(|| {
        let href = address(path, &filters(&query));
        view! { <p><a href=href>"Revenir au début"</a></p> }
    });
    view! {
        <div class="table-view">
            {filter_form(path, &query)}
            <div class="table-view-main">
                <div class="results-head">
                    <p class="results-count" role="status">{totals(&page.totals)}</p>
                </div>
                {back}
                {rows(page.rows, now)}
                {next}
            </div>
        </div>
    }
    .into_any()
}

/// "1 240 projets · 312 000 000 €".
fn totals(totals: &Totals) -> AnyView {
    let count = numbers::counted(totals.n, "projet", "projets");
    let cost = (totals.with_cost > 0).then(|| format!(" · {}", numbers::euros(totals.cost_cents)));
    let unknown = totals.n - totals.with_cost;
    let unknown = (unknown > 0 && totals.with_cost > 0).then(|| {
        format!(
            " (coût inconnu pour {})",
            numbers::counted(unknown, "projet", "projets")
        )
    });
    let blocked = (totals.blocked > 0).then(|| {
        format!(
            " · {}",
            numbers::counted(totals.blocked, "bloqué", "bloqués")
        )
    });
    view! { <b>{count}</b>{cost}{unknown}{blocked} }.into_any()
}

fn filter_form(path: &str, query: &TableQuery) -> AnyView {
    fn choices<T: Label + Copy + PartialEq>(
        all: &[T],
        code: fn(T) -> &'static str,
        on: Option<T>,
    ) -> Vec<Choice> {
        all.iter()
            .map(|value| Choice::new(code(*value), value.label()).selected(on == Some(*value)))
            .collect()
    }
    let states: Vec<Intake> = Intake::ALL
        .iter()
        .copied()
        .filter(|state| *state != Intake::Draft)
        .collect();
    let departement = query.departement.clone();
    let on = filters(query)
        .iter()
        .filter(|(name, value)| *name != "departement" && !value.is_empty())
        .count();
    let summary = if on == 0 {
        "Filtrer".to_owned()
    } else {
        format!("Filtrer ({on})")
    };
    let clear = (on > 0).then(|| {
        let parts = [("departement", departement.clone().unwrap_or_default())];
        view! { <p><a href=address(path, &parts)>"Tout effacer"</a></p> }
    });
    view! {
        <form class="filters" method="get" action=path.to_owned()>
            <details class="fold">
                <summary>{summary}</summary>
                <div class="filters-body">
                    {departement.map(|code| view! { <input type="hidden" name="departement" value=code/> })}
                    <Field name="q" label="Mots, porteur ou numéro" kind=FieldKind::Search value=query.text.clone() optional=true maxlength=200/>
                    <Select name="etat" label="État" placeholder="Tous" options=choices(&states, Intake::code, query.intake) optional=true/>
                    <Select name="theme" label="Thème" placeholder="Tous" options=choices(Theme::ALL, Theme::code, query.theme) optional=true/>
                    <Select name="priorite" label="Priorité" placeholder="Toutes" options=choices(Priority::ALL, Priority::code, query.priority) optional=true/>
                    <Checkbox name="suivi" value="moi" label="Seulement ceux que je suis" checked=query.mine/>
                    <Button kind=ButtonKind::Secondary>"Filtrer les projets"</Button>
                    {clear}
                </div>
            </details>
        </form>
    }
    .into_any()
}

fn rows(rows: Vec<Row>, now: Timestamp) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState title="Aucun projet ne correspond">
                <p>"Les projets déposés dans ce territoire sont ici. Retirez un filtre pour en voir davantage."</p>
            </EmptyState>
        }
        .into_any();
    }
    let rows = rows.into_iter().map(|line| row(line, now)).collect_view();
    view! {
        <Table id="projets" caption="Projets, les plus récemment actifs d'abord" caption_hidden=true dense=true sticky=true stacked=true>
            <thead>
                <tr>
                    <ColumnHead label="Projet"/>
                    <ColumnHead label="État"/>
                    <ColumnHead label="Thème"/>
                    <ColumnHead label="Phase"/>
                    <ColumnHead label="Suivi par"/>
                    <ColumnHead label="Coût total" number=true/>
                    <ColumnHead label="Dernière activité"/>
                </tr>
            </thead>
            <tbody class="desk-table">{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(row: Row, now: Timestamp) -> AnyView {
    let number = row
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    let late = row.intake_due_at.is_some_and(|due| due < now.0);
    let priority = row
        .priority
        .as_deref()
        .map(|code| labels::of(Priority::parse, code));
    let follower: Vec<String> = [row.assignee_first_name, row.assignee_last_name]
        .into_iter()
        .flatten()
        .collect();
    let follower = if follower.is_empty() {
        "Personne".to_owned()
    } else {
        follower.join(" ")
    };
    let phase = format!(
        "{}, {}",
        labels::of(Phase::parse, &row.phase),
        labels::of(PhaseStatus::parse, &row.phase_status)
    );
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/projets/{}", row.id)>{row.title}</a>
                <span class="desk-place">{format!("{number}{}", row.bearer_name)}</span>
            </th>
            <td data-label="État">
                {labels::of(Intake::parse, &row.intake)}
                {priority.map(|words| format!(", {}", words.to_lowercase()))}
                {late.then(|| view! { " "<Badge tone=Tone::Danger label="En retard"/> })}
                {row.blocked_since.map(|_| view! { " "<Badge tone=Tone::Warning label="Bloqué"/> })}
            </td>
            <td data-label="Thème">{labels::of(Theme::parse, &row.main_theme)}</td>
            <td data-label="Phase">{phase}</td>
            <td data-label="Suivi par">{follower}</td>
            <td data-label="Coût total" class="number">{row.total_cost_cents.map_or("Non dit".to_owned(), numbers::euros)}</td>
            <td data-label="Dernière activité">{ago(Timestamp(row.last_activity_at), now)}</td>
        </tr>
    }
    .into_any()
}

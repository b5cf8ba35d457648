//! The cells of a row, column by column.

use super::listing::{Pairs, href};
use crate::i18n::labels;
use crate::i18n::{dates, numbers};
use crate::project::view::ago;
use crate::ui::{Badge, Tag, Tone};
use domain::filter::{Column, Listing};
use domain::intake::Intake;
use domain::project::{Phase, PhaseStatus, Priority};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::table::names::PlaceNames;
use services::read_models::desk::table::Row;

/// The name of the filter by tag in an address.
pub const FILTER: &str = "etiquette";

/// What the cells are written with.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    /// The columns shown.
    pub columns: &'a [Column],
    /// Names of places.
    pub names: &'a PlaceNames,
    /// As of now.
    pub now: Timestamp,
    /// The page, and what it asks for: a tag leads to the same with this tag.
    pub page: (&'a str, &'a Listing),
}

impl Cells<'_> {
    /// One cell.
    pub fn cell(&self, column: Column, row: &Row) -> AnyView {
        let inner = self.inner(column, row);
        let label = super::labels::column(column);
        let class = column.is_number().then_some("number");
        view! { <td data-label=label class=class>{inner}</td> }.into_any()
    }

    fn inner(&self, column: Column, row: &Row) -> AnyView {
        match column {
            Column::State => self.state(row),
            Column::Priority => priority(row).unwrap_or_default().into_any(),
            Column::Theme => labels::of(Theme::parse, &row.main_theme).into_any(),
            Column::Phase => phase(row).into_any(),
            Column::Follower => follower(row).unwrap_or("Personne".to_owned()).into_any(),
            Column::Cost => sum(row.total_cost_cents).into_any(),
            Column::Asked => money(row.asked_cents).into_any(),
            Column::Granted => money(row.granted_cents).into_any(),
            Column::Deposited => row
                .submitted_at
                .map(|at| dates::moment_day(Timestamp(at)))
                .into_any(),
            Column::Due => self.due(row),
            Column::Blocked => row.blocked_since.as_deref().map(dates::iso_day).into_any(),
            Column::Contract => row.contract_name.clone().into_any(),
            Column::Epci => row
                .epci_siren
                .as_deref()
                .map(|code| self.names.epci(code))
                .into_any(),
            Column::Arrondissement => row
                .arrondissement_code
                .as_deref()
                .map(|code| self.names.arrondissement(code))
                .into_any(),
            Column::Tags => tags(row, self.page.0, &self.page.1.pairs()),
            Column::Activity => ago(Timestamp(row.last_activity_at), self.now),
        }
    }

    /// The state, with what no other column says.
    fn state(&self, row: &Row) -> AnyView {
        let shown = |column| self.columns.contains(&column);
        let priority = priority(row).filter(|_| !shown(Column::Priority));
        let late = is_late(row, self.now) && !shown(Column::Due);
        let blocked = row.blocked_since.is_some() && !shown(Column::Blocked);
        view! {
            {labels::of(Intake::parse, &row.intake)}
            {priority.map(|words| format!(", {}", words.to_lowercase()))}
            {late.then(|| view! { " "<Badge tone=Tone::Danger label="En retard"/> })}
            {blocked.then(|| view! { " "<Badge tone=Tone::Warning label="Bloqué"/> })}
        }
        .into_any()
    }

    fn due(&self, row: &Row) -> AnyView {
        let late = is_late(row, self.now);
        let day = row.intake_due_at.map(|at| dates::moment_day(Timestamp(at)));
        view! {
            {day}
            {late.then(|| view! { " "<Badge tone=Tone::Danger label="En retard"/> })}
        }
        .into_any()
    }
}

/// The tags of a project, each leading to the projects of the page that bear it too.
pub fn tags(row: &Row, path: &str, pairs: &Pairs) -> AnyView {
    let links = row.tags.iter().map(|tag| {
        let mut pairs = pairs.clone();
        let own = (FILTER.to_owned(), tag.id.to_string());
        if !pairs.contains(&own) {
            pairs.push(own);
        }
        view! { <li><Tag label=tag.name.clone() href=href(path, &pairs)/></li> }
    });
    let links = links.collect_view();
    view! { <ul class="cluster list-plain tags">{links}</ul> }.into_any()
}

/// Past the day on which the State should have moved.
pub fn is_late(row: &Row, now: Timestamp) -> bool {
    row.intake_due_at.is_some_and(|due| due < now.0)
}

/// The pair's decision in words.
pub fn priority(row: &Row) -> Option<String> {
    let code = row.priority.as_deref();
    code.map(|code| labels::of(Priority::parse, code))
}

/// "Étude, en cours".
pub fn phase(row: &Row) -> String {
    format!(
        "{}, {}",
        labels::of(Phase::parse, &row.phase),
        labels::of(PhaseStatus::parse, &row.phase_status)
    )
}

/// Who follows the project.
pub fn follower(row: &Row) -> Option<String> {
    let names = [&row.assignee_first_name, &row.assignee_last_name];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    let name = names.join(" ").trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// "n° 4 127, Angers".
pub fn place(row: &Row) -> String {
    let number = row
        .number
        .map(|n| format!("n°\u{a0}{}, ", numbers::whole(n)))
        .unwrap_or_default();
    format!("{number}{}", row.bearer_name)
}

fn sum(cents: Option<i64>) -> String {
    cents.map_or("Non dit".to_owned(), numbers::euros)
}

fn money(cents: Option<i64>) -> Option<String> {
    cents.filter(|cents| *cents > 0).map(numbers::euros)
}

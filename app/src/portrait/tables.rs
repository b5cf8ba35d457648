//! The tables of a portrait.

use crate::figures::tables::bar;
use crate::i18n::help::kind as blocker_kind;
use crate::i18n::labels;
use crate::i18n::numbers;
use crate::project::view::ago;
use crate::ui::{ColumnHead, Table};
use domain::project::{Phase, PhaseStatus};
use domain::theme::Theme;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::portrait::{Count, Listed};

/// Over the projects by orientation.
pub const ORIENTATIONS: &str = "Projets par orientation et par année";
/// Over the projects by theme.
pub const THEMES: &str = "Projets par thème et par année";
/// Over the projects by phase.
pub const PHASES: &str = "Projets par phase";
/// Over the blockers.
pub const BLOCKERS: &str = "Blocages";
/// Over the money.
pub const MONEY: &str = "Argent demandé et accordé, par source et par année";
/// In the place of a table of projects.
pub const NO_PROJECT: &str = "Aucun projet pour le moment.";
/// In the place of a table of blockers.
pub const NO_BLOCKER: &str = "Aucun blocage signalé.";
/// In the place of a table of money.
pub const NO_MONEY: &str = "Aucun financement demandé ni accordé n'est noté.";
/// Which year that of money is.
pub const YEAR_OF_MONEY: &str = "L'année est celle où le financement a été noté dans le service.";

fn nothing(words: &'static str) -> AnyView {
    view! { <p class="soft">{words}</p> }.into_any()
}

/// By orientation of the contract and year.
pub fn orientations(count: &Count) -> AnyView {
    let (years, rows) = (&count.years, &count.orientations);
    by_year(
        "orientations",
        ORIENTATIONS,
        "Orientation",
        years,
        rows,
        orientation,
    )
}

/// By main theme and year.
pub fn themes(count: &Count) -> AnyView {
    let (years, rows) = (&count.years, &count.themes);
    by_year("themes", THEMES, "Thème", years, rows, theme)
}

/// An orientation in words.
pub fn orientation(noted: &str) -> String {
    let words = if noted.is_empty() {
        "Sans orientation notée"
    } else {
        noted
    };
    words.to_owned()
}

/// A theme in words.
pub fn theme(code: &str) -> String {
    labels::of(Theme::parse, code)
}

/// "Étude, en cours".
pub fn phase(phase: &str, status: &str) -> String {
    let phase = labels::of(Phase::parse, phase);
    format!("{phase}, {}", labels::of(PhaseStatus::parse, status))
}

fn by_year(
    id: &'static str,
    caption: &'static str,
    head: &'static str,
    years: &[i32],
    rows: &[(String, Vec<i64>)],
    name: impl Fn(&str) -> String,
) -> AnyView {
    if rows.is_empty() {
        return nothing(NO_PROJECT);
    }
    let heads = years
        .iter()
        .map(|year| view! { <ColumnHead label=year.to_string() number=true/> })
        .collect_view();
    let most = rows.iter().map(|(_, row)| row.iter().sum::<i64>()).max();
    let rows = rows
        .iter()
        .map(|(code, row)| {
            let all: i64 = row.iter().sum();
            let cells = row
                .iter()
                .map(|n| view! { <td class="number">{numbers::whole(*n)}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{name(code)}</th>
                    {cells}
                    <td class="number">{numbers::whole(all)}</td>
                    <td class="bar-cell">{bar(Some(all), most)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id=id caption=caption caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label=head/>
                    {heads}
                    <ColumnHead label="Total" number=true/>
                    <ColumnHead label="Part"/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// By phase.
pub fn phases(count: &Count) -> AnyView {
    if count.phases.is_empty() {
        return nothing(NO_PROJECT);
    }
    let most = count.phases.iter().map(|(_, n)| *n).max();
    let rows = count
        .phases
        .iter()
        .map(|((phase, status), n)| {
            view! {
                <tr>
                    <th scope="row">{self::phase(phase, status)}</th>
                    <td class="number">{numbers::whole(*n)}</td>
                    <td class="bar-cell">{bar(Some(*n), most)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="phases" caption=PHASES caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label="Phase"/>
                    <ColumnHead label="Projets" number=true/>
                    <ColumnHead label="Part"/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// By kind of blocker.
pub fn blockers(count: &Count) -> AnyView {
    if count.blockers.is_empty() {
        return nothing(NO_BLOCKER);
    }
    let most = count.blockers.iter().map(|kind| kind.open).max();
    let rows = count
        .blockers
        .iter()
        .map(|kind| {
            view! {
                <tr>
                    <th scope="row">{blocker_kind(&kind.kind)}</th>
                    <td class="number">{numbers::whole(kind.open)}</td>
                    <td class="bar-cell">{bar(Some(kind.open), most)}</td>
                    <td class="number">{numbers::whole(kind.solved)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table id="blocages" caption="Blocages par nature" caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label="Nature"/>
                    <ColumnHead label="En cours" number=true/>
                    <ColumnHead label="Part"/>
                    <ColumnHead label="Levés" number=true/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// Money by source and year.
pub fn money(count: &Count) -> AnyView {
    if count.money.is_empty() {
        return nothing(NO_MONEY);
    }
    let years = count
        .money_years
        .iter()
        .flat_map(|year| [format!("{year} demandé"), format!("{year} accordé")])
        .map(|label| view! { <ColumnHead label=label number=true/> })
        .collect_view();
    let rows = count
        .money
        .iter()
        .map(|(source, row)| {
            let cells = row
                .iter()
                .flat_map(|cents| [cents.asked, cents.granted])
                .map(|cents| view! { <td class="number">{sum(cents)}</td> })
                .collect_view();
            let asked: i64 = row.iter().map(|cents| cents.asked).sum();
            let granted: i64 = row.iter().map(|cents| cents.granted).sum();
            view! {
                <tr>
                    <th scope="row">{source.clone()}</th>
                    {cells}
                    <td class="number">{sum(asked)}</td>
                    <td class="number">{sum(granted)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="soft">{YEAR_OF_MONEY}</p>
        <Table id="argent" caption=MONEY caption_hidden=true dense=true>
            <thead>
                <tr>
                    <ColumnHead label="Source"/>
                    {years}
                    <ColumnHead label="Total demandé" number=true/>
                    <ColumnHead label="Total accordé" number=true/>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// A sum; nothing where there is none.
pub fn sum(cents: i64) -> Option<String> {
    (cents > 0).then(|| numbers::euros(cents))
}

/// A few projects, with when something last happened there.
pub fn listed(projects: &[Listed], now: Timestamp, none: &'static str) -> AnyView {
    if projects.is_empty() {
        return nothing(none);
    }
    let items = projects
        .iter()
        .map(|one| {
            let when = ago(one.last_activity, now);
            view! {
                <li>
                    <a href=format!("/projets/{}", one.id)>{one.title.clone()}</a>
                    {format!(", {} · ", one.bearer)}
                    {when}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="stack-tight">{items}</ul> }.into_any()
}

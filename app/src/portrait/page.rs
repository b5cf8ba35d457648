//! A portrait on one page, made to be printed on A4.

use super::words::{
    ALSO_SIGNED, LISTS, NONE_IS_SILENT, NONE_MOVES, SIGNATORIES, TERRITORY, counted, in_part,
    moving_title, moving_words, signed, silent_title, silent_words, sums, title, who_lives_there,
};
use super::{beside, head, map, tables};
use crate::desk::actions::{address, other_departements};
use crate::i18n::labels::Label;
use crate::ui::{Alert, LinkItem, Tabs, Tone};
use domain::filter::Programme;
use leptos::prelude::*;
use services::portrait::{Portrait, Signatory, Subject};

/// The address of a département's portraits.
const BILAN: &str = "/territoire/bilan";

/// The page.
pub fn portrait(found: &Portrait) -> AnyView {
    let count = &found.count;
    let orientations = (!count.orientations.is_empty())
        .then(|| section(tables::ORIENTATIONS, tables::orientations(count)));
    let listed = view! {
        <div class="stack">
            <h3>{moving_title(count)}</h3>
            <p class="soft">{moving_words()}</p>
            {tables::listed(&count.moving.1, found.counted_at, NONE_MOVES)}
            <h3>{silent_title(count)}</h3>
            <p class="soft">{silent_words()}</p>
            {tables::listed(&count.silent.1, found.counted_at, NONE_IS_SILENT)}
        </div>
    }
    .into_any();
    view! {
        <div class="page page-wide stack-wide stack">
            <div class="stack">
                {opening(found)}
                <p class="soft">{counted(found)}</p>
                {files(found)}
                {attach(found)}
            </div>
            {summary(found)}
            {section(TERRITORY, territory(found))}
            {map::map(found).map(|drawn| section(map::TITLE, drawn))}
            {orientations}
            {section(tables::THEMES, tables::themes(count))}
            {section(tables::PHASES, tables::phases(count))}
            {section(tables::BLOCKERS, tables::blockers(count))}
            {section(tables::MONEY, tables::money(count))}
            {section(LISTS, listed)}
            {section(beside::TITLE, beside::table(found))}
        </div>
    }
    .into_any()
}

fn section(title: &'static str, body: AnyView) -> AnyView {
    view! { <section class="stack"><h2>{title}</h2>{body}</section> }.into_any()
}

fn opening(found: &Portrait) -> AnyView {
    if let Some(contract) = head::contract(&found.subject, &found.places, false) {
        let part = in_part(found).map(|words| view! { <Alert tone=Tone::Info>{words}</Alert> });
        return view! { {contract}{part} }.into_any();
    }
    let departement = found.departements.first().cloned().unwrap_or_default();
    let current = match &found.subject {
        Subject::Programme(programme, _) => Some(*programme),
        _ => None,
    };
    let link = |name: &str, programme: Option<Programme>| {
        let code = programme.map(|one| one.code().to_owned());
        let parts = [
            ("departement", departement.clone()),
            ("programme", code.unwrap_or_default()),
        ];
        LinkItem::new(name, address(BILAN, &parts)).current(programme == current)
    };
    let programmes = Programme::ALL
        .iter()
        .map(|one| link(one.label(), Some(*one)));
    let links = std::iter::once(link("Tout le département", None))
        .chain(programmes)
        .collect();
    view! {
        <h1>{title(&found.subject, &found.of)}</h1>
        <p class="print-none"><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
        {other_departements(BILAN, &departement, &found.choices)}
        <Tabs label="Bilans du département" links=links/>
    }
    .into_any()
}

/// The portrait as a file, and the same projects as files; the table has them for a département.
fn files(found: &Portrait) -> AnyView {
    let projects = match &found.subject {
        Subject::Contract { code, .. } if found.count.sums.projects > 0 => {
            let file = |kind: &str| format!("/crte/{code}/projets.{kind}");
            Some(view! {
                <a href=file("xlsx") download="projets-crte.xlsx">"Projets et financements pour un tableur (XLSX)"</a>
                <a href=file("csv") download="projets-crte.csv">"Projets en CSV"</a>
            })
        }
        _ => None,
    };
    view! {
        <p class="cluster print-none">
            <a href=head::pdf(&found.subject) download="bilan.pdf">"Ce bilan pour le comité (PDF)"</a>
            {projects}
        </p>
    }
    .into_any()
}

/// The way to the projects that have no contract yet, for who may attach them.
fn attach(found: &Portrait) -> Option<AnyView> {
    let Subject::Contract { code, .. } = &found.subject else {
        return None;
    };
    let href = format!("/crte/{code}/rattacher");
    found.may_attach.then(|| {
        view! { <p class="print-none"><a href=href>"Rattacher des projets à ce contrat"</a></p> }
            .into_any()
    })
}

fn summary(found: &Portrait) -> AnyView {
    let figures = sums(found)
        .into_iter()
        .map(
            |(value, words)| view! { <div class="figure"><b>{value}</b><span>{words}</span></div> },
        )
        .collect_view();
    view! { <div class="figures">{figures}</div> }.into_any()
}

fn territory(found: &Portrait) -> AnyView {
    let signatories = &found.territory.signatories;
    let signatories = (!signatories.is_empty()).then(|| {
        let items = signatories.iter().map(signatory).collect_view();
        view! {
            <h3>{SIGNATORIES}</h3>
            <ul class="stack-tight">{items}</ul>
        }
    });
    view! { <p>{who_lives_there(found)}</p>{signatories} }.into_any()
}

fn signatory(one: &Signatory) -> AnyView {
    let others = one
        .others
        .iter()
        .map(|(code, name)| view! { {ALSO_SIGNED} <a href=format!("/crte/{code}")>{name.clone()}</a> })
        .collect_view();
    view! { <li>{signed(one)}{others}</li> }.into_any()
}

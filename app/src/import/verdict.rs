//! What an import would change, or changed: counts, first projects, remarks, the report.

use super::{IMPORTS, report, words};
use crate::desk::actions::address;
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, ColumnHead, DescriptionItem, DescriptionList, Table,
    Tone,
};
use domain::list_import::ImportState;
use leptos::prelude::*;
use services::import::lists::{ImportView, Kind, Verdict};
use services::import::{First, Reason};
use services::territory::Severity;

/// The part of the page.
pub fn page(view: &ImportView, key: String) -> AnyView {
    let Some(verdict) = &view.verdict else {
        return ().into_any();
    };
    let next = if view.state == ImportState::Done {
        done(view)
    } else {
        confirm(view, verdict, key)
    };
    let report = format!("{IMPORTS}/{}/rapport.csv", view.id);
    view! {
        <section class="stack">
            {counts(verdict, view.state == ImportState::Done)}
            {next}
        </section>
        {first(&verdict.first)}
        {remarks(verdict)}
        <p><a href=report download="rapport.csv">"Télécharger le rapport complet (CSV)"</a></p>
    }
    .into_any()
}

fn whole(number: u64) -> String {
    numbers::whole(i64::try_from(number).unwrap_or(i64::MAX))
}

fn projects(number: u64) -> String {
    numbers::counted(
        i64::try_from(number).unwrap_or(i64::MAX),
        "projet",
        "projets",
    )
}

fn counts(verdict: &Verdict, written: bool) -> AnyView {
    let tally = verdict.tally;
    let (added, changed) = if written {
        ("Projets ajoutés", "Projets modifiés")
    } else {
        ("Nouveaux projets", "Projets qui seraient modifiés")
    };
    let items = vec![
        (added, tally.added),
        (changed, tally.changed),
        ("Projets inchangés", tally.unchanged),
        ("Projets déjà suivis, laissés tels quels", tally.kept),
        ("Lignes refusées", verdict.refused),
        ("Lignes lues", verdict.lines),
    ];
    let items = items
        .into_iter()
        .map(
            |(term, number)| view! { <DescriptionItem label=term>{whole(number)}</DescriptionItem> },
        )
        .collect_view();
    view! { <DescriptionList>{items}</DescriptionList> }.into_any()
}

fn confirm(view: &ImportView, verdict: &Verdict, key: String) -> AnyView {
    let number = verdict.tally.added + verdict.tally.changed;
    let columns = format!("{IMPORTS}/{}?colonnes=oui", view.id);
    if number == 0 {
        return view! {
            <Alert tone=Tone::Info>"Il n'y a rien à importer : la liste ne contient aucun projet nouveau ni modifié pour ce département."</Alert>
            <p><ButtonLink kind=ButtonKind::Secondary href=columns>"Corriger les colonnes"</ButtonLink></p>
        }
        .into_any();
    }
    let action = format!("{IMPORTS}/{}/importer", view.id);
    view! {
        <form class="stack" method="post" action=action>
            <p>"Rien n'est écrit pour l'instant. L'import ajoute et modifie ces projets, et note dans leur historique que vous l'avez fait."</p>
            <input type="hidden" name="cle" value=key/>
            <p class="cluster">
                <Button>{format!("Importer {}", projects(number))}</Button>
                <ButtonLink kind=ButtonKind::Secondary href=columns>"Corriger les colonnes"</ButtonLink>
            </p>
        </form>
    }
    .into_any()
}

fn done(view: &ImportView) -> AnyView {
    let of = [("departement", view.departement.clone())];
    let list = address("/territoire/projets", &of);
    let other = address(IMPORTS, &of);
    view! {
        <Alert tone=Tone::Success>"La liste est importée."</Alert>
        <p class="cluster">
            <a href=list>"Voir les projets du département"</a>
            <a href=other>"Importer une autre liste"</a>
        </p>
    }
    .into_any()
}

fn first(projects: &[First]) -> Option<AnyView> {
    if projects.is_empty() {
        return None;
    }
    let rows = projects.iter().map(|one| {
        let cost = one.cost_cents.map(numbers::euros).unwrap_or_default();
        view! {
            <tr>
                <th scope="row" data-label="Projet">{one.title.clone()}</th>
                <td data-label="Porteur">{one.bearer.clone()}</td>
                <td data-label="Communes">{one.communes.clone()}</td>
                <td data-label="Thème">{one.theme.label()}</td>
                <td data-label="Coût" class="number">{cost}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <section class="stack">
                <h2>"Les premières lignes, telles que nous les comprenons"</h2>
                <Table id="premieres" caption="Les premières lignes" caption_hidden=true stacked=true>
                    <thead><tr><ColumnHead label="Projet"/><ColumnHead label="Porteur"/><ColumnHead label="Communes"/><ColumnHead label="Thème"/><ColumnHead label="Coût" number=true/></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any(),
    )
}

/// The kinds of remarks, what is lost first.
fn remarks(verdict: &Verdict) -> Option<AnyView> {
    let rank = |severity: Severity| match severity {
        Severity::Refused => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    };
    let mut kinds: Vec<(Reason, &Kind)> = verdict
        .remarks
        .iter()
        .filter_map(|(code, kind)| Reason::parse(code).map(|reason| (reason, kind)))
        .collect();
    kinds.sort_by_key(|(reason, _)| rank(reason.severity()));
    if kinds.is_empty() {
        return None;
    }
    let items = kinds
        .into_iter()
        .map(|(reason, kind)| kind_item(&reason, kind));
    let items = items.collect_view();
    Some(
        view! {
            <section class="stack">
                <h2>"Remarques"</h2>
                {items}
            </section>
        }
        .into_any(),
    )
}

fn kind_item(reason: &Reason, kind: &Kind) -> AnyView {
    let severity = words::severity(reason.severity());
    let title = format!(
        "{} : {} ({})",
        severity,
        words::reason(reason),
        whole(kind.count)
    );
    let lines = kind
        .first
        .iter()
        .filter_map(report::remark)
        .map(|remark| view! { <li>{words::place(&remark)}</li> })
        .collect_view();
    let shown = u64::try_from(kind.first.len()).unwrap_or(u64::MAX);
    let more = kind.count.saturating_sub(shown);
    let more = (more > 0).then(|| {
        view! { <li class="muted">{format!("et {} de plus, dans le rapport", whole(more))}</li> }
    });
    view! {
        <h3>{title}</h3>
        <ul>{lines}{more}</ul>
    }
    .into_any()
}

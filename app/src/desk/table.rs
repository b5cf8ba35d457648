//! The projects of a département or a contract as rows.

use super::cells::{self, Cells};
use super::labels::{self, Labels};
use super::listing::{Pairs, href, with, without};
use super::view::{self, View};
use super::{export, filters, listing};
use crate::i18n::numbers;
use crate::meeting::MEETINGS;
use crate::portrait::head;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Choice, ColumnHead, EmptyState, Select, Sort as Head, Table,
};
use domain::filter::{Column, Listing, Sort, SortBy};
use domain::list_export::{ExportFormat, ROWS_AT_ONCE};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::desk::table::{ContractPage, TablePage};
use services::read_models::desk::table::Row;

/// How the rows are shown, beyond their address.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// As of now.
    pub now: Timestamp,
    /// Columns are being moved: their part stays open.
    pub open: bool,
}

/// The part of an address that says which part of the page stands open.
pub const OPEN: &str = "ouvrir";
/// Its value for the columns.
pub const COLUMNS: &str = "colonnes";

/// The projects of a territory.
pub fn territory(page: TablePage, listing: &Listing, way: Way) -> AnyView {
    let results = results(View::Table.path(), &page, listing, way);
    view::page(View::Table, listing, page.frame, &Pairs::new(), results)
}

/// A contract and its projects.
pub fn contract(page: ContractPage, listing: &Listing, way: Way) -> AnyView {
    let path = format!("{}/projets", head::path(&page.subject));
    let results = results(&path, &page.table, listing, way);
    let frame = &page.table.frame;
    let named = |code: &String| view::named(frame, code);
    let places: Vec<String> = page.departements.iter().map(named).collect();
    view! {
        <div class="page page-wide stack">
            {head::contract(&page.subject, &places, true)}
            <div class="table-view">
                {filters::form(&path, listing, frame, &Pairs::new())}
                <div class="table-view-main">
                    {view::notes(frame)}
                    {view::chips(&path, listing, &Labels::of(frame))}
                    {results}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Totals, columns, files, rows.
fn results(path: &str, page: &TablePage, listing: &Listing, way: Way) -> AnyView {
    let pairs = listing.pairs();
    let next = page.next.as_ref().map(|at| {
        let further = href(path, &with(pairs.clone(), "apres", at.code()));
        view! { <p><ButtonLink kind=ButtonKind::Secondary href=further>"Voir la suite"</ButtonLink></p> }
    });
    let back = listing.after.as_ref().map(|_| {
        view! { <p><a href=href(path, &pairs)>"Revenir au début"</a></p> }
    });
    // A contract may lie in several départements: meetings and actions are a territory's. It is never long.
    let of_territory = path == View::Table.path();
    let files = match page.frame.totals.n {
        0 => None,
        n if n > ROWS_AT_ONCE && of_territory => Some(long_files(listing)),
        _ => Some(files(path, &pairs)),
    };
    let meets = page.frame.totals.n > 0 && page.frame.may_share && of_territory;
    let meeting = meets.then(|| {
        let pairs = without(pairs.clone(), &["densite", "colonne"]);
        view! { <p><a href=href(MEETINGS, &pairs)>"Parcourir ces projets en séance"</a></p> }
    });
    let acts = page.frame.may_act && of_territory && !page.rows.is_empty();
    let act = acts.then(|| super::batch::choose(listing, page.frame.totals.n));
    view! {
        <div class="results-head">
            <p class="results-count" role="status">{view::totals(&page.frame.totals)}</p>
            {files}
            {meeting}
        </div>
        {display(path, listing, page.frame.tagged, way.open)}
        {back}
        {rows(path, page, listing, way.now, acts)}
        {next}
        {act}
    }
    .into_any()
}

/// The same set as a file.
fn files(path: &str, pairs: &Pairs) -> AnyView {
    let pairs = without(pairs.clone(), &["densite"]);
    let file = |kind: &str| format!("{path}.{kind}?{}", listing::query(&pairs));
    view! {
        <p class="cluster">
            <a href=file("xlsx") download="projets.xlsx">"Télécharger pour un tableur (XLSX)"</a>
            <a href=file("csv") download="projets.csv">"Télécharger en CSV"</a>
        </p>
    }
    .into_any()
}

/// The same set as a file that takes long.
fn long_files(listing: &Listing) -> AnyView {
    view! {
        <p class="cluster">
            <a href=export::asking(listing, ExportFormat::Xlsx)>"Préparer un fichier pour un tableur (XLSX)"</a>
            <a href=export::asking(listing, ExportFormat::Csv)>"Préparer un fichier CSV"</a>
            <a href=export::EXPORTS>"Vos exports"</a>
        </p>
    }
    .into_any()
}

/// Which columns, which order, how high.
fn display(path: &str, listing: &Listing, tagged: bool, open: bool) -> AnyView {
    let kept = without(listing.pairs(), &["colonne", "densite", "tri"]);
    let hidden = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let shown = listing.shown();
    // A form sends its boxes in their order: those that are shown keep theirs.
    let others = Column::ALL.iter().filter(|column| !shown.contains(column));
    let columns = shown
        .iter()
        .chain(others)
        .filter(|column| tagged || **column != Column::Tags)
        .map(|column| {
            let shown = shown.contains(column);
            view! {
                <label class="choice">
                    <input type="checkbox" name="colonne" value=column.code() checked=shown/>
                    <span class="choice-text"><span class="choice-label">{labels::column(*column)}</span></span>
                </label>
            }
        })
        .collect_view();
    let heights = vec![
        Choice::new("", "Lignes serrées").selected(!listing.roomy),
        Choice::new("aeree", "Lignes aérées").selected(listing.roomy),
    ];
    view! {
        <details class="disclose" id=COLUMNS open=open>
            <summary>"Colonnes et ordre"</summary>
            <form class="stack" method="get" action=path.to_owned()>
                {hidden}
                <fieldset class="choices choices-dense choices-inline">
                    <legend class="field-label">"Colonnes à montrer"</legend>
                    {columns}
                </fieldset>
                <div class="cluster">
                    <Select name="tri" label="Ordre" options=orders(listing.sort) optional=true/>
                    <Select name="densite" label="Hauteur des lignes" options=heights optional=true/>
                </div>
                <p><Button kind=ButtonKind::Secondary>"Afficher ainsi"</Button></p>
            </form>
            {places(path, listing)}
        </details>
    }
    .into_any()
}

/// Where each column stands, and the way to its left and to its right.
fn places(path: &str, listing: &Listing) -> AnyView {
    let way = |column: Column, to_the_right: bool, words: &'static str| {
        let moved = listing.with_column_moved(column, to_the_right)?;
        let address = href(path, &with(moved.pairs(), OPEN, COLUMNS));
        let of = format!(" la colonne {}", labels::column(column));
        Some(
            view! { <a href=format!("{address}#{COLUMNS}")>{words}<span class="visually-hidden">{of}</span></a> },
        )
    };
    let lines = listing.shown().iter().map(|column| {
        view! {
            <li>
                <b>{labels::column(*column)}</b>
                {way(*column, false, "Vers la gauche")}
                {way(*column, true, "Vers la droite")}
            </li>
        }
    });
    view! {
        <p class="field-label">"Place des colonnes"</p>
        <ol class="column-places list-plain">{lines.collect_view()}</ol>
    }
    .into_any()
}

/// Every order, in the direction one expects of it; the one shown as it is.
fn orders(sort: Sort) -> Vec<Choice> {
    let order = |by: &SortBy| {
        let usual = Sort::first(*by);
        let shown = if sort.by == *by { sort } else { usual };
        let words = if shown == usual {
            labels::order(*by).to_owned()
        } else {
            format!("{}, dans l'autre sens", labels::order(*by))
        };
        Choice::new(shown.code(), words).selected(sort.by == *by)
    };
    SortBy::ALL.iter().map(order).collect()
}

fn rows(path: &str, page: &TablePage, listing: &Listing, now: Timestamp, acts: bool) -> AnyView {
    if page.rows.is_empty() {
        return view! {
            <EmptyState title="Aucun projet ne correspond">
                <p>"Les projets déposés dans ce territoire sont ici. Retirez un filtre pour en voir davantage."</p>
            </EmptyState>
        }
        .into_any();
    }
    let cells = Cells {
        columns: listing.shown(),
        names: &page.frame.names,
        now,
        page: (path, listing),
    };
    let lines = page
        .rows
        .iter()
        .map(|line| row(line, &cells, acts))
        .collect_view();
    let heads = listing
        .shown()
        .iter()
        .map(|column| {
            let sort = column.sort();
            let label = labels::column(*column);
            head(path, listing, label, sort, column.is_number())
        })
        .collect_view();
    let first = head(path, listing, "Projet", Some(SortBy::Title), false);
    let dense = !listing.roomy;
    let caption = format!(
        "Projets, {} sur {}, par ordre de : {}",
        numbers::whole(i64::try_from(page.rows.len()).unwrap_or(i64::MAX)),
        numbers::whole(page.frame.totals.n),
        labels::order(listing.sort.by).to_lowercase()
    );
    view! {
        <Table id="projets" caption=caption caption_hidden=true dense=dense sticky=true stacked=true>
            <thead>
                <tr>
                    {first}
                    {heads}
                </tr>
            </thead>
            <tbody class="desk-table">{lines}</tbody>
        </Table>
    }
    .into_any()
}

/// The head of a column: a press orders by it, a second one turns the order round.
fn head(
    path: &str,
    listing: &Listing,
    label: &'static str,
    by: Option<SortBy>,
    number: bool,
) -> AnyView {
    let Some(by) = by else {
        return view! { <ColumnHead label=label number=number/> }.into_any();
    };
    let here = listing.sort.by == by;
    let next = if here {
        listing.sort.turned()
    } else {
        Sort::first(by)
    };
    let shown = match (here, listing.sort.descending) {
        (false, _) => Head::None,
        (true, true) => Head::Descending,
        (true, false) => Head::Ascending,
    };
    let ordered = Listing {
        sort: next,
        ..listing.clone()
    };
    let href = href(path, &ordered.pairs());
    view! { <ColumnHead label=label href=href sort=shown number=number/> }.into_any()
}

fn row(row: &Row, cells: &Cells<'_>, acts: bool) -> AnyView {
    let tick = acts.then(|| super::batch::tick(row));
    let rest = cells
        .columns
        .iter()
        .map(|column| cells.cell(*column, row))
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                {tick}
                <a href=format!("/projets/{}", row.id)>{row.title.clone()}</a>
                <span class="desk-place">{cells::place(row)}</span>
            </th>
            {rest}
        </tr>
    }
    .into_any()
}

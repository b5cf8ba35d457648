//! The files that the reader asked for.

use super::{EXPORTS, page};
use crate::desk::view::View;
use crate::i18n::dates;
use crate::i18n::labels::Label;
use crate::i18n::numbers;
use crate::ui::{ColumnHead, EmptyState, Table};
use domain::list_export::{ExportState, KEPT, KEPT_DAYS};
use leptos::prelude::*;
use services::list_export::ExportView;

/// The page.
pub fn page(exports: &[ExportView]) -> AnyView {
    let list = View::Table.path();
    view! {
        <div class="page page-narrow stack">
            <h1>"Vos exports"</h1>
            <p>{format!("Les fichiers des longues listes se préparent en arrière-plan. Ils restent ici {KEPT_DAYS} jours, {KEPT} au plus à la fois, pour vous uniquement.")}</p>
            <p><a href=list>"Revenir aux projets"</a></p>
            {table(exports)}
        </div>
    }
    .into_any()
}

fn table(exports: &[ExportView]) -> AnyView {
    if exports.is_empty() {
        return view! {
            <EmptyState title="Aucun export pour l'instant"><p>"Affichez une longue liste de projets, puis choisissez d'en préparer un fichier."</p></EmptyState>
        }
        .into_any();
    }
    let rows = exports.iter().map(row).collect_view();
    view! {
        <Table id="exports" caption="Vos exports" caption_hidden=true stacked=true>
            <thead><tr><ColumnHead label="Export"/><ColumnHead label="Où il en est"/><ColumnHead label="Demandé le"/><ColumnHead label="Actions"/></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(view: &ExportView) -> AnyView {
    let here = format!("{EXPORTS}/{}", view.id);
    let named = format!("{}, {}", page::subject(&view.whose), view.format.label());
    let state = match view.state {
        ExportState::Waiting => format!(
            "{} : {} sur {}",
            view.state.label(),
            numbers::whole(view.done),
            numbers::whole(view.total)
        ),
        ExportState::Ready | ExportState::Failed => view.state.label().to_owned(),
    };
    let asked = dates::moment(view.created_at);
    let of = format!(" l'export du {asked}");
    let take = view.may_download.then(|| {
        let of = of.clone();
        view! { <a href=page::file(view)>"Télécharger"<span class="visually-hidden">{of}</span></a>" " }
    });
    let delete = format!("{here}/supprimer");
    view! {
        <tr>
            <th scope="row" data-label="Export"><a href=here>{named}</a></th>
            <td data-label="Où il en est">{state}</td>
            <td data-label="Demandé le">{asked}</td>
            <td data-label="Actions">{take}<a href=delete>"Supprimer"<span class="visually-hidden">{of}</span></a></td>
        </tr>
    }
    .into_any()
}

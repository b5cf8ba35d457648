//! The page of an import, whatever its step.

use super::{IMPORTS, columns, verdict};
use crate::http::FormState;
use crate::i18n::numbers;
use crate::ui::{Alert, ButtonKind, ButtonLink, Tone};
use domain::list_import::{ImportFailure, ImportState};
use leptos::prelude::*;
use services::import::lists::ImportView;

/// What the page shows.
pub struct Model {
    /// The import.
    pub view: ImportView,
    /// Its columns are asked for although it was checked.
    pub again: bool,
    /// The form of its columns.
    pub form: FormState,
    /// The key of the form.
    pub key: String,
}

impl Model {
    /// Whether the page asks what the columns are.
    fn asks_columns(&self) -> bool {
        let state = self.view.state;
        let wanted = self.again || state != ImportState::Checked;
        state.takes_columns() && wanted
    }
}

/// The title of the page.
pub fn title(model: &Model) -> &'static str {
    match model.view.state {
        _ if model.asks_columns() => "Dire ce que contient chaque colonne",
        ImportState::Checking => "Vérification de la liste",
        ImportState::Running => "Import de la liste",
        ImportState::Done => "La liste est importée",
        _ => "Ce que l'import changerait",
    }
}

/// The page.
pub fn page(model: &Model) -> AnyView {
    let back = format!("{IMPORTS}?departement={}", model.view.departement);
    let body = match model.view.state {
        _ if model.asks_columns() => columns::form(model),
        ImportState::Checking | ImportState::Running => waiting(&model.view),
        _ => verdict::page(&model.view, model.key.clone()),
    };
    let summary = model.asks_columns().then(|| columns::summary(model));
    view! {
        <div class="page page-narrow stack stack-wide">
            {summary}
            <div class="stack">
                <h1>{title(model)}</h1>
                <p>"Fichier : "<b>{model.view.name.clone()}</b></p>
                <p><a href=back>"Revenir aux imports du département"</a></p>
                {failure(&model.view)}
            </div>
            {body}
        </div>
    }
    .into_any()
}

fn waiting(view: &ImportView) -> AnyView {
    let lines = numbers::counted(view.lines_done, "ligne lue", "lignes lues");
    let here = format!("{IMPORTS}/{}", view.id);
    let what = if view.state == ImportState::Checking {
        "Rien n'est écrit."
    } else {
        "Les projets sont écrits au fur et à mesure."
    };
    view! {
        <section class="stack">
            <p role="status">{format!("{lines} : le travail continue, même si vous quittez cette page. {what}")}</p>
            <progress aria-label="Lecture de la liste"></progress>
            <p><ButtonLink kind=ButtonKind::Secondary href=here>"Voir où en est le travail"</ButtonLink></p>
        </section>
    }
    .into_any()
}

fn failure(view: &ImportView) -> Option<AnyView> {
    if view.state != ImportState::Failed {
        return None;
    }
    let sentence = match view.failure {
        Some(ImportFailure::Rights) => {
            "La personne qui l'a demandé n'avait plus de siège dans ce département. Rien de plus n'a été écrit ; vérifiez de nouveau la liste."
        }
        Some(ImportFailure::File) => {
            "Le fichier n'a pas pu être lu jusqu'au bout. Enregistrez-le de nouveau en CSV ou en XLSX, puis envoyez-le encore une fois."
        }
        Some(ImportFailure::Broken) | None => {
            "Quelque chose n'a pas fonctionné de notre côté, à plusieurs reprises. Vérifiez de nouveau la liste : ce qui est déjà écrit ne le sera pas deux fois."
        }
    };
    Some(
        view! { <Alert tone=Tone::Danger title="L'import s'est arrêté">{sentence}</Alert> }
            .into_any(),
    )
}

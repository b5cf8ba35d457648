//! The first page: what an import does, the form that sends a list, the latest imports.

use super::IMPORTS;
use crate::desk::actions::other_departements;
use crate::http::FormState;
use crate::i18n::labels::{self, Label};
use crate::i18n::{dates, numbers};
use crate::ui::{Button, ColumnHead, EmptyState, ErrorSummary, FileField, Table};
use domain::list_import::{ImportState, LIST_BYTES, LIST_KINDS};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::import::lists::{FILE, Imports, KEPT_DAYS};
use services::read_models::list_import::ImportLine;

/// What the page shows.
pub struct Model {
    /// The imports.
    pub imports: Imports,
    /// « de Maine-et-Loire (49) ».
    pub named: String,
    /// Where the form is sent.
    pub action: String,
    /// The form as it was refused.
    pub form: FormState,
    /// Its key.
    pub key: String,
}

/// The page.
pub fn page(model: Model) -> AnyView {
    let others = other_departements(
        IMPORTS,
        &model.imports.departement,
        &model.imports.departements,
    );
    let accepted = LIST_KINDS.map(|kind| format!(".{kind}")).join(",");
    let hint = format!(
        "Fichier CSV ou classeur XLSX, {} au plus, avec une ligne de titres.",
        numbers::bytes(i64::try_from(LIST_BYTES).unwrap_or(i64::MAX))
    );
    let problems = model.form.summary(&[(FILE, "Liste de projets")]);
    view! {
        <div class="page page-narrow stack stack-wide">
            <ErrorSummary problems=problems/>
            <div class="stack">
                <h1>"Importer une liste de projets"</h1>
                <p>{format!("Envoyez la liste des projets {} telle que vous l'avez : vous dites ensuite ce que contient chaque colonne. ", model.named)}
                "Rien n'est écrit avant que vous ayez vu ce qui changerait et que vous l'ayez confirmé. "
                "Si vous importez plus tard la même liste, seul ce qui a changé est modifié."</p>
                <p><a href="/territoire">"Revenir à ce qui vous attend"</a></p>
                {others}
            </div>
            <form class="stack" method="post" action=model.action enctype="multipart/form-data">
                <input type="hidden" name="cle" value=model.key/>
                <FileField name=FILE label="Liste de projets" hint=hint accept=accepted error=model.form.error(FILE)/>
                <p><Button>"Envoyer la liste"</Button></p>
            </form>
            <section class="stack">
                <h2>"Derniers imports"</h2>
                {latest(&model.imports.latest)}
            </section>
        </div>
    }
    .into_any()
}

fn latest(lines: &[ImportLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <EmptyState title="Aucun import pour l'instant"><p>"Les listes envoyées et leurs rapports restent ici pendant "{KEPT_DAYS}" jours."</p></EmptyState>
        }
        .into_any();
    }
    let rows = lines.iter().map(|line| {
        view! {
            <tr>
                <th scope="row" data-label="Liste"><a href=format!("{IMPORTS}/{}", line.id)>{line.name.clone()}</a></th>
                <td data-label="Où elle en est">{labels::of(ImportState::parse, &line.state)}</td>
                <td data-label="Envoyée le">{dates::moment(Timestamp(line.created_at))}</td>
                <td data-label="Par">{line.person_name.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table id="imports" caption="Derniers imports" caption_hidden=true stacked=true>
            <thead><tr><ColumnHead label="Liste"/><ColumnHead label="Où elle en est"/><ColumnHead label="Envoyée le"/><ColumnHead label="Par"/></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

impl Label for ImportState {
    fn label(self) -> &'static str {
        match self {
            Self::Mapping => "Colonnes à préciser",
            Self::Checking => "Vérification en cours",
            Self::Checked => "Vérifiée, rien n'est écrit",
            Self::Running => "Import en cours",
            Self::Done => "Importée",
            Self::Failed => "Arrêtée",
        }
    }
}

//! The page that asks for a file, the one that tells how far it is, the one that deletes it.

use super::{EXPORTS, asking as address_of_form};
use crate::desk::listing::{Pairs, href, query};
use crate::desk::view::View;
use crate::http::FormState;
use crate::i18n::labels::Label;
use crate::i18n::{dates, numbers};
use crate::ui::{
    Alert, Button, ButtonKind, ButtonLink, Choice as Answer, ErrorSummary, RadioGroup, Tone,
};
use domain::list_export::{ExportFailure, ExportFormat, ExportState, KEPT_DAYS};
use leptos::prelude::*;
use services::list_export::{Choice, ExportView, FORMAT, Whose};

/// What the page that asks for a file shows.
pub struct Asking {
    /// What the file would hold.
    pub choice: Choice,
    /// The address of the set.
    pub pairs: Pairs,
    /// The form as it was typed.
    pub form: FormState,
    /// Its key.
    pub key: String,
}

/// Asks for a file.
pub fn asking(model: Asking) -> AnyView {
    let list = href(View::Table.path(), &model.pairs);
    let projects = numbers::counted(model.choice.total, "projet", "projets");
    let subject = subject(&model.choice.whose);
    let problems = model.form.summary(&[(FORMAT, "Type de fichier")]);
    let body = if model.choice.total > 0 {
        form(&model, list.clone())
    } else {
        view! { <Alert tone=Tone::Info>"Aucun projet ne correspond : il n'y a rien à mettre dans un fichier. Retirez un filtre de la liste, puis recommencez."</Alert> }
            .into_any()
    };
    view! {
        <div class="page page-narrow stack">
            <ErrorSummary problems=problems/>
            <h1>"Préparer un fichier"</h1>
            <p><a href=list>"Revenir aux projets"</a></p>
            <p><b>{subject}</b>{format!(" : {projects}, avec les colonnes et dans l'ordre de la liste.")}</p>
            {body}
            <p><a href=EXPORTS>"Voir tous vos exports"</a></p>
        </div>
    }
    .into_any()
}

fn form(model: &Asking, list: String) -> AnyView {
    let chosen = ExportFormat::parse(&model.form.value(FORMAT)).unwrap_or(ExportFormat::Xlsx);
    let formats = [
        (ExportFormat::Xlsx, "Classeur pour un tableur (XLSX)"),
        (ExportFormat::Csv, "Fichier CSV"),
    ]
    .map(|(format, label)| Answer::new(format.code(), label).selected(format == chosen));
    view! {
        <p>{format!("Le fichier se prépare en arrière-plan : vous pouvez quitter cette page, un e-mail vous prévient quand il est prêt. Il est gardé {KEPT_DAYS} jours, et vous êtes la seule personne à pouvoir le télécharger.")}</p>
        <form class="stack" method="post" action=EXPORTS>
            <input type="hidden" name="cle" value=model.key.clone()/>
            <input type="hidden" name="adresse" value=query(&model.pairs)/>
            <RadioGroup name=FORMAT label="Type de fichier" options=formats.to_vec() error=model.form.error(FORMAT)/>
            <p class="cluster">
                <Button>"Préparer le fichier"</Button>
                <ButtonLink kind=ButtonKind::Quiet href=list>"Ne rien préparer"</ButtonLink>
            </p>
        </form>
    }
    .into_any()
}

/// Whose projects an export holds, as a title.
pub fn subject(whose: &Whose) -> String {
    match whose {
        Whose::Departement(of) => format!("Projets {of}"),
        Whose::Contracts => "Projets de vos contrats".to_owned(),
        Whose::Nation => "Projets de la France entière".to_owned(),
    }
}

/// The title of the page of an export.
pub const fn title(state: ExportState) -> &'static str {
    match state {
        ExportState::Waiting => "Votre export se prépare",
        ExportState::Ready => "Votre export est prêt",
        ExportState::Failed => "Votre export n'a pas pu être préparé",
    }
}

/// Where the file of an export is.
pub fn file(view: &ExportView) -> String {
    format!("{EXPORTS}/{}/fichier", view.id)
}

/// An export: how far it is, or its file, or why there is none.
pub fn one(view: &ExportView) -> AnyView {
    let subject = subject(&view.whose);
    let list = href(View::Table.path(), &view.listing.pairs());
    let body = match view.state {
        ExportState::Waiting => waiting(view),
        ExportState::Ready => ready(view),
        ExportState::Failed => failed(view),
    };
    let asked = dates::moment(view.created_at);
    let delete = format!("{EXPORTS}/{}/supprimer", view.id);
    view! {
        <div class="page page-narrow stack">
            <h1>{title(view.state)}</h1>
            <p><b>{subject}</b>{format!(", {}, demandé le {asked}.", view.format.label())}</p>
            {body}
            <p class="cluster">
                <a href=EXPORTS>"Voir tous vos exports"</a>
                <a href=list>"Revenir aux projets"</a>
                <a href=delete>"Supprimer cet export"</a>
            </p>
        </div>
    }
    .into_any()
}

fn waiting(view: &ExportView) -> AnyView {
    let said = format!(
        "{} sur {} : le travail continue, même si vous quittez cette page. Un e-mail vous prévient quand le fichier est prêt.",
        numbers::whole(view.done),
        numbers::counted(view.total, "projet", "projets")
    );
    let here = format!("{EXPORTS}/{}", view.id);
    view! {
        <p role="status">{said}</p>
        <progress max=view.total.max(1).to_string() value=view.done.to_string() aria-label="Projets écrits"></progress>
        <p><ButtonLink kind=ButtonKind::Secondary href=here>"Voir où en est le travail"</ButtonLink></p>
    }
    .into_any()
}

fn ready(view: &ExportView) -> AnyView {
    let rows = numbers::counted(view.total, "projet", "projets");
    let until = dates::moment_day(view.expires_at);
    let kept = format!("{rows}. Le fichier est gardé jusqu'au {until}.");
    if !view.may_download {
        return view! { <Alert tone=Tone::Warning>"Vous n'avez plus accès à ces projets : le fichier ne peut plus être téléchargé."</Alert> }
            .into_any();
    }
    let size = format!("Télécharger le fichier ({})", numbers::bytes(view.bytes));
    view! {
        <p role="status">{kept}</p>
        <p><ButtonLink href=file(view)>{size}</ButtonLink></p>
    }
    .into_any()
}

fn failed(view: &ExportView) -> AnyView {
    if view.failure == Some(ExportFailure::Rights) {
        return view! { <Alert tone=Tone::Warning>"Vous n'avez plus accès à ces projets : le fichier n'a pas été préparé."</Alert> }
            .into_any();
    }
    let again = address_of_form(&view.listing, view.format);
    view! {
        <Alert tone=Tone::Danger>"Quelque chose n'a pas fonctionné de notre côté, à plusieurs reprises. Vos projets, eux, sont intacts."</Alert>
        <p><ButtonLink kind=ButtonKind::Secondary href=again>"Demander de nouveau ce fichier"</ButtonLink></p>
    }
    .into_any()
}

/// Delete an export?
pub fn deletion(view: &ExportView, key: String) -> AnyView {
    let what = match view.state {
        ExportState::Waiting => "Le fichier n'est pas encore prêt : sa préparation s'arrête.",
        ExportState::Ready => "Le fichier ne pourra plus être téléchargé.",
        ExportState::Failed => "Il n'y a pas de fichier : la demande sera oubliée.",
    };
    let subject = subject(&view.whose);
    let action = format!("{EXPORTS}/{}/supprimer", view.id);
    view! {
        <div class="page page-narrow stack">
            <h1>"Supprimer un export"</h1>
            <p><b>{subject}</b>{format!(", {}, demandé le {}.", view.format.label(), dates::moment(view.created_at))}</p>
            <Alert tone=Tone::Warning>{what}" Les projets, eux, restent."</Alert>
            <form class="cluster" method="post" action=action>
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Danger>"Supprimer cet export"</Button>
                <ButtonLink kind=ButtonKind::Quiet href=EXPORTS>"Le garder"</ButtonLink>
            </form>
        </div>
    }
    .into_any()
}

impl Label for ExportFormat {
    fn label(self) -> &'static str {
        match self {
            Self::Csv => "fichier CSV",
            Self::Xlsx => "classeur pour un tableur (XLSX)",
        }
    }
}

impl Label for ExportState {
    fn label(self) -> &'static str {
        match self {
            Self::Waiting => "En préparation",
            Self::Ready => "Prêt",
            Self::Failed => "Pas de fichier",
        }
    }
}

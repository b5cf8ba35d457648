//! The files of a project.

use super::actions::address;
use super::upload::FILES;
use crate::http::{AppState, FormState};
use crate::i18n::{dates, labels, numbers};
use crate::project::frame::Tab;
use crate::project::view::ago;
use crate::ui::{
    Alert, Badge, Button, ButtonKind, ButtonLink, ColumnHead, EmptyState, ErrorSummary, FileField,
    IconName, Table, Tone,
};
use domain::attachment::{FILE_BYTES, FILES_AT_ONCE, accepted};
use domain::ids::{AttachmentId, PersonId, ProjectId};
use domain::permission::Action;
use domain::project::{Audience, ScanState};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use services::Cx;
use services::attachment::may_remove;
use services::project::SheetHead;
use services::read_models::attachment::FileLine;

/// What the page of the files shows.
pub struct Files {
    project: ProjectId,
    /// The files and whether the reader may remove each.
    pub files: Vec<(FileLine, bool)>,
    /// The form of new files.
    pub form: FormState,
    audience: Audience,
    may_add: bool,
    may_write_state_only: bool,
    scanned: bool,
    added: Vec<String>,
    key: String,
    now: Timestamp,
}

impl Files {
    /// Gathers it.
    pub fn new(
        state: &AppState,
        cx: &Cx,
        head: &SheetHead,
        files: Vec<FileLine>,
        audience: Audience,
        form: FormState,
    ) -> Self {
        let removable = |file: &FileLine| {
            Audience::parse(&file.audience).is_some_and(|audience| {
                may_remove(cx, &head.resource, audience, PersonId(file.uploaded_by))
            })
        };
        let action = match audience {
            Audience::All => Action::AddFile,
            Audience::StateOnly => Action::WriteStateOnly,
        };
        Self {
            project: head.resource.id,
            files: files
                .into_iter()
                .map(|file| {
                    let may = removable(&file);
                    (file, may)
                })
                .collect(),
            form,
            audience,
            may_add: head.may(cx, action),
            may_write_state_only: head.may(cx, Action::WriteStateOnly),
            added: Vec::new(),
            scanned: state.services.scanner.is_some(),
            key: state.services.ids.uuid().to_string(),
            now: state.services.clock.now(),
        }
    }

    /// Names the files that were taken while others of the same form were refused.
    #[must_use]
    pub fn added(self, added: Vec<String>) -> Self {
        Self { added, ..self }
    }
}

/// The hint of a field that takes files.
pub fn limits() -> String {
    format!(
        "PDF, images, documents de bureautique, CSV, texte ou ZIP. {} au plus par fichier, {FILES_AT_ONCE} fichiers à la fois.",
        numbers::bytes(i64::try_from(FILE_BYTES).unwrap_or(i64::MAX))
    )
}

/// The part of the sheet.
pub fn files(model: Files, more: bool) -> AnyView {
    let last = model.files.last().map(|(file, _)| file.id).filter(|_| more);
    let older = last.map(|id| format!("{}?avant={id}", Tab::Files.href(model.project)));
    let rows: Vec<AnyView> = model
        .files
        .iter()
        .map(|(file, may)| row(file, *may, model.project, model.now))
        .collect();
    let problems = model.form.summary(&[(FILES, "Fichiers")]);
    let empty = rows.is_empty();
    let added = (!model.added.is_empty()).then(|| {
        let names = format!("« {} »", model.added.join(" », « "));
        view! { <Alert tone=Tone::Success title="Déjà sur la fiche">{names}</Alert> }
    });
    view! {
        <section class="stack">
            <ErrorSummary problems=problems/>
            {added}
            <h2>"Fichiers"</h2>
            {(!model.scanned && !empty).then(|| view! {
                <p class="soft">"Les fichiers ne sont pas analysés par un antivirus sur ce site : ouvrez ceux de personnes que vous connaissez."</p>
            })}
            {if empty {
                view! { <EmptyState title="Aucun fichier pour l'instant" icon=IconName::Folder><p>"Les plans, devis et délibérations du projet sont ici, ainsi que les fichiers envoyés dans la conversation."</p></EmptyState> }.into_any()
            } else {
                view! {
                    <Table id="fichiers-du-projet" caption="Fichiers du projet" caption_hidden=true stacked=true>
                        <thead>
                            <tr>
                                <ColumnHead label="Nom"/>
                                <ColumnHead label="Taille" number=true/>
                                <ColumnHead label="Envoyé par"/>
                                <ColumnHead label="Antivirus"/>
                                <ColumnHead label="Action"/>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </Table>
                }.into_any()
            }}
            {older.map(|href| view! { <p><ButtonLink href=href kind=ButtonKind::Secondary>"Fichiers plus anciens"</ButtonLink></p> })}
            {form(&model)}
        </section>
    }
    .into_any()
}

fn row(file: &FileLine, may_remove: bool, project: ProjectId, now: Timestamp) -> AnyView {
    let href = format!("{}/{}", Tab::Files.href(project), file.id);
    let kind = file
        .name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_uppercase();
    let removal = format!("{href}/retirer");
    let scan = ScanState::parse(&file.scan_state);
    let private = file.audience == Audience::StateOnly.code();
    let name = file.name.clone();
    view! {
        <tr>
            <td data-label="Nom">
                {if scan == Some(ScanState::Infected) {
                    view! { <span>{name.clone()}</span> }.into_any()
                } else {
                    view! { <a href=href>{name.clone()}</a> }.into_any()
                }}
                {private.then(|| view! { " "<Badge tone=Tone::Warning icon=IconName::Lock label="Services de l'État"/> })}
            </td>
            <td data-label="Taille" class="number">{numbers::bytes(file.size_bytes)}" ("{kind}")"</td>
            <td data-label="Envoyé par">{who(file)}" "<span class="soft">{ago(Timestamp(file.created_at), now)}</span></td>
            <td data-label="Antivirus">{labels::of(ScanState::parse, &file.scan_state)}</td>
            <td data-label="Action">
                {may_remove.then(|| view! { <a href=removal>"Retirer"<span class="visually-hidden">" « "{name}" »"</span></a> })}
            </td>
        </tr>
    }
    .into_any()
}

/// The name of who sent a file.
pub fn who(file: &FileLine) -> String {
    let name = format!("{} {}", file.first_name, file.last_name);
    match name.trim() {
        "" => "Une personne du projet".to_owned(),
        name => name.to_owned(),
    }
}

fn form(model: &Files) -> Option<AnyView> {
    if !model.may_add {
        return None;
    }
    let private = model.audience == Audience::StateOnly;
    let title = if private {
        "Ajouter des fichiers réservés aux services de l'État"
    } else {
        "Ajouter des fichiers"
    };
    let other = match (private, model.may_write_state_only) {
        (true, _) => Some((
            Audience::All,
            "Ajouter plutôt des fichiers pour tous les membres du projet",
        )),
        (false, true) => Some((
            Audience::StateOnly,
            "Ajouter plutôt des fichiers réservés aux services de l'État",
        )),
        (false, false) => None,
    };
    let other = other.map(|(audience, label)| (address(model.project, audience), label));
    let action = address(model.project, model.audience);
    let error = model.form.error(FILES);
    let key = model.key.clone();
    Some(
        view! {
            <form class="card" method="post" action=action enctype="multipart/form-data">
                <h3>{title}</h3>
                <input type="hidden" name="cle" value=key/>
                <FileField name=FILES label="Fichiers" hint=limits() error=error accept=accepted() multiple=true/>
                <div class="form-actions"><Button icon=IconName::Upload>"Envoyer les fichiers"</Button></div>
                {other.map(|(href, label)| view! { <p><a href=href>{label}</a></p> })}
            </form>
        }
        .into_any(),
    )
}

/// Asks before a file is removed.
pub fn removal(project: ProjectId, file: AttachmentId, name: String, key: String) -> AnyView {
    let back = Tab::Files.href(project);
    let action = format!("{back}/{file}/retirer");
    view! {
        <section class="stack confirm">
            <h2>"Retirer ce fichier ?"</h2>
            <p>"« "{name}" » ne sera plus visible ni téléchargeable. L'historique garde la trace de son retrait."</p>
            <form method="post" action=action class="cluster">
                <input type="hidden" name="cle" value=key/>
                <Button kind=ButtonKind::Danger>"Retirer le fichier"</Button>
                <ButtonLink href=back kind=ButtonKind::Quiet>"Garder le fichier"</ButtonLink>
            </form>
        </section>
    }
    .into_any()
}

/// One file as a line of a message.
pub fn line(file: &FileLine, project: ProjectId) -> AnyView {
    let href = format!("{}/{}", Tab::Files.href(project), file.id);
    let meta = match ScanState::parse(&file.scan_state) {
        Some(state @ (ScanState::Pending | ScanState::Infected)) => {
            format!(
                "{}, {}",
                numbers::bytes(file.size_bytes),
                labels::Label::label(state)
            )
        }
        _ => numbers::bytes(file.size_bytes),
    };
    view! { <li class="file"><a href=href>{file.name.clone()}</a><span class="file-meta">{meta}</span></li> }
        .into_any()
}

/// What a page says of files that came with a refused form.
pub fn kept_notice(count: usize) -> AnyView {
    let words = numbers::counted(
        i64::try_from(count).unwrap_or(i64::MAX),
        "fichier est déjà reçu",
        "fichiers sont déjà reçus",
    );
    view! { <Alert tone=Tone::Info>{words}" : inutile de le choisir de nouveau."</Alert> }
        .into_any()
}

/// The exact moment a file was sent, in words.
pub fn sent_at(file: &FileLine) -> String {
    dates::moment(Timestamp(file.created_at))
}

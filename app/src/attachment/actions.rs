//! Addresses of files: list, send, download, remove.

use super::page;
use super::upload::{self, Sent};
use crate::conversation::view::{FIL_ETAT, audience_of};
use crate::http::{
    AppState, FormState, Page, PageError, PageResult, RequestCx, Routes, Typed, get, post, render,
    see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use crate::ui::{Alert, ButtonKind, ButtonLink, Tone};
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use domain::attachment::name::disposition;
use domain::form::Problem;
use domain::ids::{AttachmentId, ProjectId};
use domain::project::Audience;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::attachment::{Download, FILES_SHOWN, ReadyFile};

/// Addresses of plain pages and forms.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/fichiers", get(list))
        .route("/projets/{id}/fichiers/{file}", get(download))
        .route(
            "/projets/{id}/fichiers/{file}/retirer",
            get(ask_removal).post(remove),
        )
}

/// Addresses that take files.
pub fn uploads() -> Routes {
    Routes::new().route("/projets/{id}/fichiers", post(add))
}

/// What the address says beside its path.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Where {
    fil: Option<String>,
    avant: Option<String>,
}

async fn list(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(place): Query<Where>,
) -> PageResult {
    let project = project_id(&id)?;
    let audience = audience_of(place.fil.as_deref())?;
    let before = place.avant.as_deref().and_then(AttachmentId::parse);
    answer(
        &state,
        &request,
        project,
        audience,
        before,
        Answered::default(),
    )
    .await
}

/// What became of a form of this page: its refusals, and the files that were taken all the same.
#[derive(Default)]
struct Answered {
    form: FormState,
    added: Vec<String>,
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    audience: Audience,
    before: Option<AttachmentId>,
    sent: Answered,
) -> PageResult {
    let cx = request.cx();
    let head = state.services.sheet_head(cx, project).await?;
    let files = state.services.files(cx, &head, before).await?;
    let model = page::Files::new(state, cx, &head, files, audience, sent.form).added(sent.added);
    let refused = model.form.is_refused();
    let more = model.files.len() >= FILES_SHOWN as usize;
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Files,
        refused,
        move || page::files(model, more),
    ))
}

async fn add(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(place): Query<Where>,
    body: Request,
) -> PageResult {
    let project = project_id(&id)?;
    let audience = audience_of(place.fil.as_deref())?;
    let place = state
        .services
        .place(request.cx(), project, audience)
        .await?;
    let sent = upload::read(&state, &place, body).await?;
    let Sent {
        typed,
        files,
        mut refused,
    } = sent;
    if files.is_empty() && refused.is_empty() {
        refused.extend(services::attachment::refusals(vec![Problem::NoFile]));
    }
    let done = if files.iter().any(|file| file.shortened) {
        "fichiers-ajoutes-nom-raccourci"
    } else {
        "fichiers-ajoutes"
    };
    let added = files.iter().map(|file| file.name.clone()).collect();
    if !files.is_empty() {
        match state
            .services
            .add_files(request.cx(), &place, files, &typed.once())
            .await
        {
            Ok(()) | Err(Error::Repeated) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if refused.is_empty() {
        return Ok(see_other(format!(
            "/projets/{project}/fichiers?fait={done}"
        )));
    }
    // The good files are on the page already; only the others are to be chosen again.
    answer(
        &state,
        &request,
        project,
        audience,
        None,
        Answered {
            form: FormState::refused(Typed::default(), refused),
            added,
        },
    )
    .await
}

async fn download(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, file)): Path<(String, String)>,
) -> PageResult {
    let project = project_id(&id)?;
    match state
        .services
        .download(request.cx(), project, file_id(&file)?)
        .await?
    {
        Download::Ready(file) => Ok(send(file)),
        Download::Waiting => Ok(not_yet(
            &state,
            &request,
            project,
            "Ce fichier n'est pas encore disponible",
            "L'antivirus est en train de l'analyser. Revenez dans quelques minutes.",
        )),
        Download::Blocked => Ok(not_yet(
            &state,
            &request,
            project,
            "Ce fichier est bloqué",
            "L'antivirus a reconnu un virus dans ce fichier : personne ne peut le télécharger. Demandez à la personne qui l'a envoyé de vérifier son ordinateur, puis d'envoyer un fichier sain.",
        )),
    }
}

/// Marks an answer that is sent as it is: most files are compressed already.
#[derive(Clone, Copy, Debug)]
pub struct AsItIs;

/// The content, never shown inside our pages: saved, its type as we know it, and without any right should
/// a browser open it all the same.
fn send(file: ReadyFile) -> Response {
    let mut response = Body::from_stream(file.content).into_response();
    response.extensions_mut().insert(AsItIs);
    let headers = response.headers_mut();
    let text = |value: &str| {
        HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("attachment"))
    };
    headers.insert(header::CONTENT_DISPOSITION, text(&disposition(&file.name)));
    let kind = HeaderValue::from_str(&file.media_type);
    headers.insert(
        header::CONTENT_TYPE,
        kind.unwrap_or(HeaderValue::from_static("application/octet-stream")),
    );
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
    headers.insert(header::ETAG, text(&format!("\"{}\"", file.sha256)));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
    );
    response
}

fn not_yet(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    title: &'static str,
    sentence: &'static str,
) -> Response {
    let page = Page::new(title, move || {
        view! {
            <div class="page page-narrow stack">
                <h1>{title}</h1>
                <Alert tone=Tone::Warning>{sentence}</Alert>
                <p>
                    <ButtonLink href=Tab::Files.href(project) kind=ButtonKind::Secondary>"Revenir aux fichiers"</ButtonLink>
                </p>
            </div>
        }
        .into_any()
    });
    render(state, request, page.status(StatusCode::CONFLICT))
}

async fn ask_removal(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, file)): Path<(String, String)>,
) -> PageResult {
    let project = project_id(&id)?;
    let file = file_id(&file)?;
    let (name, _) = state
        .services
        .removable_file(request.cx(), project, file)
        .await?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Files,
        false,
        move || page::removal(project, file, name, key),
    ))
}

async fn remove(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, file)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let project = project_id(&id)?;
    match state
        .services
        .remove_file(request.cx(), project, file_id(&file)?, &typed.once())
        .await
    {
        // Removed by the first of two presses: the second does not find it any more.
        Ok(()) | Err(Error::Repeated) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(see_other(format!(
        "/projets/{project}/fichiers?fait=fichier-retire"
    )))
}

fn file_id(text: &str) -> Result<AttachmentId, PageError> {
    AttachmentId::parse(text).ok_or(PageError(Error::NotFound))
}

/// The address of the files, for the thread of one audience.
pub fn address(project: ProjectId, audience: Audience) -> String {
    let base = Tab::Files.href(project);
    if audience == Audience::StateOnly {
        format!("{base}?{FIL_ETAT}")
    } else {
        base
    }
}

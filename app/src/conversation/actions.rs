//! Addresses of the conversation: read, write.

use super::view::{audience_of, done_address};
use super::{own, page};
use crate::attachment::upload;
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, post, see_other,
};
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use axum::extract::{Path, Query, Request, State};
use domain::attachment::FILES_AT_ONCE;
use domain::form::FieldError;
use domain::ids::{AttachmentId, MessageId, ProjectId};
use domain::project::Audience;
use serde::Deserialize;
use services::Error;
use services::conversation::{Post, Posted, ThreadPage};
use services::journal::Fact;
use services::read_models::attachment::FileLine;

/// Addresses of plain pages and forms.
pub fn routes() -> Routes {
    Routes::new()
        .route("/projets/{id}/conversation", get(show))
        .merge(own::routes())
}

/// Addresses that take files.
pub fn uploads() -> Routes {
    Routes::new().route("/projets/{id}/conversation", post(send))
}

/// What the address says beside its path.
#[derive(Debug, Default, Deserialize)]
struct Where {
    fil: Option<String>,
    avant: Option<String>,
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    Query(place): Query<Where>,
) -> PageResult {
    let project = project_id(&id)?;
    let audience = audience_of(place.fil.as_deref())?;
    let before = place.avant.as_deref().and_then(MessageId::parse);
    answer(
        &state,
        &request,
        project,
        audience,
        before,
        Draft::default(),
    )
    .await
}

/// A message being written: what a refused form hands back.
#[derive(Default)]
struct Draft {
    form: FormState,
    kept: Vec<FileLine>,
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    audience: Audience,
    before: Option<MessageId>,
    draft: Draft,
) -> PageResult {
    let cx = request.cx();
    let head = state.services.sheet_head(cx, project).await?;
    let thread = state
        .services
        .thread_page(cx, &head, audience, before)
        .await?;
    if before.is_none() {
        note_reading(state, request, &thread);
        state
            .services
            .note_seen(cx, head.resource.id, TOLD, Some(audience));
    }
    let refused = draft.form.is_refused();
    let model = page::Thread::new(state, cx, &head, thread, draft.form, draft.kept);
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Conversation,
        refused,
        move || page::thread(model),
    ))
}

/// What the bell tells of a thread.
const TOLD: &[Fact] = &[Fact::MessagePosted, Fact::MessageTakenBack];

/// Remembers, beside the answer, how far the reader has read: the page does not wait for it, and nothing
/// is written for a thread already read.
fn note_reading(state: &AppState, request: &RequestCx, page: &ThreadPage) {
    let (Some(thread), Some(person)) = (page.thread.clone(), request.cx.person_id()) else {
        return;
    };
    if thread.last_message_at <= thread.read_until {
        return;
    }
    let services = state.services.clone();
    tokio::spawn(async move {
        if let Err(error) = services.mark_read(person, &thread).await {
            tracing::warn!(%error, "a reading could not be noted");
        }
    });
}

async fn send(
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
    let once = sent.typed.once();
    let done = if sent.files.iter().any(|file| file.shortened) {
        "message-envoye-nom-raccourci"
    } else {
        "message-envoye"
    };
    let post = Post {
        typed: sent.typed.get("message").to_owned(),
        files: sent.files,
        kept: kept_ids(&sent.typed),
        refused: sent.refused,
    };
    match state
        .services
        .post_message(request.cx(), &place, post, &once)
        .await
    {
        Ok(Posted::Done(_)) | Err(Error::Repeated) => {
            Ok(see_other(done_address(project, audience, done)))
        }
        Ok(Posted::Refused { errors, kept }) => {
            let draft = refused(sent.typed, errors, kept);
            answer(&state, &request, project, audience, None, draft).await
        }
        Err(error) => Err(PageError(error)),
    }
}

fn refused(typed: Typed, errors: Vec<FieldError>, kept: Vec<FileLine>) -> Draft {
    Draft {
        form: FormState::refused(typed, errors),
        kept,
    }
}

/// The files of an earlier, refused sending that the form names again.
fn kept_ids(typed: &Typed) -> Vec<AttachmentId> {
    typed
        .all("joint")
        .iter()
        .filter_map(|id| AttachmentId::parse(id))
        .take(FILES_AT_ONCE as usize)
        .collect()
}

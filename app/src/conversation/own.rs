//! One's own messages: change, take back.

use super::view::{address, done_address};
use crate::http::{
    AppState, FormState, PageError, PageResult, RequestCx, Routes, Typed, get, see_other,
};
use crate::i18n::numbers;
use crate::project::actions::project_id;
use crate::project::frame::{Tab, sheet_page};
use crate::ui::{Button, ButtonKind, ButtonLink, ErrorSummary, TextArea};
use axum::extract::{Path, State};
use domain::ids::{MessageId, ProjectId};
use domain::project::Audience;
use leptos::prelude::*;
use services::Error;

/// The addresses of one's own messages.
pub fn routes() -> Routes {
    Routes::new()
        .route(
            "/projets/{id}/conversation/{message}/modifier",
            get(ask_edit).post(edit),
        )
        .route(
            "/projets/{id}/conversation/{message}/retirer",
            get(ask_removal).post(take_back),
        )
}

fn message_id(text: &str) -> Result<MessageId, PageError> {
    MessageId::parse(text).ok_or(PageError(Error::NotFound))
}

async fn ask_edit(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, message)): Path<(String, String)>,
) -> PageResult {
    let (project, message) = (project_id(&id)?, message_id(&message)?);
    let own = state
        .services
        .editable_message(request.cx(), project, message)
        .await?;
    let form = FormState::filled([("message", own.body)]);
    edit_page(&state, &request, project, message, own.audience, form).await
}

async fn edit_page(
    state: &AppState,
    request: &RequestCx,
    project: ProjectId,
    message: MessageId,
    audience: Audience,
    form: FormState,
) -> PageResult {
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    Ok(sheet_page(
        state,
        request,
        head,
        Tab::Conversation,
        refused,
        move || {
            let back = address(project, audience);
            let action = format!("{}/{message}/modifier", Tab::Conversation.href(project));
            let error = form.error("message");
            view! {
            <section class="stack">
                <ErrorSummary problems=form.summary(&[("message", "Votre message")])/>
                <h2>"Modifier votre message"</h2>
                <form method="post" action=action class="form">
                    <input type="hidden" name="cle" value=key/>
                    <TextArea name="message" label="Votre message" value=form.value("message") error=error rows=8/>
                    <div class="form-actions">
                        <Button>"Enregistrer le message"</Button>
                        <ButtonLink href=back kind=ButtonKind::Quiet>"Ne rien changer"</ButtonLink>
                    </div>
                </form>
            </section>
        }
        .into_any()
        },
    ))
}

async fn edit(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, message)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, message) = (project_id(&id)?, message_id(&message)?);
    let words = typed.get("message").to_owned();
    match state
        .services
        .edit_message(request.cx(), project, message, &words, &typed.once())
        .await
    {
        Ok(audience) => Ok(see_other(done_address(
            project,
            audience,
            "message-modifie",
        ))),
        Err(Error::Repeated) => {
            let own = state
                .services
                .own_message(request.cx(), project, message)
                .await?;
            Ok(see_other(done_address(
                project,
                own.audience,
                "message-modifie",
            )))
        }
        Err(Error::Fields(errors)) => {
            let own = state
                .services
                .own_message(request.cx(), project, message)
                .await?;
            let form = FormState::refused(typed, errors);
            edit_page(&state, &request, project, message, own.audience, form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn ask_removal(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, message)): Path<(String, String)>,
) -> PageResult {
    let (project, message) = (project_id(&id)?, message_id(&message)?);
    let own = state
        .services
        .own_message(request.cx(), project, message)
        .await?;
    let head = state.services.sheet_head(request.cx(), project).await?;
    let key = state.services.ids.uuid().to_string();
    Ok(sheet_page(
        &state,
        &request,
        head,
        Tab::Conversation,
        false,
        move || {
            let back = address(project, own.audience);
            let action = format!("{}/{message}/retirer", Tab::Conversation.href(project));
            let files = (own.files > 0).then(|| {
                format!(
                    " Avec lui : {}.",
                    numbers::counted(own.files, "fichier", "fichiers")
                )
            });
            view! {
            <section class="stack confirm">
                <h2>"Retirer votre message ?"</h2>
                <blockquote class="message-body">{own.body}</blockquote>
                <p>"La conversation dira qu'un message a été retiré, sans ses mots."{files}</p>
                <form method="post" action=action class="cluster">
                    <input type="hidden" name="cle" value=key/>
                    <Button kind=ButtonKind::Danger>"Retirer le message"</Button>
                    <ButtonLink href=back kind=ButtonKind::Quiet>"Garder le message"</ButtonLink>
                </form>
            </section>
        }
        .into_any()
        },
    ))
}

async fn take_back(
    State(state): State<AppState>,
    request: RequestCx,
    Path((id, message)): Path<(String, String)>,
    typed: Typed,
) -> PageResult {
    let (project, message) = (project_id(&id)?, message_id(&message)?);
    let audience = state
        .services
        .take_back_message(request.cx(), project, message, &typed.once())
        .await?;
    Ok(see_other(done_address(project, audience, "message-retire")))
}

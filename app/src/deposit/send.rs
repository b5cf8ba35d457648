//! The last screen's button: the deposit itself. A GET never deposits.

use super::actions::{draft_id, review, step_path};
use super::browser::Browser;
use super::page;
use crate::account::sign_in;
use crate::http::{
    AppState, Caller, Page, PageResult, RequestCx, Routes, cookies, get, render, see_other,
};
use axum::extract::{Path, State};
use domain::deposit::Step;
use domain::ids::DraftId;
use services::Error;

/// The address of the deposit.
pub fn routes() -> Routes {
    Routes::new().route("/projets/nouveau/{draft}/envoyer", get(confirm).post(send))
}

/// Where one comes back to after having confirmed one's address: one button is left to press.
async fn confirm(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    Path(id): Path<String>,
) -> PageResult {
    let id = draft_id(&id)?;
    request.cx.person()?;
    let draft = state
        .services
        .open_draft(&request.cx, browser.token(), id)
        .await?;
    if let Some(project) = draft.project {
        return Ok(see_other(format!("/projets/{project}")));
    }
    let mut model = review(&state, &request, draft).await?;
    model.sent = true;
    let page = Page::new("Déposer le projet", move || page::review(model));
    Ok(render(&state, &request, page))
}

async fn send(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    device: cookies::Browser,
    caller: Caller,
    Path(id): Path<String>,
) -> PageResult {
    let id = draft_id(&id)?;
    if request.cx.person_id().is_none() {
        return ask_to_confirm(&state, &request, &browser, (&device, &caller), id).await;
    }
    match state
        .services
        .send_draft(&request.cx, browser.token(), id)
        .await
    {
        Ok(project) => Ok(see_other(format!("/projets/{project}?fait=depose"))),
        Err(Error::Fields(_)) => Ok(see_other(step_path(id, Step::Review))),
        Err(error) => Err(error.into()),
    }
}

/// Nobody is signed in: the address is confirmed first, then the deposit is one button away.
async fn ask_to_confirm(
    state: &AppState,
    request: &RequestCx,
    browser: &Browser,
    asker: (&cookies::Browser, &Caller),
    id: DraftId,
) -> PageResult {
    let email = state
        .services
        .draft_to_confirm(request.cx(), browser.token(), id)
        .await;
    let email = match email {
        Ok(email) => email,
        Err(Error::Fields(_)) => return Ok(see_other(step_path(id, Step::Review))),
        Err(error) => return Err(error.into()),
    };
    let next = format!("/projets/nouveau/{id}/envoyer");
    let (device, caller) = asker;
    Ok(sign_in::begin(state, device, caller, email.as_str(), &next).await?)
}

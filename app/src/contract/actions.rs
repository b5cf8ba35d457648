//! Addresses of attaching projects to a contract.

use super::page;
use crate::desk::listing::Asked;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, render, see_other,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::ProjectId;
use services::contract::Attached;
use services::{Error, Result};
use uuid::Uuid;

/// The addresses.
pub fn routes() -> Routes {
    Routes::new().route("/crte/{code}/rattacher", get(show).post(attach))
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
) -> PageResult {
    let after = Uuid::try_parse(asked.one("apres")).ok();
    Ok(page_of(&state, &request, &code, after, &FormState::default(), None).await?)
}

async fn attach(
    State(state): State<AppState>,
    request: RequestCx,
    Path(code): Path<String>,
    asked: Asked,
    typed: Typed,
) -> PageResult {
    let after = Uuid::try_parse(asked.one("apres")).ok();
    let chosen = chosen(&typed, &code);
    let done = state
        .services
        .attach_projects(request.cx(), &code, &chosen, &typed.once())
        .await;
    let (form, attached) = match done {
        Ok(attached) if attached.refused.is_empty() => return Ok(finished(&code)),
        Err(Error::Repeated) => return Ok(finished(&code)),
        Ok(attached) => (FormState::default(), Some(attached)),
        Err(Error::Fields(errors)) => (FormState::refused(typed, errors), None),
        Err(other) => return Err(other.into()),
    };
    Ok(page_of(&state, &request, &code, after, &form, attached).await?)
}

fn finished(code: &str) -> Response {
    see_other(format!("/crte/{code}/rattacher?fait=projets-rattaches"))
}

/// What was ticked goes to the contract of the page; where several are possible, to the one that was chosen.
fn chosen(typed: &Typed, code: &str) -> Vec<(ProjectId, String)> {
    let project = |text: &str| Uuid::try_parse(text).ok().map(ProjectId);
    let ticked = typed.all("projet").into_iter();
    let ticked = ticked.filter_map(|id| Some((project(&id)?, code.to_owned())));
    let picked = typed.0.iter().filter_map(|(name, value)| {
        let id = name.strip_prefix(page::CHOICE)?;
        (!value.is_empty()).then_some((project(id)?, value.clone()))
    });
    ticked.chain(picked).collect()
}

async fn page_of(
    state: &AppState,
    request: &RequestCx,
    code: &str,
    after: Option<Uuid>,
    form: &FormState,
    attached: Option<Attached>,
) -> Result<Response> {
    let found = state.services.attachable(request.cx(), code, after).await?;
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused() || attached.is_some();
    let form = form.clone();
    let page = Page::new("Rattacher des projets", move || {
        page::attach(&found, after, &form, attached.as_ref(), key)
    });
    Ok(render(state, request, page.refused(refused)))
}

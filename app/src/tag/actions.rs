//! Addresses of the tags of a département.

use super::{TAGS, page};
use crate::desk::actions::address;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, render, see_other,
};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::TagId;
use domain::tag::FIELD;
use serde::Deserialize;
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/etiquettes", get(show).post(add))
        .route(
            "/territoire/etiquettes/{tag}/modifier",
            get(rename_form).post(rename),
        )
        .route(
            "/territoire/etiquettes/{tag}/supprimer",
            get(confirm).post(delete),
        )
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Where {
    departement: Option<String>,
}

fn tag_id(text: &str) -> Result<TagId> {
    TagId::parse(text).ok_or(Error::NotFound)
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Where>,
) -> PageResult {
    let departement = asked.departement.as_deref();
    Ok(listed(&state, &request, departement, FormState::default()).await?)
}

async fn listed(
    state: &AppState,
    request: &RequestCx,
    departement: Option<&str>,
    form: FormState,
) -> Result<Response> {
    let tags = state.services.tags(request.cx(), departement).await?;
    let named = state.services.of_departement(&tags.departement);
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    let page = Page::new("Étiquettes", move || page::list(&tags, &named, &form, key));
    Ok(render(state, request, page.refused(refused)))
}

async fn add(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let departement = typed.get("departement").to_owned();
    let done = state
        .services
        .add_tag(request.cx(), &departement, typed.get(FIELD), &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(back(&departement, "etiquette-ajoutee")),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(listed(&state, &request, Some(&departement), form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn rename_form(
    State(state): State<AppState>,
    request: RequestCx,
    Path(tag): Path<String>,
) -> PageResult {
    Ok(renaming(&state, &request, &tag, None).await?)
}

async fn renaming(
    state: &AppState,
    request: &RequestCx,
    tag: &str,
    form: Option<FormState>,
) -> Result<Response> {
    request.cx().person()?;
    let line = state
        .services
        .tag_to_change(request.cx(), tag_id(tag)?)
        .await?;
    let form = form.unwrap_or_else(|| FormState::filled([(FIELD, line.name.clone())]));
    let key = state.services.ids.uuid().to_string();
    let refused = form.is_refused();
    let page = Page::new("Renommer une étiquette", move || {
        page::rename(&line, &form, key)
    });
    Ok(render(state, request, page.refused(refused)))
}

async fn rename(
    State(state): State<AppState>,
    request: RequestCx,
    Path(tag): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let id = tag_id(&tag)?;
    let line = state.services.tag_to_change(request.cx(), id).await?;
    let done = state
        .services
        .rename_tag(request.cx(), id, typed.get(FIELD), &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(back(&line.departement_code, "etiquette-renommee")),
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(renaming(&state, &request, &tag, Some(form)).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn confirm(
    State(state): State<AppState>,
    request: RequestCx,
    Path(tag): Path<String>,
) -> PageResult {
    request.cx().person()?;
    let line = state
        .services
        .tag_to_change(request.cx(), tag_id(&tag)?)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Supprimer une étiquette", move || page::delete(&line, key));
    Ok(render(&state, &request, page))
}

async fn delete(
    State(state): State<AppState>,
    request: RequestCx,
    Path(tag): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let done = state
        .services
        .delete_tag(request.cx(), tag_id(&tag)?, &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(back(typed.get("departement"), "etiquette-supprimee")),
        Err(other) => Err(other.into()),
    }
}

fn back(departement: &str, said: &str) -> Response {
    let parts = [
        ("departement", departement.to_owned()),
        ("fait", said.to_owned()),
    ];
    see_other(address(TAGS, &parts))
}

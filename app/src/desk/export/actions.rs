//! Addresses of the files that the worker makes: asked for, followed, taken, deleted.

use super::{EXPORTS, list, page};
use crate::desk::listing::Asked;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, render, see_other,
};
use crate::i18n::dates;
use crate::sheet;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::form::Problem;
use domain::ids::ListExportId;
use domain::list_export::ExportFormat;
use http::{HeaderValue, header};
use services::list_export::{FORMAT, export_of};
use services::{Error, Result};

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/exports", get(all).post(start))
        .route("/territoire/exports/nouveau", get(ask))
        .route("/territoire/exports/{export}", get(one))
        .route("/territoire/exports/{export}/fichier", get(file))
        .route(
            "/territoire/exports/{export}/supprimer",
            get(ask_deletion).post(delete),
        )
}

async fn all(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let exports = state.services.list_exports(request.cx()).await?;
    let page = Page::new("Vos exports", move || list::page(&exports));
    Ok(render(&state, &request, page))
}

async fn ask(State(state): State<AppState>, request: RequestCx, asked: Asked) -> PageResult {
    let format = asked.one(FORMAT).to_owned();
    let form = FormState::filled([(FORMAT, format)]);
    Ok(asking(&state, &request, asked, form).await?)
}

async fn asking(
    state: &AppState,
    request: &RequestCx,
    asked: Asked,
    form: FormState,
) -> Result<Response> {
    let choice = state
        .services
        .export_choice(request.cx(), &asked.listing)
        .await?;
    let refused = form.is_refused();
    let model = page::Asking {
        choice,
        pairs: asked.listing.pairs(),
        form,
        key: state.services.ids.uuid().to_string(),
    };
    let page = Page::new("Préparer un fichier", move || page::asking(model));
    Ok(render(state, request, page.refused(refused)))
}

async fn start(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let asked = Asked::read(typed.get("adresse"));
    let once = typed.once();
    let done = match ExportFormat::parse(typed.get(FORMAT)) {
        Some(format) => {
            let services = &state.services;
            services
                .start_export(request.cx(), &asked.listing, format, &once)
                .await
        }
        None => Err(Error::field(FORMAT, Problem::NothingChosen)),
    };
    match done {
        Ok(export) => Ok(see_other(format!("{EXPORTS}/{export}"))),
        Err(Error::Repeated) => {
            let export = export_of(&once).ok_or(Error::Repeated)?;
            Ok(see_other(format!("{EXPORTS}/{export}")))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            Ok(asking(&state, &request, asked, form).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path(export): Path<String>,
) -> PageResult {
    let view = state
        .services
        .list_export(request.cx(), export_id(&export)?)
        .await?;
    let page = Page::new(page::title(view.state), move || page::one(&view));
    Ok(render(&state, &request, page))
}

async fn file(
    State(state): State<AppState>,
    request: RequestCx,
    Path(export): Path<String>,
) -> PageResult {
    let file = state
        .services
        .export_file(request.cx(), export_id(&export)?)
        .await?;
    let day = domain::date::to_iso(dates::local_day(file.created_at));
    let name = format!("projets-{day}.{}", file.format.code());
    let mut response = sheet::file(Body::from_stream(file.content), file.format, &name);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes));
    Ok(response)
}

async fn ask_deletion(
    State(state): State<AppState>,
    request: RequestCx,
    Path(export): Path<String>,
) -> PageResult {
    let view = state
        .services
        .list_export(request.cx(), export_id(&export)?)
        .await?;
    let key = state.services.ids.uuid().to_string();
    let page = Page::new("Supprimer un export", move || page::deletion(&view, key));
    Ok(render(&state, &request, page))
}

async fn delete(
    State(state): State<AppState>,
    request: RequestCx,
    Path(export): Path<String>,
    typed: Typed,
) -> PageResult {
    let id = export_id(&export)?;
    let done = state
        .services
        .delete_export(request.cx(), id, &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated) => Ok(see_other(format!("{EXPORTS}?fait=export-supprime"))),
        Err(other) => Err(other.into()),
    }
}

fn export_id(text: &str) -> Result<ListExportId> {
    ListExportId::parse(text).ok_or(Error::NotFound)
}

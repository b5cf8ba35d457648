//! Addresses of imports: the file, its columns, the check, the writing, the report.

use super::upload::{self, Sent};
use super::{IMPORTS, list, report, steps};
use crate::desk::actions::address;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use axum::extract::{Path, Query, Request, State};
use domain::form::{FieldError, Problem};
use domain::ids::ListImportId;
use serde::Deserialize;
use services::import::lists::{FILE, form, import_of};
use services::journal::Details;
use services::{Error, Result};

/// Addresses of plain pages and forms.
pub fn routes() -> Routes {
    Routes::new()
        .route("/territoire/import", get(show))
        .route("/territoire/import/{import}", get(one))
        .route("/territoire/import/{import}/verifier", post(check))
        .route("/territoire/import/{import}/importer", post(write))
        .route("/territoire/import/{import}/rapport.csv", get(the_report))
}

/// Addresses that take files.
pub fn uploads() -> Routes {
    Routes::new().route("/territoire/import", post(add))
}

/// The address of the list.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    departement: Option<String>,
}

/// The address of an import.
#[derive(Clone, Debug, Default, Deserialize)]
struct Step {
    /// Its columns, although it was checked.
    colonnes: Option<String>,
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Asked>,
) -> PageResult {
    answer(&state, &request, &asked, FormState::default()).await
}

async fn answer(
    state: &AppState,
    request: &RequestCx,
    asked: &Asked,
    form: FormState,
) -> PageResult {
    let departement = asked.departement.as_deref();
    let imports = state
        .services
        .list_imports(request.cx(), departement)
        .await?;
    let refused = form.is_refused();
    let model = list::Model {
        named: state.services.of_departement(&imports.departement),
        action: address(IMPORTS, &[("departement", imports.departement.clone())]),
        imports,
        form,
        key: state.services.ids.uuid().to_string(),
    };
    let page = Page::new("Importer une liste de projets", move || list::page(model));
    Ok(render(state, request, page.refused(refused)))
}

async fn add(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Asked>,
    body: Request,
) -> PageResult {
    let departement = asked.departement.as_deref();
    let importer = state.services.importer(request.cx(), departement)?;
    let Sent { typed, file } = upload::read(&state, &importer, body).await?;
    let file = match file {
        Some(Ok(file)) => file,
        refused => {
            let problem = refused.and_then(std::result::Result::err);
            let error = FieldError::new(FILE, problem.unwrap_or(Problem::NoFile));
            let form = FormState::refused(typed, vec![error]);
            return answer(&state, &request, &asked, form).await;
        }
    };
    let once = typed.once();
    match state
        .services
        .start_list(request.cx(), &importer, file, &once)
        .await
    {
        Ok(import) => Ok(see_other(format!("{IMPORTS}/{import}"))),
        Err(Error::Repeated) => {
            let import = import_of(&once).ok_or(Error::Repeated)?;
            Ok(see_other(format!("{IMPORTS}/{import}")))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            answer(&state, &request, &asked, form).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn one(
    State(state): State<AppState>,
    request: RequestCx,
    Path(import): Path<String>,
    Query(step): Query<Step>,
) -> PageResult {
    let import = import_id(&import)?;
    let again = step.colonnes.is_some();
    page_of(&state, &request, import, again, None).await
}

/// `typed`: a refused form of its columns.
async fn page_of(
    state: &AppState,
    request: &RequestCx,
    import: ListImportId,
    again: bool,
    typed: Option<FormState>,
) -> PageResult {
    let view = state.services.list_import(request.cx(), import).await?;
    let refused = typed.is_some();
    let form = typed.unwrap_or_else(|| FormState::of(view.fields.clone().into_iter().collect()));
    let model = steps::Model {
        again: again || refused,
        view,
        form,
        key: state.services.ids.uuid().to_string(),
    };
    let page = Page::new(steps::title(&model), move || steps::page(&model));
    Ok(render(state, request, page.refused(refused)))
}

async fn check(
    State(state): State<AppState>,
    request: RequestCx,
    Path(import): Path<String>,
    typed: Typed,
) -> PageResult {
    let import = import_id(&import)?;
    let view = state.services.list_import(request.cx(), import).await?;
    let fields: Details = form::fields(&view.look)
        .into_iter()
        .map(|name| {
            let value = typed.get(&name).to_owned();
            (name, value)
        })
        .collect();
    let done = state
        .services
        .check_list(request.cx(), import, fields, &typed.once())
        .await;
    match done {
        // While the worker is at it, and afterwards, the page says where it stands.
        Ok(()) | Err(Error::Repeated | Error::ImpossibleMove) => {
            Ok(see_other(format!("{IMPORTS}/{import}")))
        }
        Err(Error::Fields(errors)) => {
            let form = FormState::refused(typed, errors);
            page_of(&state, &request, import, true, Some(form)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn write(
    State(state): State<AppState>,
    request: RequestCx,
    Path(import): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().person()?;
    let import = import_id(&import)?;
    let done = state
        .services
        .write_list(request.cx(), import, &typed.once())
        .await;
    match done {
        Ok(()) | Err(Error::Repeated | Error::ImpossibleMove) => {
            Ok(see_other(format!("{IMPORTS}/{import}")))
        }
        Err(other) => Err(other.into()),
    }
}

async fn the_report(
    State(state): State<AppState>,
    request: RequestCx,
    Path(import): Path<String>,
) -> PageResult {
    let import = import_id(&import)?;
    let content = state.services.list_report(request.cx(), import).await?;
    Ok(report::as_csv(content))
}

fn import_id(text: &str) -> Result<ListImportId> {
    ListImportId::parse(text).ok_or(Error::NotFound)
}

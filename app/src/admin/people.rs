//! Who holds which role of the State: the list, a role given, a role ended. For national administration only.

mod form;
mod list;

use crate::desk::actions::{address, position};
use crate::http::{
    AppState, FormState, Page, PageError, PageResult, RequestCx, Routes, Typed, get, render,
    see_other,
};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::role::{AppointmentForm, Role};
use domain::territory::DepartementCode;
use serde::Deserialize;
use services::Error;
use services::role::Given;
use uuid::Uuid;

/// Where the list is.
const LIST: &str = "/administration/personnes";

/// The addresses.
pub fn routes() -> Routes {
    Routes::new()
        .route("/administration/personnes", get(show))
        .route("/administration/personnes/nommer", get(ask).post(give))
        .route("/administration/personnes/{id}/fin", get(ask_end).post(end))
}

/// What the address may ask for; anything else is ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    departement: String,
    apres: String,
}

impl Asked {
    fn departement(&self) -> Option<String> {
        let code = DepartementCode::parse(&self.departement).ok()?;
        Some(code.as_str().to_owned())
    }
}

/// A département one may choose.
pub(super) struct Departement {
    code: String,
    name: String,
}

fn departements(state: &AppState) -> Vec<Departement> {
    let dataset = state.services.territories.dataset();
    let known = dataset.departements().iter();
    known
        .map(|one| Departement {
            code: one.code.as_str().to_owned(),
            name: one.name.to_string(),
        })
        .collect()
}

async fn show(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Asked>,
) -> PageResult {
    let departement = asked.departement();
    let roles = state
        .services
        .roles(request.cx(), departement.as_deref(), position(&asked.apres))
        .await?;
    let model = list::Model {
        roles,
        departement,
        departements: departements(&state),
        later: !asked.apres.is_empty(),
    };
    let page = Page::new("Personnes et rôles", move || list::page(model));
    Ok(render(&state, &request, page))
}

async fn ask(
    State(state): State<AppState>,
    request: RequestCx,
    Query(asked): Query<Asked>,
) -> PageResult {
    let departement = asked.departement().unwrap_or_default();
    let form = FormState::filled([("departement", departement)]);
    form_page(&state, &request, form).await
}

/// What was typed, for the services; `themes` is read apart because it comes several times.
fn appointment<'a>(typed: &'a Typed, themes: &'a [String]) -> AppointmentForm<'a> {
    AppointmentForm {
        email: typed.get("email"),
        role: typed.get("role"),
        departement: typed.get("departement"),
        contract: typed.get("contrat"),
        themes,
        service: typed.get("service"),
    }
}

async fn give(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let themes = typed.all("themes");
    let replaces = Uuid::try_parse(typed.get("remplacer")).ok();
    let given = state
        .services
        .give_role(
            request.cx(),
            &appointment(&typed, &themes),
            replaces,
            &typed.once(),
        )
        .await;
    let done = match given {
        Ok(Given::InPlaceOfAnother) => "titulaire-remplace",
        Ok(Given::Plainly) | Err(Error::Repeated) => "role-donne",
        Err(Error::Fields(errors)) => {
            return form_page(&state, &request, FormState::refused(typed, errors)).await;
        }
        Err(other) => return Err(other.into()),
    };
    Ok(see_other(address(LIST, &[("fait", done.to_owned())])))
}

async fn form_page(
    state: &AppState,
    request: &RequestCx,
    filled: FormState,
) -> Result<Response, PageError> {
    let themes = filled.typed.all("themes");
    let holder = state
        .services
        .holder_of(request.cx(), &appointment(&filled.typed, &themes))
        .await?;
    let refused = filled.is_refused();
    let model = form::Model {
        filled,
        holder,
        departements: departements(state),
        key: state.services.ids.uuid().to_string(),
    };
    let page = Page::new("Donner un rôle", move || form::page(model));
    Ok(render(state, request, page.refused(refused)))
}

async fn ask_end(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    end_page(&state, &request, role_id(&id)?, FormState::default()).await
}

async fn end(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
    typed: Typed,
) -> PageResult {
    request.cx().admin()?;
    let id = role_id(&id)?;
    let ended = state
        .services
        .end_role(request.cx(), id, &typed.once())
        .await;
    let own = match &ended {
        Ok(line) => {
            line.role == Role::NationalAdmin.code()
                && request.cx().person_id().map(|person| person.0) == Some(line.person_id)
        }
        Err(_) => false,
    };
    match ended {
        // Who has just left the administration may not see its pages any more.
        Ok(_) if own => Ok(see_other("/projets?fait=role-termine")),
        Ok(_) | Err(Error::Repeated) => {
            let done = [("fait", "role-termine".to_owned())];
            Ok(see_other(address(LIST, &done)))
        }
        Err(Error::Fields(errors)) => {
            end_page(&state, &request, id, FormState::refused(typed, errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

fn role_id(text: &str) -> services::Result<Uuid> {
    Uuid::try_parse(text).map_err(|_| Error::NotFound)
}

async fn end_page(
    state: &AppState,
    request: &RequestCx,
    id: Uuid,
    filled: FormState,
) -> Result<Response, PageError> {
    let line = state.services.role(request.cx(), id).await?;
    let key = state.services.ids.uuid().to_string();
    let refused = filled.is_refused();
    let page = Page::new("Mettre fin à un rôle", move || {
        form::end(line, &filled, key)
    });
    Ok(render(state, request, page.refused(refused)))
}

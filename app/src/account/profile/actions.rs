//! Addresses of one's own account.

use super::{mails, page};
use crate::http::cookies::SESSION;
use crate::http::{
    AppState, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render, see_other,
};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::account::ProfileForm;
use domain::ids::SessionId;
use http::header;
use services::Error;

/// The addresses of one's own account.
pub fn routes() -> Routes {
    Routes::new()
        .route("/compte", get(show).post(save))
        .route("/compte/courriers", post(save_mails))
        .route("/compte/sessions/{id}/fermer", post(close_session))
        .route("/compte/sessions/fermer-les-autres", post(close_others))
        .route("/compte/sessions/fermer-toutes", post(close_all))
        .route("/compte/mes-donnees.json", get(my_data))
}

async fn show(State(state): State<AppState>, request: RequestCx) -> PageResult {
    account_page(&state, &request, None, None).await
}

/// The page, each form as it was refused or as it is kept.
async fn account_page(
    state: &AppState,
    request: &RequestCx,
    refused: Option<FormState>,
    refused_mails: Option<FormState>,
) -> PageResult {
    let account = state.services.my_account(request.cx()).await?;
    let sessions = state.services.my_sessions(request.cx()).await?;
    let here = request.cx.person()?.session;
    let now = state.services.clock.now();
    let is_refused = refused.is_some() || refused_mails.is_some();
    let mails = match refused_mails {
        Some(form) => form,
        None => FormState::of(mails::filled(&state.services.my_mails(request.cx()).await?)),
    };
    let row = &account.row;
    let form = refused.unwrap_or_else(|| {
        FormState::filled([
            ("prenom", row.first_name.clone()),
            ("nom", row.last_name.clone()),
            ("fonction", row.job.clone()),
            ("organisation", row.organisation.clone()),
            ("telephone", row.phone.clone()),
        ])
    });
    let model = page::Model {
        account,
        sessions,
        here,
        now,
        form,
        mails,
    };
    let page = Page::new("Mon compte", move || page::account(model)).refused(is_refused);
    Ok(render(state, request, page))
}

async fn save(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let form = ProfileForm {
        first_name: typed.get("prenom"),
        last_name: typed.get("nom"),
        job: typed.get("fonction"),
        organisation: typed.get("organisation"),
        phone: typed.get("telephone"),
    };
    match state.services.save_profile(request.cx(), form).await {
        Err(Error::Fields(errors)) => {
            account_page(
                &state,
                &request,
                Some(FormState::refused(typed, errors)),
                None,
            )
            .await
        }
        Ok(()) => Ok(see_other("/compte?fait=profil-enregistre")),
        Err(other) => Err(other.into()),
    }
}

async fn save_mails(State(state): State<AppState>, request: RequestCx, typed: Typed) -> PageResult {
    let read = |name: &str| typed.get(name);
    match state.services.save_mails(request.cx(), read).await {
        Err(Error::Fields(errors)) => {
            let refused = FormState::refused(typed, errors);
            account_page(&state, &request, None, Some(refused)).await
        }
        Ok(()) => Ok(see_other("/compte?fait=courriers-enregistres")),
        Err(other) => Err(other.into()),
    }
}

async fn close_session(
    State(state): State<AppState>,
    request: RequestCx,
    Path(id): Path<String>,
) -> PageResult {
    let session = SessionId::parse(&id).ok_or(Error::NotFound)?;
    match state.services.close_session(request.cx(), session).await {
        // Closed in between: what was asked for is so.
        Ok(()) | Err(Error::NotFound) => Ok(see_other("/compte?fait=session-fermee")),
        Err(other) => Err(other.into()),
    }
}

async fn close_others(State(state): State<AppState>, request: RequestCx) -> PageResult {
    state.services.close_other_sessions(request.cx()).await?;
    Ok(see_other("/compte?fait=sessions-fermees"))
}

async fn close_all(State(state): State<AppState>, request: RequestCx) -> PageResult {
    state.services.sign_out_everywhere(request.cx()).await?;
    let mut response = see_other("/?fait=deconnecte-partout");
    SESSION.clear(&mut response, state.is_https());
    Ok(response)
}

async fn my_data(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let data = state.services.my_data(request.cx()).await?;
    let json =
        serde_json::to_string_pretty(&data).map_err(|error| Error::Outside(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"mes-donnees.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let response: Response = (headers, json).into_response();
    Ok(response)
}

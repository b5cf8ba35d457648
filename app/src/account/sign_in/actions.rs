//! Addresses of signing in and out.

use super::page;
use crate::http::cookies::{Browser, SESSION, SIGN_IN};
use crate::http::{
    AppState, Caller, FormState, Page, PageResult, RequestCx, Routes, Typed, get, post, render,
    see_other,
};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::local_path;
use domain::form::{FieldError, Problem};
use http::StatusCode;
use services::account::login::{Asker, HOLDS_SECONDS, SESSION_SECONDS, SignedIn};
use services::{Error, Person};

/// The addresses of signing in and out.
pub fn routes() -> Routes {
    Routes::new()
        .route("/connexion", get(form).post(demand))
        .route("/connexion/code", get(code_form).post(use_code))
        .route("/connexion/lien/{link}", get(link_page).post(use_link))
        .route("/deconnexion", post(sign_out))
}

/// What the services need to know of the browser that asks.
pub fn asker(state: &AppState, browser: &Browser, caller: &Caller) -> Asker {
    Asker {
        network: caller.0.clone(),
        device: browser.device(),
        session: browser.cookie(SESSION, state.is_https()),
    }
}

/// Sends the mail to sign in and leads to the page of the code. `next` is the local path where the
/// person arrives once signed in: the deposit gives the page that finishes it.
///
/// Errors: those of [`services::Services::begin_login`]; the refused field is `email`.
pub async fn begin(
    state: &AppState,
    browser: &Browser,
    caller: &Caller,
    email: &str,
    next: &str,
) -> services::Result<Response> {
    let asker = asker(state, browser, caller);
    let begun = state.services.begin_login(&asker, email, next).await?;
    let mut response = see_other("/connexion/code");
    SIGN_IN.set(
        &mut response,
        state.is_https(),
        &begun.browser,
        HOLDS_SECONDS,
    );
    Ok(response)
}

/// Gives the browser its new session and leads to where the person wanted to go, else to her first page.
pub async fn enter(state: &AppState, signed: SignedIn) -> services::Result<Response> {
    let to = match signed.next {
        Some(next) => next,
        None => {
            let person = state.services.person_of(&signed.token).await?;
            person.as_ref().map_or_else(|| "/".to_owned(), first_page)
        }
    };
    let mut response = see_other(to);
    SESSION.set(
        &mut response,
        state.is_https(),
        &signed.token,
        SESSION_SECONDS,
    );
    SIGN_IN.clear(&mut response, state.is_https());
    Ok(response)
}

/// The State starts from its desk, a contract's manager from the contract, the national administration from
/// the mails that wait, everybody else from her projects.
fn first_page(person: &Person) -> String {
    match person.manages.first() {
        _ if !person.seats.is_empty() || !person.agent_of.is_empty() => "/territoire".to_owned(),
        Some(contract) => format!("/crte/{contract}"),
        None if person.admin => "/administration/envois".to_owned(),
        None => "/projets".to_owned(),
    }
}

fn next_of(request: &RequestCx) -> String {
    let query = request.path.split_once('?').map_or("", |(_, query)| query);
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "suite");
    found
        .and_then(|(_, path)| local_path(&path).map(str::to_owned))
        .unwrap_or_default()
}

async fn form(State(state): State<AppState>, request: RequestCx) -> PageResult {
    let next = next_of(&request);
    if let Ok(person) = request.cx.person() {
        let to = if next.is_empty() {
            first_page(person)
        } else {
            next
        };
        return Ok(see_other(to));
    }
    Ok(form_page(
        &state,
        &request,
        FormState::filled([("suite", next)]),
    ))
}

fn form_page(state: &AppState, request: &RequestCx, form: FormState) -> Response {
    let (refused, demo) = (form.is_refused(), state.services.settings.demo);
    let page = Page::new("Se connecter", move || page::form(&form, demo)).refused(refused);
    render(state, request, page)
}

async fn demand(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    caller: Caller,
    typed: Typed,
) -> PageResult {
    let begun = begin(
        &state,
        &browser,
        &caller,
        typed.get("email"),
        typed.get("suite"),
    )
    .await;
    match begun {
        Err(Error::Fields(errors)) => Ok(form_page(
            &state,
            &request,
            FormState::refused(typed, errors),
        )),
        other => Ok(other?),
    }
}

async fn code_form(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
) -> PageResult {
    code_page(&state, &request, &browser, FormState::default()).await
}

async fn code_page(
    state: &AppState,
    request: &RequestCx,
    browser: &Browser,
    form: FormState,
) -> PageResult {
    let Some(token) = browser.cookie(SIGN_IN, state.is_https()) else {
        return Ok(see_other("/connexion"));
    };
    let Some(pending) = state.services.login_of_browser(&token).await? else {
        return Ok(over_page(state, request));
    };
    let (refused, demo) = (form.is_refused(), state.services.settings.demo);
    let page =
        Page::new("Votre code", move || page::code(&form, pending.email, demo)).refused(refused);
    Ok(render(state, request, page))
}

async fn use_code(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    caller: Caller,
    typed: Typed,
) -> PageResult {
    let Some(token) = browser.cookie(SIGN_IN, state.is_https()) else {
        return Ok(see_other("/connexion"));
    };
    let asker = asker(&state, &browser, &caller);
    match state
        .services
        .login_with_code(&asker, &token, typed.get("code"))
        .await
    {
        Ok(signed) => Ok(enter(&state, signed).await?),
        Err(Error::Fields(errors)) if is_over(&errors) => Ok(over_page(&state, &request)),
        Err(Error::Fields(errors)) => {
            code_page(
                &state,
                &request,
                &browser,
                FormState::refused(typed, errors),
            )
            .await
        }
        Err(other) => Err(other.into()),
    }
}

fn is_over(errors: &[FieldError]) -> bool {
    errors.iter().any(|error| error.problem == Problem::Expired)
}

async fn link_page(
    State(state): State<AppState>,
    request: RequestCx,
    Path(link): Path<String>,
) -> PageResult {
    match state.services.login_by_link(&link).await? {
        None => Ok(over_page(&state, &request)),
        Some(pending) => {
            let action = request.path.clone();
            let page = Page::new("Confirmer votre connexion", move || {
                page::link(action, pending.email)
            });
            Ok(render(&state, &request, page))
        }
    }
}

async fn use_link(
    State(state): State<AppState>,
    request: RequestCx,
    browser: Browser,
    caller: Caller,
    Path(link): Path<String>,
) -> PageResult {
    match state
        .services
        .login_with_link(&asker(&state, &browser, &caller), &link)
        .await
    {
        Ok(signed) => Ok(enter(&state, signed).await?),
        Err(Error::Fields(_)) => Ok(over_page(&state, &request)),
        Err(other) => Err(other.into()),
    }
}

/// A link or code that was used, is over or was never given: the same page for all three.
fn over_page(state: &AppState, request: &RequestCx) -> Response {
    let page = Page::new("Lien ou code expiré", page::over).status(StatusCode::GONE);
    render(state, request, page)
}

async fn sign_out(State(state): State<AppState>, request: RequestCx) -> PageResult {
    state.services.sign_out(request.cx()).await?;
    let mut response = see_other("/?fait=deconnecte");
    SESSION.clear(&mut response, state.is_https());
    Ok(response)
}

//! What people see when a page cannot be shown.

use super::{AppState, Page, RequestCx, render, see_other};
use crate::ui::{Alert, ButtonLink, Tone};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use services::Error;

/// The result of a handler.
pub type PageResult = Result<Response, PageError>;

/// A use case's refusal on its way to a page. The middleware of `server` turns it into a full page,
/// because only there the request is known.
#[derive(Debug)]
pub struct PageError(pub Error);

impl<E: Into<Error>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// Left on the response for [`show`]: which page to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody is signed in.
    SignIn,
    /// 404.
    NotFound,
    /// 403.
    Forbidden,
    /// 409.
    Conflict,
    /// 429, with seconds to wait.
    TooMany(u32),
    /// 400.
    BadRequest,
    /// 500.
    Internal,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let failure = match &self.0 {
            Error::SignInNeeded => Failure::SignIn,
            Error::NotFound => Failure::NotFound,
            Error::Forbidden => Failure::Forbidden,
            Error::ImpossibleMove | Error::Conflict => Failure::Conflict,
            Error::TooMany(seconds) => Failure::TooMany(*seconds),
            Error::Fields(_) => Failure::BadRequest,
            Error::Repeated => Failure::Conflict,
            Error::Store(_) | Error::Outside(_) => Failure::Internal,
        };
        if failure == Failure::Internal {
            tracing::error!(error = %self.0, "request failed");
        }
        let mut response = failure.status().into_response();
        response.extensions_mut().insert(failure);
        response
    }
}

impl Failure {
    /// The status it is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SignIn => (
                "Connexion nécessaire",
                "Connectez-vous pour voir cette page.",
            ),
            Self::NotFound => (
                "Page introuvable",
                "Cette page n'existe pas, a changé d'adresse, ou n'est pas ouverte à votre compte. Vérifiez l'adresse, ou demandez une invitation à la personne qui suit le projet.",
            ),
            Self::Forbidden => (
                "Action non permise",
                "Votre rôle sur ce projet ne permet pas cette action. Le référent du projet ou l'agent qui le suit peut la faire, ou changer votre rôle.",
            ),
            Self::Conflict => (
                "La situation a changé",
                "Quelqu'un d'autre vient de modifier ce projet. Rien n'est perdu : revenez en arrière pour retrouver ce que vous avez écrit, ou rouvrez la page pour voir où en est le projet.",
            ),
            Self::TooMany(_) => (
                "Trop d'essais",
                "Vous avez fait beaucoup de demandes en peu de temps. Attendez quelques minutes, puis recommencez.",
            ),
            Self::BadRequest => (
                "Demande incomplète",
                "Il manque quelque chose à cette demande. Revenez en arrière et recommencez.",
            ),
            Self::Internal => (
                "Une erreur est survenue",
                "Ce n'est pas de votre fait. Revenez en arrière pour retrouver ce que vous avez écrit, puis recommencez dans quelques minutes.",
            ),
        }
    }
}

/// The page of a failure. A visitor who must sign in is sent there and comes back afterwards.
pub fn show(state: &AppState, request: &RequestCx, failure: Failure) -> Response {
    if failure == Failure::SignIn {
        let back: String = form_urlencoded::byte_serialize(request.back.as_bytes()).collect();
        return see_other(format!("/connexion?suite={back}"));
    }
    let (title, sentence) = failure.words();
    let reference = request.cx.request_id.clone();
    let page = Page::new(title, move || {
        view! {
            <div class="page page-narrow stack">
                <h1>{title}</h1>
                <Alert tone=Tone::Warning>{sentence}</Alert>
                <p><ButtonLink href="/">"Revenir à l'accueil"</ButtonLink></p>
                <p class="muted">"Référence à donner si vous nous écrivez : "<code>{reference}</code></p>
            </div>
        }
        .into_any()
    })
    .status(failure.status());
    let mut response = render(state, request, page);
    if let Failure::TooMany(seconds) = failure {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

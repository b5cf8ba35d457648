//! From a page to bytes.

use super::{AppState, RequestCx};
use crate::script::Script;
use crate::shell::document;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use std::sync::Arc;

/// A page ready to be framed by the shell.
pub struct Page {
    /// What the tab says, before the name of the service.
    pub title: String,
    /// 200 unless said otherwise.
    pub status: StatusCode,
    /// A refused form: the title starts with "Erreur".
    pub refused: bool,
    /// Scripts of this page.
    pub scripts: Vec<&'static Script>,
    /// Makes the content. Called once, inside the page's reactive owner.
    pub body: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Page {
    /// A page with its title.
    pub fn new(title: impl Into<String>, body: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self {
            title: title.into(),
            status: StatusCode::OK,
            refused: false,
            scripts: Vec::new(),
            body: Box::new(body),
        }
    }

    /// The page of a form: answered with 422 and marked in the title when something was refused.
    #[must_use]
    pub const fn refused(mut self, refused: bool) -> Self {
        if refused {
            self.refused = true;
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// A page that a script of its own improves; several where there are several.
    #[must_use]
    pub fn script(mut self, script: &'static Script) -> Self {
        self.scripts.push(script);
        self
    }

    /// Another status than 200.
    #[must_use]
    pub const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

/// Renders a page whole: the model was read before, so that nothing is awaited here and the status is
/// known first.
pub fn render(state: &AppState, request: &RequestCx, page: Page) -> Response {
    let status = page.status;
    let owner = Owner::new_root(Some(Arc::new(
        hydration_context::SsrSharedContext::new_islands(),
    )));
    let (html, nonce) = owner.with(|| {
        leptos::nonce::provide_nonce();
        let nonce = leptos::nonce::use_nonce()
            .map(|n| n.to_string())
            .unwrap_or_default();
        (document(state, request, page).to_html(), nonce)
    });
    owner.unset_with_forced_cleanup();
    let mut response = (status, valid(&html)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&content_policy(&nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The renderer marks places with `<!>`, which browsers read as an empty comment but the HTML standard
/// calls an error; the whole empty comment is the same node to the islands that look for it. Typed text
/// never holds one: its `<` is escaped. HTML has no NUL either, and an address may carry one.
fn valid(html: &str) -> String {
    format!(
        "<!DOCTYPE html>{}",
        html.replace("<!>", "<!---->").replace('\0', "")
    )
}

/// No inline style, no inline script but those that carry the nonce, nothing from another origin.
fn content_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// "See other": the answer to a form that was taken.
pub fn see_other(location: impl AsRef<str>) -> Response {
    Redirect::to(location.as_ref()).into_response()
}

//! Who asks, from the session that the middleware found.

use axum::extract::FromRequestParts;
use domain::account::local_path;
use http::request::Parts;
use http::{Method, Uri, header};
use services::{Actor, Cx};
use std::convert::Infallible;

/// The request's context and the few of its own words that pages show again.
#[derive(Clone, Debug)]
pub struct RequestCx {
    /// Who asks.
    pub cx: Cx,
    /// The path and query asked for.
    pub path: String,
    /// Where to come back to after signing in: what was asked for, or the page of the form that was sent.
    pub back: String,
    /// The page of this site that led here, as the browser tells.
    pub from: Option<String>,
    /// The code behind `?fait=`: what was just done.
    pub done: Option<String>,
    /// The theme chosen by hand: `light` or `dark`.
    pub theme: Option<&'static str>,
}

impl<S: Send + Sync> FromRequestParts<S> for RequestCx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let cx = parts.extensions.get::<Cx>().cloned().unwrap_or(Cx {
            actor: Actor::Visitor,
            request_id: String::new(),
        });
        let path = parts
            .uri
            .path_and_query()
            .map_or("/", |p| p.as_str())
            .to_owned();
        let from = page_before(parts);
        let is_form = !matches!(parts.method, Method::GET | Method::HEAD);
        // Many addresses that take a form show nothing when they are opened.
        let back = from.clone().filter(|_| is_form);
        Ok(Self {
            cx,
            back: back.unwrap_or_else(|| path.clone()),
            from,
            path,
            done: done_of(parts.uri.query().unwrap_or_default()),
            theme: None,
        })
    }
}

/// The page of this site that sent a form or holds the link that was followed.
fn page_before(parts: &Parts) -> Option<String> {
    let page = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let page: Uri = page.parse().ok()?;
    // The path alone is kept, and the address of a page of another site is no path of ours to be trusted: what a
    // form of it sends is refused before, and what a link of it opens only ever leads back into this site.
    let path = page.path_and_query()?.as_str();
    local_path(path).map(str::to_owned)
}

fn done_of(query: &str) -> Option<String> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("fait="))
        .map(str::to_owned)
}

impl RequestCx {
    /// The context for the services.
    pub const fn cx(&self) -> &Cx {
        &self.cx
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use http::Request;

    fn before(referer: &str) -> Option<String> {
        let request = Request::builder()
            .method("POST")
            .uri("/projets/1/prise-en-charge")
            .header(header::REFERER, referer)
            .body(())
            .unwrap();
        page_before(&request.into_parts().0)
    }

    #[test]
    fn a_form_leads_back_to_its_page() {
        let page = "http://localhost:3000/territoire?groupe=sign";
        assert_eq!(before(page).as_deref(), Some("/territoire?groupe=sign"));
        for elsewhere in ["", "nowhere", "http://localhost:3000//evil.test/"] {
            assert_eq!(before(elsewhere), None, "{elsewhere}");
        }
    }
}

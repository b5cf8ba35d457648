//! Who asks, from the session that the middleware found.

use axum::extract::FromRequestParts;
use http::request::Parts;
use services::{Actor, Cx};
use std::convert::Infallible;

/// The request's context and the few of its own words that pages show again.
#[derive(Clone, Debug)]
pub struct RequestCx {
    /// Who asks.
    pub cx: Cx,
    /// The path and query asked for: where to come back to after signing in.
    pub path: String,
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
        Ok(Self {
            cx,
            path,
            done: done_of(parts.uri.query().unwrap_or_default()),
            theme: None,
        })
    }
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

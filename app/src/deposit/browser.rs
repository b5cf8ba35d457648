//! The browser in which a deposit was begun without an account: a cookie that opens its drafts only.

use crate::http::AppState;
use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderValue, header};
use services::secret;
use std::convert::Infallible;

/// Thirty days, in seconds.
const MAX_AGE: u32 = 30 * 86_400;

/// The token of the browser that asks, if it has one.
#[derive(Clone, Debug)]
pub struct Browser {
    token: Option<String>,
    fresh: bool,
}

impl FromRequestParts<AppState> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let wanted = name(state);
        let cookies = parts.headers.get_all(header::COOKIE).iter();
        let token = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == wanted && (20..=64).contains(&value.len()))
            .map(|(_, value)| value.to_owned());
        Ok(Self {
            token,
            fresh: false,
        })
    }
}

impl Browser {
    /// The token, for the use cases.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Gives the browser a token where it has none.
    #[must_use]
    pub fn known(mut self, state: &AppState) -> Self {
        if self.token.is_none() {
            self.token = Some(secret::token(state.services.ids.secret()));
            self.fresh = true;
        }
        self
    }

    /// Sends a token that was just drawn along with the answer.
    pub fn remember(&self, state: &AppState, mut response: Response) -> Response {
        if let (Some(token), true) = (&self.token, self.fresh) {
            let secure = if is_https(state) { "; Secure" } else { "" };
            let cookie = format!(
                "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE}{secure}",
                name(state)
            );
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }
}

fn is_https(state: &AppState) -> bool {
    state.services.settings.base_url.starts_with("https://")
}

/// Over HTTPS the prefix binds the cookie to this host.
fn name(state: &AppState) -> &'static str {
    if is_https(state) {
        "__Host-depot"
    } else {
        "depot"
    }
}

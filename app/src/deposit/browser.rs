//! The browser in which a deposit was begun without an account: a cookie that opens its drafts only.

use crate::http::AppState;
use crate::http::cookies::DEPOSIT;
use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use services::secret;
use std::convert::Infallible;

/// Thirty days, in seconds.
const MAX_AGE: i64 = 30 * 86_400;

/// The token of the browser that asks, if it has one.
#[derive(Clone, Debug)]
pub struct Browser {
    token: Option<String>,
    fresh: bool,
}

impl FromRequestParts<AppState> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let token = DEPOSIT
            .read(&parts.headers, state.is_https())
            .filter(|token| (20..=64).contains(&token.len()));
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
            DEPOSIT.set(&mut response, state.is_https(), token, MAX_AGE);
        }
        response
    }
}

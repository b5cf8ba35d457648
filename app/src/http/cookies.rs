//! The two cookies of the service: the session, and the browser that asked for a code.

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use std::convert::Infallible;

/// A cookie's two names. Over HTTPS the prefix `__Host-` binds it to this host, path `/`, HTTPS only;
/// plain HTTP, on a developer's machine, knows no such prefix.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    secure: &'static str,
    local: &'static str,
}

/// The signed-in browser.
pub const SESSION: Name = Name {
    secure: "__Host-session",
    local: "session",
};
/// The browser that asked for a sign-in code.
pub const SIGN_IN: Name = Name {
    secure: "__Host-connexion",
    local: "connexion",
};

impl Name {
    const fn of(self, https: bool) -> &'static str {
        if https { self.secure } else { self.local }
    }

    /// The cookie's value, when the browser sent one.
    pub fn read(self, headers: &HeaderMap, https: bool) -> Option<String> {
        let name = self.of(https);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Sets the cookie for so many seconds.
    pub fn set(self, response: &mut Response, https: bool, value: &str, seconds: i64) {
        let secure = if https { "; Secure" } else { "" };
        let name = self.of(https);
        let line =
            format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
        // Our tokens are base64url: they always make a header value.
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }

    /// Takes the cookie away.
    pub fn clear(self, response: &mut Response, https: bool) {
        self.set(response, https, "", 0);
    }
}

/// The session's token, when the browser sent one.
pub fn session_token(headers: &HeaderMap, https: bool) -> Option<String> {
    SESSION.read(headers, https)
}

/// What handlers read of the browser itself.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    headers: HeaderMap,
}

impl Browser {
    /// A cookie's value.
    pub fn cookie(&self, name: Name, https: bool) -> Option<String> {
        name.read(&self.headers, https)
    }

    /// The code of its kind, such as `firefox windows`.
    pub fn device(&self) -> String {
        let agent = self
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok());
        domain::account::device_code(agent.unwrap_or_default())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            headers: parts.headers.clone(),
        })
    }
}

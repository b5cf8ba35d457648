//! Unsafe methods come from our own pages only (Fetch metadata, else `Origin`).

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};

/// Our own origin, as browsers write it: scheme, host and port.
#[derive(Clone, Debug)]
pub struct Origin(String);

impl Origin {
    /// From the configured base address.
    pub fn new(base_url: &str) -> Self {
        let origin = url::Url::parse(base_url).map(|url| url.origin().ascii_serialization());
        Self(origin.unwrap_or_default())
    }

    /// Whether a request with these headers may change anything.
    ///
    /// `Sec-Fetch-Site` decides where it is sent; else `Origin` must be ours; a request with neither
    /// comes from no browser we know and is refused when it carries a cookie.
    fn accepts(&self, headers: &HeaderMap) -> bool {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(site) = text("sec-fetch-site") {
            return matches!(site, "same-origin" | "none");
        }
        match text(header::ORIGIN.as_str()) {
            Some(origin) => origin == self.0,
            None => !headers.contains_key(header::COOKIE),
        }
    }
}

/// Refuses what comes from elsewhere.
pub async fn check(State(origin): State<Origin>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || origin.accepts(request.headers()) {
        next.run(request).await
    } else {
        tracing::warn!("refused a request from another origin");
        (
            StatusCode::FORBIDDEN,
            "Cette demande vient d'un autre site.\n",
        )
            .into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        Origin::new("https://mec.example.fr/").accepts(&headers)
    }

    #[test]
    fn only_our_pages_change_things() {
        assert!(accepts(&[
            ("sec-fetch-site", "same-origin"),
            ("cookie", "a=b")
        ]));
        assert!(!accepts(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://mec.example.fr")
        ]));
        assert!(!accepts(&[("sec-fetch-site", "same-site")]));
        assert!(accepts(&[
            ("origin", "https://mec.example.fr"),
            ("cookie", "a=b")
        ]));
        assert!(!accepts(&[("origin", "https://mec.example.fr.evil.test")]));
        assert!(!accepts(&[("origin", "null")]));
        assert!(!accepts(&[("cookie", "a=b")]));
        assert!(accepts(&[]));
    }
}

//! What came back from a site, and how forms are written.

use axum::body::Body;
use http::{HeaderMap, Response, StatusCode, header};
use http_body_util::BodyExt;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub queries: u32,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Reads it whole.
    pub async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE);
        // A stream of events has no end.
        let ends = kind.is_none_or(|kind| kind != "text/event-stream");
        let body = if ends { body } else { Body::empty() };
        let bytes = body.collect().await.unwrap().to_bytes();
        let queries = parts.headers.get("x-queries");
        Self {
            queries: queries
                .and_then(|n| n.to_str().ok())
                .and_then(|n| n.parse().ok())
                .unwrap_or(u32::MAX),
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// The first value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let at = self.body.find(&format!("name=\"{name}\"")).unwrap();
        let rest = &self.body[at..];
        let value = &rest[rest.find("value=\"").unwrap() + 7..];
        value[..value.find('"').unwrap()].to_owned()
    }

    fn header(&self, name: header::HeaderName) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where it sends to; empty otherwise.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }

    /// What kind of content it is, without its parameters.
    pub fn kind(&self) -> &str {
        let kind = self.header(header::CONTENT_TYPE);
        kind.split(';').next().unwrap_or_default()
    }
}

/// The body of a plain form.
pub fn urlencoded<N: AsRef<str>, V: AsRef<str>>(fields: &[(N, V)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

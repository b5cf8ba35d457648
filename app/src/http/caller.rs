//! Which network a request comes from, for the limits on tries.

use axum::extract::FromRequestParts;
use http::request::Parts;
use std::convert::Infallible;

/// The caller's network: an IPv4 address, or the /64 of an IPv6 one; empty when nobody noted it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

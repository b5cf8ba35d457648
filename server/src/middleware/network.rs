//! Which network a request comes from, for the limits on tries.

use app::http::Caller;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// Proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug)]
pub struct Network(Vec<IpAddr>);

impl Network {
    /// From the configuration.
    pub const fn new(trusted: Vec<IpAddr>) -> Self {
        Self(trusted)
    }
}

/// Whether the request was made on this machine: by no proxy that speaks for others.
#[derive(Clone, Copy, Debug)]
pub struct OnThisMachine(pub bool);

/// Notes the caller for the handlers.
pub async fn note(State(network): State<Network>, mut request: Request, next: Next) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|list| {
            list.rsplit(',')
                .find_map(|part| part.trim().parse::<IpAddr>().ok())
        });
    let address = match (peer, forwarded) {
        (Some(peer), Some(forwarded)) if network.0.contains(&peer) => Some(forwarded),
        (peer, _) => peer,
    };
    let believed = peer.is_some_and(|peer| network.0.contains(&peer));
    let local = address.is_some_and(|address| address.is_loopback())
        && (believed || !speaks_for_another(request.headers()));
    let extensions = request.extensions_mut();
    extensions.insert(OnThisMachine(local));
    extensions.insert(Caller(address.map(prefix).unwrap_or_default()));
    next.run(request).await
}

/// A proxy that is not believed sits on the same machine and says for whom it asks: that one may be anywhere.
fn speaks_for_another(headers: &HeaderMap) -> bool {
    ["x-forwarded-for", "forwarded", "x-real-ip", "via"]
        .into_iter()
        .any(|name| headers.contains_key(name))
}

fn prefix(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

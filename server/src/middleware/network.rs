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
        // A socket that takes both families shows an IPv4 peer as a mapped IPv6 one.
        .map(|info| info.0.ip().to_canonical());
    let forwarded = last_forwarded(request.headers());
    let address = match (peer, forwarded) {
        (Some(peer), Some(forwarded)) if network.0.contains(&peer) => Some(forwarded),
        (peer, _) => peer,
    };
    let local =
        peer.is_some_and(|peer| peer.is_loopback()) && !speaks_for_another(request.headers());
    let extensions = request.extensions_mut();
    extensions.insert(OnThisMachine(local));
    extensions.insert(Caller(address.map(prefix).unwrap_or_default()));
    next.run(request).await
}

/// What the nearest proxy added: the last element of the last line, whatever the caller wrote before it.
fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = line.to_str().ok()?.rsplit(',').next()?.trim();
    let alone = last.parse::<IpAddr>().ok();
    let address = alone.or_else(|| last.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address| address.to_canonical())
}

/// A proxy on the same machine says for whom it asks: that one may be anywhere, believed or not.
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

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_what_the_nearest_proxy_added_counts() {
        let of = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", HeaderValue::from_static(line));
            }
            last_forwarded(&headers).map(|address| address.to_string())
        };
        assert_eq!(
            of(&["10.0.0.1, 198.51.100.7"]).as_deref(),
            Some("198.51.100.7")
        );
        assert_eq!(
            of(&["127.0.0.1", "198.51.100.7"]).as_deref(),
            Some("198.51.100.7")
        );
        assert_eq!(of(&["198.51.100.7:5678"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(
            of(&["::ffff:198.51.100.7"]).as_deref(),
            Some("198.51.100.7")
        );
        assert_eq!(of(&["127.0.0.1, unknown"]), None);
        assert_eq!(of(&[]), None);
    }
}

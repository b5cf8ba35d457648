//! The whole router: pages, what operators ask, built files; and the layers around them.

use crate::config::Config;
use crate::metrics::Metrics;
use crate::middleware;
use crate::operators::{self, MetricsToken};
use app::attachment::actions::AsItIs;
use app::http::{AppState, Routes};
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use http::{Extensions, HeaderMap, StatusCode, Version};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::timeout::TimeoutLayer;

/// Largest body of a plain form. Uploads set their own.
const FORM_BYTES: usize = 256 * 1024;
/// Longest time a page may take.
const PAGE_SECONDS: u64 = 30;
/// Longest time files may take to arrive: ten of 25 MB over a village's line.
const UPLOAD_SECONDS: u64 = 30 * 60;

/// Builds the router. Layers, from the outside: request id and log, panics, compression, security
/// headers, origin of unsafe methods, session, pages of failures.
pub fn build(state: AppState, config: &Config) -> Router {
    let origin = middleware::origin::Origin::new(&config.base_url);
    let network = middleware::network::Network::new(config.trusted_proxies.clone());
    let metrics = Metrics::new();
    let site_root = state.leptos.site_root.to_string();
    routes()
        .into_router()
        .fallback_service(middleware::files::built_files(&site_root))
        .layer(from_fn_with_state(
            state.clone(),
            middleware::failures::show,
        ))
        .layer(from_fn_with_state(state.clone(), middleware::session::find))
        .layer(from_fn_with_state(origin, middleware::origin::check))
        .layer(axum::middleware::from_fn(middleware::headers::secure))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_worth_it)))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(network, middleware::network::note))
        .layer(from_fn_with_state(
            metrics.clone(),
            middleware::request_id::set,
        ))
        .layer(Extension(metrics))
        .layer(Extension(MetricsToken(config.metrics_token.clone())))
        .with_state(state)
}

/// Every address that is answered, but for the built files; each kind with its limits.
pub fn routes() -> Routes {
    let pages = app::routes::router().layered(|router| {
        router
            .layer(DefaultBodyLimit::max(FORM_BYTES))
            .layer(longest(PAGE_SECONDS))
    });
    let uploads = app::routes::uploads().layered(|router| {
        router
            .layer(DefaultBodyLimit::max(app::routes::UPLOAD_BYTES))
            .layer(longest(UPLOAD_SECONDS))
    });
    pages.merge(uploads).merge(operators::routes())
}

fn longest(seconds: u64) -> TimeoutLayer {
    TimeoutLayer::with_status_code(
        http::StatusCode::REQUEST_TIMEOUT,
        Duration::from_secs(seconds),
    )
}

/// Files that people sent leave as they are, with their length.
fn is_worth_it(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<AsItIs>().is_none()
}

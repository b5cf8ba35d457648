//! Built files: hashed names are kept for a year, the rest is asked for again.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Request, StatusCode, header};
use std::convert::Infallible;
use tower::{Service, ServiceExt, service_fn};
use tower_http::services::ServeDir;

/// Serves the site folder, with its `.br` and `.gz` twins where they were built.
pub fn built_files(
    site_root: &str,
) -> impl Service<Request<Body>, Response = Response, Error = Infallible, Future: Send>
+ Clone
+ Send
+ Sync
+ 'static {
    let folder = ServeDir::new(site_root)
        .precompressed_br()
        .precompressed_gzip();
    service_fn(move |request: Request<Body>| {
        let folder = folder.clone();
        async move {
            let hashed = request.uri().path().starts_with("/pkg/");
            let answer = folder
                .oneshot(request)
                .await
                .map(IntoResponse::into_response);
            let mut response = answer.unwrap_or_else(|_| StatusCode::NOT_FOUND.into_response());
            if response.status().is_success() {
                let cache = if hashed {
                    "public, max-age=31536000, immutable"
                } else {
                    "public, max-age=3600"
                };
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
            }
            Ok(response)
        }
    })
}

//! What every handler may ask for.

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;

/// The state of the router.
#[derive(Clone, FromRef)]
pub struct AppState {
    /// The use cases.
    pub services: Services,
    /// Where the built scripts and styles are.
    pub leptos: LeptosOptions,
}

impl AppState {
    /// Whether people reach us over HTTPS: cookies then travel over nothing else.
    pub fn is_https(&self) -> bool {
        self.services.settings.base_url.starts_with("https://")
    }
}

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

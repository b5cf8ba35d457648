//! Every address of the pages, area by area. `server` adds what is not a page.

use crate::http::AppState;
use crate::{account, demo, deposit, notification, project, public, territory};
use axum::Router;

/// The router of all pages.
pub fn router() -> Router<AppState> {
    Router::new()
        .merge(public::routes())
        .merge(account::routes())
        .merge(notification::routes())
        .merge(demo::routes())
        .merge(project::routes())
        .merge(deposit::routes())
        .merge(territory::routes())
}

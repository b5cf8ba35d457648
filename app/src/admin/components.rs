//! The living page of the design system. For national administration only: it looks like the service and
//! says things that are true of no project.

use super::{Place, tabs};
use crate::http::{AppState, Page, PageResult, RequestCx, Routes, get, render};
use crate::ui::Gallery;
use axum::extract::State;
use leptos::prelude::*;

/// The address.
pub fn routes() -> Routes {
    Routes::new().route("/administration/composants", get(show))
}

async fn show(State(state): State<AppState>, request: RequestCx) -> PageResult {
    request.cx().admin()?;
    let page = Page::new("Composants", || {
        view! {
            <div class="page stack stack-wide">
                <h1>"Composants"</h1>
                {tabs(Place::Components)}
                <p>"Chaque composant du service dans chacun de ses états. Les noms, les lieux et les montants sont inventés, et rien de ce qui s'y remplit n'est enregistré."</p>
                <Gallery/>
            </div>
        }
        .into_any()
    });
    Ok(render(&state, &request, page))
}

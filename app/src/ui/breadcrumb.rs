//! Where one is.

use leptos::prelude::*;

use super::LinkItem;

/// The way from the home page to this one.
#[component]
pub fn Breadcrumb(
    /// The pages above, from the top.
    links: Vec<LinkItem>,
    /// This page's name.
    #[prop(into)]
    here: String,
) -> AnyView {
    view! {
        <nav class="breadcrumb" aria-label="Fil d'Ariane">
            <ol class="breadcrumb-list">
                {links.into_iter().map(LinkItem::item).collect_view()}
                <li><span aria-current="page">{here}</span></li>
            </ol>
        </nav>
    }
    .into_any()
}

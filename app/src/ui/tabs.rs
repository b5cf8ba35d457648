//! The parts of one thing, each with its address.

use leptos::prelude::*;

use super::LinkItem;

/// Links to the parts of one thing. They scroll sideways on a phone.
#[component]
pub fn Tabs(
    /// What the parts are of, for those who list the navigations.
    #[prop(into)]
    label: String,
    /// The parts; the one shown is `current`.
    links: Vec<LinkItem>,
) -> AnyView {
    view! {
        <nav class="tabs" aria-label=label>
            <ul class="tabs-list">{links.into_iter().map(LinkItem::item).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

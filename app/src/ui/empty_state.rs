//! A list with nothing in it yet.

use leptos::prelude::*;

use super::{Icon, IconName};

/// Says what will be there and offers the first action.
#[component]
pub fn EmptyState(
    /// What is not there yet; a heading of level 2.
    #[prop(into)]
    title: String,
    /// A drawing of what will be there.
    #[prop(optional)]
    icon: Option<IconName>,
    /// A sentence, and one button.
    children: Children,
) -> AnyView {
    view! {
        <div class="empty-state">
            {icon.map(|name| view! { <Icon name=name/> })}
            <h2>{title}</h2>
            {children()}
        </div>
    }
    .into_any()
}

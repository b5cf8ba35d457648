//! A theme, a place, a filter that is on.

use leptos::prelude::*;

use super::{Icon, IconName, Words};

/// A theme or a place; with an address a link; with `remove` a filter that is on, and its way off.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: String,
    /// Where it leads.
    #[prop(optional, into)]
    href: Words,
    /// It leads to the same page without this filter.
    #[prop(optional)]
    remove: bool,
) -> AnyView {
    match (href.get(), remove) {
        (None, _) => view! { <span class="tag">{label}</span> }.into_any(),
        (Some(href), false) => view! { <a class="tag" href=href>{label}</a> }.into_any(),
        (Some(href), true) => view! {
            <a class="tag tag-on" href=href>
                <span class="visually-hidden">"Retirer : "</span>
                {label}
                <Icon name=IconName::Close/>
            </a>
        }
        .into_any(),
    }
}

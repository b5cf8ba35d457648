//! Names and values.

use leptos::prelude::*;

/// A list of names and values.
#[component]
pub fn DescriptionList(
    /// One column, for a rail.
    #[prop(optional)]
    tight: bool,
    /// The [`DescriptionItem`]s.
    children: Children,
) -> AnyView {
    let class = if tight {
        "description-list description-list-tight"
    } else {
        "description-list"
    };
    view! { <dl class=class>{children()}</dl> }.into_any()
}

/// One name and its value.
#[component]
pub fn DescriptionItem(
    /// The name.
    #[prop(into)]
    label: String,
    /// The value.
    children: Children,
) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{children()}</dd></div> }.into_any()
}

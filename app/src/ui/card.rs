//! A box around one thing.

use leptos::prelude::*;

use super::Words;

/// A box around one thing. With an address, the whole box is pressed and the title alone is read.
#[component]
pub fn Card(
    /// What the thing is; a heading of level 3.
    #[prop(optional, into)]
    title: Words,
    /// Where the title leads.
    #[prop(optional, into)]
    href: Words,
    /// A short line under the title.
    #[prop(optional, into)]
    meta: Words,
    /// What is in the box.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let title = title.get().map(|title| {
        let inner = match href.get() {
            Some(href) => view! { <a href=href>{title}</a> }.into_any(),
            None => title.into_any(),
        };
        view! { <h3 class="card-title">{inner}</h3> }
    });
    view! {
        <div class="card">
            {title}
            {meta.get().map(|meta| view! { <p class="card-meta">{meta}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

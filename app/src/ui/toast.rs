//! A word in the corner that repeats what the page already shows.

use leptos::prelude::*;

use super::{Icon, Tone, class_list};

/// Where toasts appear: present from the start, so that what comes in is announced.
#[component]
pub fn ToastRegion(
    /// Stands in the page: only to show it.
    #[prop(optional)]
    in_flow: bool,
    /// The [`Toast`]s.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class=if in_flow { "toasts toasts-static" } else { "toasts" } role="status">
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// One word in the corner.
#[component]
pub fn Toast(
    /// What it means.
    tone: Tone,
    /// The sentence.
    #[prop(into)]
    text: String,
) -> AnyView {
    view! {
        <div class=class_list(&["toast", tone.class()])>
            <Icon name=tone.icon()/>
            <p><span class="visually-hidden">{format!("{} : ", tone.word())}</span>{text}</p>
        </div>
    }
    .into_any()
}

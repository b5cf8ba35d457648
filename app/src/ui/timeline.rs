//! What happened, or what is planned, in order.

use leptos::prelude::*;

use super::{Icon, IconName, Tone, class_list};

/// Facts in order.
#[component]
pub fn Timeline(
    /// The [`TimelineItem`]s.
    children: Children,
) -> AnyView {
    view! { <ol class="timeline">{children()}</ol> }.into_any()
}

/// One fact.
#[component]
pub fn TimelineItem(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// A drawing of the fact.
    icon: IconName,
    /// When: a [`Time`](super::Time).
    #[prop(optional)]
    when: Option<AnyView>,
    /// Who did what.
    children: Children,
) -> AnyView {
    view! {
        <li class="timeline-item">
            <span class=class_list(&["timeline-mark", tone.class()])><Icon name=icon/></span>
            <div>
                {children()}
                {when.map(|when| view! { <p class="timeline-when">{when}</p> })}
            </div>
        </li>
    }
    .into_any()
}

//! A state in one or two words.

use leptos::prelude::*;

use super::{Icon, IconName, Tone, class_list};

/// A state: icon and word on the ground of its meaning.
#[component]
pub fn Badge(
    /// What the state means.
    #[prop(optional)]
    tone: Tone,
    /// Another icon than the tone's.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The word.
    #[prop(into)]
    label: String,
) -> AnyView {
    let icon = icon.or_else(|| (tone != Tone::Neutral).then(|| tone.icon()));
    view! {
        <span class=class_list(&["badge", tone.class()])>
            {icon.map(|name| view! { <Icon name=name/> })}
            {label}
        </span>
    }
    .into_any()
}

//! A message in the page.

use leptos::prelude::*;

use super::{Icon, Tone, Words, class_list};

/// A message about the page or what was just done: icon, word, sentence.
#[component]
pub fn Alert(
    /// What it means.
    tone: Tone,
    /// A few words in bold; the tone's own word otherwise.
    #[prop(optional, into)]
    title: Words,
    /// Set when the message answers what the person just did: it is announced.
    #[prop(optional)]
    announced: bool,
    /// The sentence, with its links.
    children: Children,
) -> AnyView {
    let title = title.get().unwrap_or_else(|| tone.word().to_owned());
    let role = announced.then_some(if tone == Tone::Danger {
        "alert"
    } else {
        "status"
    });
    view! {
        <div class=class_list(&["alert", tone.class()]) role=role>
            <Icon name=tone.icon()/>
            <div class="alert-body">
                <p class="alert-title">{title}</p>
                <div>{children()}</div>
            </div>
        </div>
    }
    .into_any()
}

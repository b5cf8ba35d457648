//! Somebody, with their function.

use leptos::prelude::*;

use super::Words;

/// Somebody: a name, a function, and ways to reach them.
#[component]
pub fn Person(
    /// The name.
    #[prop(into)]
    name: String,
    /// The function and the service or collectivity.
    #[prop(optional, into)]
    detail: Words,
    /// Ways to reach them.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="person">
            <span class="person-initials" aria-hidden="true">{initials(&name)}</span>
            <div class="person-text">
                <b>{name}</b>
                {detail.get().map(|detail| view! { <span>{detail}</span> })}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// The first letters of the first and the last word; a dot for a name without any.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut words = name.split_whitespace();
    let letters: String = words
        .next()
        .and_then(first)
        .into_iter()
        .chain(words.next_back().and_then(first))
        .collect();
    if letters.is_empty() {
        "·".to_owned()
    } else {
        letters.to_uppercase()
    }
}

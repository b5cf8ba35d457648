//! Dates and sums, in words for people and in figures for machines.

use leptos::prelude::*;

use super::Words;

/// A date or a moment, in words.
#[component]
pub fn Time(
    /// For machines: `2026-03-03` or `2026-03-03T14:32:00Z`.
    #[prop(into)]
    datetime: String,
    /// What one reads: "hier", "mardi 3 mars".
    #[prop(into)]
    words: String,
    /// The exact moment, on hover, when the words are relative.
    #[prop(optional, into)]
    exact: Words,
) -> AnyView {
    view! { <time datetime=datetime title=exact.get()>{words}</time> }.into_any()
}

/// A sum, never cut at the end of a line.
#[component]
pub fn Amount(
    /// As people write it: "1 250 000 €".
    #[prop(into)]
    words: String,
    /// In euros with a dot, for machines.
    #[prop(optional, into)]
    value: Words,
) -> AnyView {
    match value.get() {
        Some(value) => view! { <data class="amount" value=value>{words}</data> }.into_any(),
        None => view! { <span class="amount">{words}</span> }.into_any(),
    }
}

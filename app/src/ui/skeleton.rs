//! The shape of what is coming.

use leptos::prelude::*;

/// The shape of what is coming, after a second of waiting.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
    /// What is coming, for those who do not see the shape.
    #[prop(into)]
    label: String,
) -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {(0..lines).map(|_| view! { <div class="skeleton-line"></div> }).collect_view()}
        </div>
    }
    .into_any()
}

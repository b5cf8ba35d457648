//! A line above everything.

use leptos::prelude::*;

use super::{Icon, IconName};

/// The line above every page that says this site is a demonstration.
#[component]
pub fn Banner(
    /// The sentence, with its links.
    children: Children,
) -> AnyView {
    view! {
        <div class="demo-banner" role="region" aria-label="Démonstration">
            <p><Icon name=IconName::Info/> {children()}</p>
        </div>
    }
    .into_any()
}

//! How things stand beside each other.

use leptos::prelude::*;

/// Children one under the other.
#[component]
pub fn Stack(
    /// 32 px between instead of 16.
    #[prop(optional)]
    wide: bool,
    /// What is stacked.
    children: Children,
) -> AnyView {
    view! { <div class=if wide { "stack stack-wide" } else { "stack" }>{children()}</div> }
        .into_any()
}

/// Children side by side, wrapping.
#[component]
pub fn Cluster(
    /// Pushed to both ends.
    #[prop(optional)]
    between: bool,
    /// What stands side by side.
    children: Children,
) -> AnyView {
    view! { <div class=if between { "cluster cluster-between" } else { "cluster" }>{children()}</div> }.into_any()
}

/// Content, and a side column of 20 rem that goes under it on a narrow screen.
#[component]
pub fn TwoColumns(
    /// The side column.
    side: AnyView,
    /// The content.
    children: Children,
) -> AnyView {
    view! {
        <div class="columns">
            <div class="stack">{children()}</div>
            <aside class="stack">{side}</aside>
        </div>
    }
    .into_any()
}

/// The frame of a sheet: header, tabs, rail, content, in this order on a phone.
#[component]
pub fn Sheet(
    /// Title, place, states, next step: see `style/areas/sheet.scss`.
    header: AnyView,
    /// The [`Tabs`](super::Tabs).
    tabs: AnyView,
    /// The blocks of the rail; folded under this name on a phone.
    rail: AnyView,
    /// What one reads on the folded rail.
    #[prop(into)]
    rail_label: String,
    /// The part shown.
    children: Children,
) -> AnyView {
    let rail_name = rail_label.clone();
    view! {
        <article class="sheet">
            <header class="sheet-header">{header}</header>
            <div class="sheet-tabs">{tabs}</div>
            <aside class="sheet-rail" aria-label=rail_name>
                <details class="fold">
                    <summary>{rail_label}</summary>
                    <div class="sheet-rail-blocks">{rail}</div>
                </details>
            </aside>
            <div class="sheet-content">{children()}</div>
        </article>
    }
    .into_any()
}

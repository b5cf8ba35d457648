//! Rows and columns.

use leptos::prelude::*;

use super::{Icon, IconName, Words, class_list};

/// A table named by its caption, in a box that scrolls sideways by keyboard too.
#[component]
pub fn Table(
    /// The table's id, unique in the page.
    #[prop(into)]
    id: String,
    /// What the rows are.
    #[prop(into)]
    caption: String,
    /// The caption is read, not seen: a heading says it already.
    #[prop(optional)]
    caption_hidden: bool,
    /// For a screen one works in all day.
    #[prop(optional)]
    dense: bool,
    /// The head stays in sight on a wide screen.
    #[prop(optional)]
    sticky: bool,
    /// Each row becomes a card on a narrow screen; every cell carries `data-label`.
    #[prop(optional)]
    stacked: bool,
    /// `thead` and `tbody`.
    children: Children,
) -> AnyView {
    let caption_id = format!("{id}-legende");
    let named_by = caption_id.clone();
    let class = class_list(&[
        "table",
        if dense { "table-dense" } else { "" },
        if sticky { "table-sticky" } else { "" },
        if stacked { "table-stacked" } else { "" },
    ]);
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-labelledby=named_by>
            <table class=class id=id>
                <caption id=caption_id class=caption_hidden.then_some("visually-hidden")>{caption}</caption>
                {children()}
            </table>
        </div>
    }
    .into_any()
}

/// How a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// It is not.
    #[default]
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The head of a column; a link when one may sort by it.
#[component]
pub fn ColumnHead(
    /// The column's name.
    #[prop(into)]
    label: String,
    /// Where the list sorted by this column is.
    #[prop(optional, into)]
    href: Words,
    /// How it is sorted now.
    #[prop(optional)]
    sort: Sort,
    /// Figures, aligned on the right.
    #[prop(optional)]
    number: bool,
) -> AnyView {
    let (aria, arrow) = match sort {
        Sort::None => (None, None),
        Sort::Ascending => (Some("ascending"), Some(IconName::ArrowUp)),
        Sort::Descending => (Some("descending"), Some(IconName::ArrowDown)),
    };
    let inner = match href.get() {
        None => label.into_any(),
        Some(href) => view! {
            <a class="sort" href=href>{label}{arrow.map(|name| view! { <Icon name=name/> })}</a>
        }
        .into_any(),
    };
    view! { <th scope="col" class=number.then_some("number") aria-sort=aria>{inner}</th> }
        .into_any()
}

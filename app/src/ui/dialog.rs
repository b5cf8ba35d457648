//! A confirmation above the page.

use leptos::prelude::*;

use super::class_list;

/// A native dialog, only to confirm. Without scripts the same question is a page of its own: the button
/// that opens it is a link to that page, which shows the children in a `.confirm`.
#[component]
pub fn Dialog(
    /// The dialog's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The question.
    #[prop(into)]
    title: String,
    /// Stands open in the page: only to show it.
    #[prop(optional)]
    in_flow: bool,
    /// What happens then, and the form with its buttons.
    children: Children,
) -> AnyView {
    let title_id = format!("{id}-titre");
    let named_by = title_id.clone();
    view! {
        <dialog
            class=class_list(&["dialog", if in_flow { "dialog-static" } else { "" }])
            id=id
            open=in_flow
            aria-labelledby=named_by
        >
            <div class="dialog-body">
                <h2 id=title_id>{title}</h2>
                {children()}
            </div>
        </dialog>
    }
    .into_any()
}
